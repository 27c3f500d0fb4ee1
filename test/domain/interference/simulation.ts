import { findSignals } from '../../../src/domain/interference/find-signals.ts';
import type { UnitMonth } from '../../../src/domain/interference/dossier-trace.ts';
import { SIGNALS, type SignalName } from '../../../src/domain/interference/signal.ts';
import { seeded } from '../../support/random.ts';
import { cleanWards } from './clean-wards.ts';
import { MANIPULATIONS, STRENGTHS, type Strength } from './manipulations.ts';

export const WARDS = 50;
/** So many of them are tampered with; all are held against each other. */
export const TAMPERED = 10;
export const CLEAN_MONTHS = 20;
export const TAMPERED_MONTHS = 6;

/** Of units and months: shares from 0 to 1 by signal, and by any signal. */
export interface Caught {
  readonly bySignal: ReadonlyMap<SignalName, number>;
  readonly any: number;
}

export interface Row {
  readonly manipulation: string;
  readonly strength: Strength;
  readonly caught: Caught;
}

/** How often each signal stands in clean units and months. */
export function falsePositives(): Caught {
  return caughtOf(months(CLEAN_MONTHS, 1).flatMap((seed) => signalsOf(cleanWards(WARDS, seeded(seed)))));
}

/** How often each signal stands in units and months that were tampered with, beside clean ones. */
export function detections(): readonly Row[] {
  return Object.entries(MANIPULATIONS).flatMap(([manipulation, tamper]) =>
    STRENGTHS.map(({ strength, share }): Row => {
      const caught = months(TAMPERED_MONTHS, 1_000).flatMap((seed) => {
        const random = seeded(seed);
        const wards = cleanWards(WARDS, random);
        const some = wards.map((ward, i) => (i < TAMPERED ? tamper(ward, share, random) : ward));
        return signalsOf(some).slice(0, TAMPERED);
      });
      return { manipulation, strength, caught: caughtOf(caught) };
    }),
  );
}

function months(count: number, firstSeed: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => firstSeed + i);
}

/** The signals of each ward, in their order. */
function signalsOf(wards: readonly UnitMonth[]): readonly ReadonlySet<SignalName>[] {
  const findings = findSignals(wards);
  return wards.map(
    ({ unitCode }) => new Set(findings.filter((each) => each.unitCode === unitCode).map(({ signal }) => signal)),
  );
}

function caughtOf(found: readonly ReadonlySet<SignalName>[]): Caught {
  const share = (isCaught: (signals: ReadonlySet<SignalName>) => boolean) =>
    found.filter(isCaught).length / found.length;
  return {
    bySignal: new Map(SIGNALS.map((signal) => [signal, share((signals) => signals.has(signal))])),
    any: share(({ size }) => size > 0),
  };
}
