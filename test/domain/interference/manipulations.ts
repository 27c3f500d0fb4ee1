import type { DossierTrace, UnitMonth } from '../../../src/domain/interference/dossier-trace.ts';
import { dayOf } from './clean-wards.ts';
import { chance, type Random } from '../../support/random.ts';

/** How much of what could be tampered with is: a little, a quarter, half. */
export const STRENGTHS = [
  { strength: 'weak', share: 0.1 },
  { strength: 'middle', share: 0.25 },
  { strength: 'strong', share: 0.5 },
] as const;
export type Strength = (typeof STRENGTHS)[number]['strength'];

type Manipulation = (ward: UnitMonth, share: number, random: Random) => UnitMonth;

/** Eight ways in which staff could make their figures look better, each with what it leaves in the register. */
export const MANIPULATIONS: Readonly<Record<string, Manipulation>> = {
  'forgets the telephones of the discontented': (ward, share, random) => {
    const [officer] = officersOf(ward);
    return changed(ward, (trace) =>
      trace.officer === officer && chance(random, share) ? unreached({ ...trace, phone: { kind: 'missing' } }) : trace,
    );
  },
  'changes telephones before the invitation goes out': (ward, share, random) => {
    const [officer] = officersOf(ward);
    return changed(ward, (trace, i) =>
      trace.officer === officer && chance(random, share)
        ? { ...trace, phone: { kind: 'given', key: `other-${i}`, changedLate: true, ofStaff: false } }
        : trace,
    );
  },
  'enters telephones of colleagues': (ward, share, random) =>
    changed(ward, (trace, i) =>
      trace.phone.kind === 'given' && chance(random, share / 4)
        ? answered({ ...trace, phone: { ...trace.phone, key: `colleague-${i % 40}`, ofStaff: true } }, random)
        : trace,
    ),
  'enters one telephone of a relative again and again': (ward, share, random) =>
    changed(ward, (trace, i) =>
      trace.phone.kind === 'given' && chance(random, share / 2)
        ? answered({ ...trace, phone: { ...trace.phone, key: `relative-${i % 3}` } }, random)
        : trace,
    ),
  'answers slips on one own device': (ward, share, random) =>
    changed(ward, (trace, i) => (isLeft(trace) && chance(random, share) ? bySlip(trace, i, 'own-device') : trace)),
  'answers slips on one afternoon': (ward, share, random) => {
    const filled = changed(ward, (trace, i) =>
      isLeft(trace) && chance(random, share)
        ? { ...bySlip(trace, i, `borrowed-${i}`), takenEarly: true, closedOn: dayOf(28) }
        : trace,
    );
    return hurriedMore(ward, filled);
  },
  'keeps late dossiers from being asked': (ward, share, random) =>
    changed(ward, (trace) => (trace.late && chance(random, share * 1.6) ? unreached(trace) : trace)),
  'stands beside citizens while they answer': (ward, share, random) =>
    changed(ward, (trace) => (trace.delivered && chance(random, share * 1.6) ? finish(trace) : trace)),
};

function changed(ward: UnitMonth, change: (trace: DossierTrace, i: number) => DossierTrace): UnitMonth {
  return { ...ward, traces: ward.traces.map(change) };
}

/** Whoever fills in slips by the stack reads no question. */
function hurriedMore(before: UnitMonth, after: UnitMonth): UnitMonth {
  const count = ({ traces }: UnitMonth) => traces.filter(({ finished }) => finished).length;
  const added = count(after) - count(before);
  return { ...after, hurried: { hits: before.hurried.hits + added, of: before.hurried.of + added } };
}

function officersOf({ traces }: UnitMonth): readonly (string | null)[] {
  return [...new Set(traces.map(({ officer }) => officer))];
}

/** A slip that its citizen left lying. */
function isLeft({ proof, finished }: DossierTrace): boolean {
  return proof === null && !finished;
}

/** Of the phones on file that hear of it, half read it and say so. */
function bySlip(trace: DossierTrace, i: number, holder: string): DossierTrace {
  const told = trace.phone.kind === 'given' && i % 4 > 0;
  return finish({ ...trace, holder, delivered: true, proof: 'slip', told, denied: told && i % 2 > 0 });
}

function answered(trace: DossierTrace, random: Random): DossierTrace {
  return chance(random, 0.8) ? finish({ ...trace, delivered: true, proof: 'phone' }) : trace;
}

function finish(trace: DossierTrace): DossierTrace {
  return { ...trace, finished: true, closedOn: trace.closedOn ?? trace.completedOn };
}

function unreached(trace: DossierTrace): DossierTrace {
  return { ...trace, delivered: false, finished: false, closedOn: null, proof: null, holder: null, takenEarly: false };
}
