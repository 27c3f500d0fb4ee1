import type { DossierTrace, UnitMonth } from '../../../src/domain/interference/dossier-trace.ts';
import { chance, pick, seeded, whole, type Random } from '../../support/random.ts';

/** What differs from ward to ward without anybody's doing. */
interface Nature {
  readonly missing: number;
  readonly changedLate: number;
  readonly late: number;
  readonly reach: number;
  readonly answers: number;
  readonly slips: number;
  readonly early: number;
  /** Dossiers that one helper, such as a neighbour or an agent, brings for several people. */
  readonly helped: number;
  readonly hurried: number;
}

const DAYS = 22;

/** A province's communes in one month, of 80 to 600 dossiers each, as different as honest ones are. */
export function cleanWards(count: number, random: Random): readonly UnitMonth[] {
  return Array.from({ length: count }, (_, i) => cleanWard(String(99_101 + i), random));
}

function cleanWard(unitCode: string, random: Random): UnitMonth {
  const nature = natureOf(random);
  const officers = Array.from({ length: whole(random, 2, 5) }, (_, i) => `${unitCode}-cb${i + 1}`);
  const dossiers = whole(random, 80, 600);
  const traces = Array.from({ length: dossiers }, (_, i) => cleanTrace(`${unitCode}-${i}`, officers, nature, random));
  const helped = withNotices(withHelpers(traces, nature.helped, random), seeded(Number(unitCode)));
  const finished = helped.filter((trace) => trace.finished).length;
  const before = helped.length * 3;
  return {
    unitCode,
    traces: helped,
    hurried: { hits: times(finished, nature.hurried, random), of: finished },
    responseBefore: { hits: times(before, nature.answers * (0.9 + 0.2 * random()), random), of: before },
  };
}

function natureOf(random: Random): Nature {
  const between = (low: number, high: number) => low + (high - low) * random();
  return {
    missing: between(0.05, 0.16),
    changedLate: between(0, 0.02),
    late: between(0.02, 0.15),
    reach: between(0.8, 0.95),
    answers: between(0.1, 0.4),
    slips: between(0.1, 0.3),
    early: between(0, 0.08),
    helped: between(0, 0.04),
    hurried: between(0, 0.03),
  };
}

function cleanTrace(id: string, officers: readonly string[], nature: Nature, random: Random): DossierTrace {
  const day = whole(random, 1, DAYS);
  const missing = chance(random, nature.missing);
  const bySlip = missing || chance(random, nature.slips);
  const delivered = bySlip ? chance(random, 0.5) : chance(random, nature.reach);
  const finished = delivered && chance(random, nature.answers);
  const late = chance(random, nature.late);
  return {
    officer: pick(random, officers),
    completedOn: dayOf(day),
    closedOn: finished ? dayOf(Math.min(30, day + Math.floor(3 * random() * random()))) : null,
    late,
    phone: missing
      ? { kind: 'missing' }
      : { kind: 'given', key: `tel-${id}`, changedLate: chance(random, nature.changedLate), ofStaff: false },
    holder: bySlip && delivered ? `device-${id}` : null,
    takenEarly: bySlip && delivered && chance(random, nature.early),
    delivered,
    finished,
    proof: delivered ? (bySlip ? 'slip' : 'phone') : null,
    told: false,
    denied: false,
  };
}

/** Households of two to four share a telephone, and now and then a helper's telephone stands on more. */
function withHelpers(traces: readonly DossierTrace[], share: number, random: Random): readonly DossierTrace[] {
  let left = 0;
  let key = '';
  return traces.map((trace, i) => {
    if (left === 0 && chance(random, share)) {
      left = chance(random, 0.1) ? whole(random, 5, 7) : whole(random, 2, 4);
      key = `helper-${i}`;
    }
    if (left === 0 || trace.phone.kind === 'missing') return trace;
    left -= 1;
    return { ...trace, phone: { ...trace.phone, key: `${trace.phone.key.slice(0, 9)}-${key}` } };
  });
}

/** Where a slip was answered most phones on file hear of it, and now and then somebody had not told the family. */
function withNotices(traces: readonly DossierTrace[], random: Random): readonly DossierTrace[] {
  const share = 0.05 * random();
  return traces.map((trace) => {
    const told = trace.finished && trace.proof === 'slip' && trace.phone.kind === 'given' && chance(random, 0.7);
    return { ...trace, told, denied: told && chance(random, share) };
  });
}

export function dayOf(day: number): string {
  return `2026-10-${String(day).padStart(2, '0')}`;
}

function times(of: number, share: number, random: Random): number {
  return Array.from({ length: of }, () => chance(random, share)).filter(Boolean).length;
}
