import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reconcile, type ListedCompletion, type RegisteredCompletion } from '../../src/domain/reconciliation.ts';

type Five = [string, string, string, string, string];

function listed(code: string, officer: string | null = null, unitCode = '99001'): ListedCompletion {
  return { code, unitCode, officer };
}

function registered(code: string, changes: Partial<RegisteredCompletion> = {}): RegisteredCompletion {
  return { code, unitCode: '99001', officer: null, eligible: true, invited: true, ...changes };
}

describe('reconcile', () => {
  it('names what never came by officer, and what exists only here', () => {
    const there = [listed('A1', 'cb1'), listed('A2', 'cb2'), listed('A3', 'cb2'), listed('A4')];
    const here = [registered('A1'), registered('X9', { eligible: false, invited: false })];
    expect(reconcile(there, here, [])).toEqual([
      {
        unitCode: '99001',
        listed: 4,
        missing: 3,
        missingBy: [
          { officer: 'cb2', count: 2 },
          { officer: null, count: 1 },
        ],
        faulty: ['A2', 'A3', 'A4'],
        elsewhere: [],
        unfinished: [],
        invented: ['X9'],
        invited: 1,
        eligible: 4,
      },
    ]);
  });

  it('tells what never came from what belongs to another unit or month, or is not completed here', () => {
    const [came, moved, older, open, never] = [1, 2, 3, 4, 5].map((n) => `H26.99.01-261005-000${n}`) as Five;
    const there = [came, moved, older, open, never, 'KHÔNG RÕ'].map((code) => listed(code));
    const here = [registered(came), registered(moved, { unitCode: '99002' })];
    const known = [
      { code: moved, unitCode: '99002', month: '2026-10-01' },
      { code: older, unitCode: '99001', month: '2026-09-01' },
      { code: open, unitCode: '99001', month: null },
    ];
    const [unit, other] = reconcile(there, here, known);
    expect(unit).toEqual({
      unitCode: '99001',
      listed: 6,
      missing: 2,
      missingBy: [{ officer: null, count: 2 }],
      faulty: ['KHÔNG RÕ'],
      elsewhere: known.slice(0, 2),
      unfinished: [open],
      invented: [],
      invited: 1,
      eligible: 4,
    });
    expect(other).toMatchObject({ unitCode: '99002', listed: 0, missing: 0, invented: [], invited: 1, eligible: 1 });
  });

  it('loses no dossier of either side', () => {
    const codes = fc.uniqueArray(fc.integer({ min: 0, max: 40 }).map(String), { maxLength: 30 });
    fc.assert(
      fc.property(codes, codes, (there, here) => {
        const units = reconcile(
          there.map((code) => listed(code, null, `9900${Number(code) % 3}`)),
          here.map((code) => registered(code, { unitCode: `9900${Number(code) % 3}` })),
          [],
        );
        const sum = (of: (unit: (typeof units)[number]) => number) =>
          units.reduce((total, unit) => total + of(unit), 0);
        expect(sum((unit) => unit.missing)).toBe(there.filter((code) => !here.includes(code)).length);
        expect(units.flatMap(({ invented }) => invented).toSorted()).toEqual(
          here.filter((code) => !there.includes(code)).toSorted(),
        );
        expect(sum((unit) => unit.eligible)).toBe(new Set([...there, ...here]).size);
      }),
    );
  });
});
