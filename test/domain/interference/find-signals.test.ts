import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsWithout } from '../../../src/domain/interference/index-bounds.ts';
import type { DossierTrace, UnitMonth } from '../../../src/domain/interference/dossier-trace.ts';
import { findSignals } from '../../../src/domain/interference/find-signals.ts';
import { isHurried } from '../../../src/domain/interference/pace.ts';
import type { SignalName } from '../../../src/domain/interference/signal.ts';
import { seeded } from '../../support/random.ts';
import { cleanWards } from './clean-wards.ts';

const PLAIN: DossierTrace = {
  officer: 'cb1',
  completedOn: '2026-10-05',
  closedOn: null,
  late: false,
  phone: { kind: 'given', key: 'own', changedLate: false, ofStaff: false },
  holder: null,
  takenEarly: false,
  delivered: true,
  finished: false,
  proof: 'phone',
  told: false,
  denied: false,
};

/** Forty plain dossiers, all with telephones of their own; the first `some` of them changed. */
function ward(
  unitCode: string,
  some: number,
  change: Partial<DossierTrace> | ((i: number) => Partial<DossierTrace>),
): UnitMonth {
  const traces = Array.from({ length: 40 }, (_, i): DossierTrace => {
    const own: DossierTrace = { ...PLAIN, phone: { ...given(), key: `${unitCode}-${i}` } };
    if (i >= some) return own;
    return { ...own, ...(typeof change === 'function' ? change(i) : change) };
  });
  return { unitCode, traces, hurried: { hits: 0, of: 40 }, responseBefore: { hits: 24, of: 120 } };
}

function given(more: { readonly key?: string; readonly changedLate?: boolean; readonly ofStaff?: boolean } = {}) {
  return { kind: 'given', key: 'own', changedLate: false, ofStaff: false, ...more } as const;
}

function signalsOf(unitCode: string, months: readonly UnitMonth[]): readonly SignalName[] {
  return findSignals(months)
    .filter((finding) => finding.unitCode === unitCode)
    .map(({ signal }) => signal);
}

function slip(i: number): Partial<DossierTrace> {
  return { finished: true, proof: 'slip', closedOn: '2026-10-06', holder: `device-${i}`, told: true };
}

const CASES: readonly (readonly [SignalName, UnitMonth])[] = [
  ['missing-phone', ward('99001', 20, { phone: { kind: 'missing' } })],
  ['phone-changed-late', ward('99001', 12, (i) => ({ phone: given({ key: `new-${i}`, changedLate: true }) }))],
  ['staff-phone', ward('99001', 10, (i) => ({ phone: given({ key: `staff-${i}`, ofStaff: true }) }))],
  ['shared-phone', ward('99001', 12, { phone: given({ key: 'relative' }) })],
  ['shared-holder', ward('99001', 12, { holder: 'one-device' })],
  ['slip-taken-early', ward('99001', 12, (i) => ({ holder: `device-${i}`, takenEarly: i < 10 }))],
  ['slips-in-a-burst', ward('99001', 20, (i) => ({ ...slip(i), closedOn: '2026-10-28' }))],
  ['slips-over-phones', ward('99001', 24, (i) => (i < 22 ? slip(i) : { finished: true }))],
  ['slip-denied', ward('99001', 12, (i) => ({ ...slip(i), told: true, denied: i < 8 }))],
  ['hurried', { ...ward('99001', 0, {}), hurried: { hits: 10, of: 40 } }],
  ['late-left-out', ward('99001', 15, { late: true, delivered: false, proof: null })],
  ['response-too-high', ward('99001', 38, { finished: true })],
  ['response-jumped', ward('99001', 24, { finished: true })],
];

describe('findSignals', () => {
  const others = ['99002', '99003', '99004', '99005', '99006', '99007'].map((code) =>
    ward(code, 6, (i) => (i % 2 === 0 ? slip(i) : { finished: true })),
  );

  it.each(CASES)('%s', (signal, month) => {
    expect(signalsOf(month.unitCode, [month, ...others])).toContain(signal);
    expect(findSignals([month, ...others]).map(({ unitCode }) => unitCode)).not.toContain('99002');
  });

  it('finds nothing in plain months', () => {
    expect(findSignals(others)).toEqual([]);
  });

  it('says whose records, and what they are held against', () => {
    const [finding] = findSignals([ward('99001', 20, { officer: 'cb7', phone: { kind: 'missing' } }), ...others]);
    expect(finding).toMatchObject({
      signal: 'missing-phone',
      unitCode: '99001',
      officer: 'cb7',
      tally: { hits: 20, of: 20 },
      share: { value: 1 },
      reference: { value: 0 },
    });
  });

  it('says nothing about a few dossiers', () => {
    const few = ward('99001', 0, {});
    const month = {
      ...few,
      traces: few.traces.slice(0, 9).map((trace) => ({ ...trace, phone: { kind: 'missing' as const } })),
    };
    expect(signalsOf('99001', [month, ...others])).toEqual([]);
  });

  it('compares clerks by how they record and never by what people answered', () => {
    const byOfficer = findSignals(CASES.map(([, month]) => month)).filter(({ officer }) => officer !== null);
    expect(new Set(byOfficer.map(({ signal }) => signal))).toEqual(new Set(['missing-phone', 'phone-changed-late']));
  });

  it('depends on no order of dossiers or units', () => {
    fc.assert(
      fc.property(fc.nat(1_000), (seed) => {
        const months = cleanWards(6, seeded(seed));
        const turned = months.toReversed().map((month) => ({ ...month, traces: month.traces.toReversed() }));
        const told = (all: readonly UnitMonth[]) =>
          findSignals(all).map(({ signal, unitCode }) => `${unitCode} ${signal}`);
        expect(told(turned).toSorted()).toEqual(told(months).toSorted());
      }),
      { numRuns: 20 },
    );
  });
});

describe('isHurried', () => {
  it.each([
    ['five taps in seven seconds', [0, 1_400, 2_800, 4_200, 5_600, 7_000], true],
    ['nine seconds with a pause', [0, 900, 1_800, 2_700, 3_600, 9_000], false],
    ['one answer faster than a glance', [0, 5_000, 5_500, 20_000], true],
    ['slowly', [0, 6_000, 14_000, 30_000], false],
    ['nothing answered', [0], false],
  ])('%s', (_, times, expected) => {
    expect(isHurried(times)).toBe(expected);
  });
});

describe('boundsWithout', () => {
  it('holds the share of what is left, whichever responses are taken away', () => {
    const small = fc.integer({ min: 0, max: 12 });
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }), small, (answers, suspect) => {
        fc.pre(suspect < answers.length);
        const bounds = boundsWithout(answers.filter(Boolean).length, answers.length, suspect);
        const left = answers.slice(suspect);
        const share = left.filter(Boolean).length / left.length;
        expect(bounds?.low).toBeLessThanOrEqual(share + 1e-9);
        expect(bounds?.high).toBeGreaterThanOrEqual(share - 1e-9);
      }),
    );
  });

  it('is as wide as can be', () => {
    expect(boundsWithout(8, 10, 4)).toEqual({ low: 4 / 6, high: 1 });
    expect(boundsWithout(3, 10, 5)).toEqual({ low: 0, high: 3 / 5 });
    expect(boundsWithout(8, 10, 10)).toBeNull();
  });
});
