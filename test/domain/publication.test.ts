import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, type Counts, type Dimension, publishable, sumCells } from '../../src/domain/publication.ts';
import { isDetermined, type Unknowns } from '../support/linear-attack.ts';

const MONTH = '2026-10-01';
const COUNTRY = '00';

/** Communes of the provinces 01 and 04. */
function parentOf(unit: string): string | null {
  if (unit === COUNTRY) return null;
  return unit.length === 2 ? COUNTRY : unit.slice(0, 2);
}

function cell(unitCode: string, responses: number, dimension: Dimension = 'all', value = 'all'): Cell {
  const counts: Counts = [0, 0, 0, responses, 0, 0, 0];
  return { surveyId: 's-1', unitCode, month: MONTH, dimension, value, responses, counts: { q1: counts } };
}

/** A unit's tallies: its total and one dimension, the values of which add up to it. */
function unit(code: string, values: Readonly<Record<string, number>>, dimension: Dimension = 'late'): readonly Cell[] {
  const cells = Object.entries(values).map(([value, responses]) => cell(code, responses, dimension, value));
  const total = cells.reduce((sum, { responses }) => sum + responses, 0);
  return [cell(code, total), ...cells];
}

const shown = (cells: readonly Cell[]) =>
  cells.map(({ unitCode, value, responses }) => `${unitCode} ${value} ${responses}`).toSorted();

const publish = (...tallies: readonly Cell[]) => shown(publishable(tallies, parentOf));

describe('domain/publication', () => {
  it('adds up cells of one key, question by question', () => {
    const other: Cell = { ...cell('01001', 2), counts: { q1: [1, 0, 0, 1, 0, 0, 0], q2: [0, 0, 0, 0, 2, 0, 0] } };
    const sums = sumCells([cell('01001', 3), other, cell('01002', 1)]);
    expect(sums).toHaveLength(2);
    expect(sums[0]).toMatchObject({ responses: 5, counts: { q1: [1, 0, 0, 4, 0, 0, 0], q2: [0, 0, 0, 0, 2, 0, 0] } });
  });

  it('publishes communes of ten and more, their province and the country', () => {
    expect(publish(cell('01001', 12), cell('01002', 30), cell('04001', 10))).toEqual([
      '00 all 52',
      '01 all 42',
      '01001 all 12',
      '01002 all 30',
      '04 all 10',
      '04001 all 10',
    ]);
  });

  it('hides the smallest sibling of a small commune, which the province would give away', () => {
    expect(publish(cell('01001', 3), cell('01002', 30), cell('01003', 20))).toEqual([
      '00 all 53',
      '01 all 53',
      '01002 all 30',
    ]);
  });

  it('lets small communes hide one another when they are ten together', () => {
    expect(publish(cell('01001', 4), cell('01002', 6), cell('01003', 20))).toEqual([
      '00 all 30',
      '01 all 30',
      '01003 all 20',
    ]);
    expect(publish(cell('01001', 4), cell('01002', 5), cell('01003', 20))).toEqual(['00 all 29', '01 all 29']);
  });

  it('hides a small province at the cost of the fewest responses: the country’s sum, or another province', () => {
    const pilot = publish(cell('01001', 25), cell('01002', 40), cell('04001', 3));
    expect(pilot).toEqual(['01 all 65', '01001 all 25', '01002 all 40']);
    const nation = publish(cell('01001', 3), cell('04001', 20), cell('08001', 90), cell('11001', 95));
    expect(nation).toEqual(['00 all 208', '08 all 90', '08001 all 90', '11 all 95', '11001 all 95']);
  });

  it('takes hidden provinces apart: what the country leaves over of printed communes is ten or more', () => {
    const cells = publish(cell('01001', 1), cell('04001', 1), cell('04003', 10));
    expect(
      cells.filter((text) => text.startsWith('00')).length * cells.filter((text) => text.startsWith('04')).length,
    ).toBe(0);
  });

  it('counts a province’s own dossiers in its sum only, and hides them when they are few', () => {
    expect(publish(cell('01', 50), cell('01001', 20))).toEqual(['00 all 70', '01 all 70', '01001 all 20']);
    expect(publish(cell('01', 5), cell('01001', 20), cell('01002', 30))).toEqual([
      '00 all 55',
      '01 all 55',
      '01002 all 30',
    ]);
  });

  it('hides a second value of a dimension where one is small', () => {
    const cells = publish(...unit('01001', { counter: 40, online: 30, post: 2 }, 'filedVia'));
    expect(cells).toContain('01001 all 72');
    expect(cells).toContain('01001 counter 40');
    expect(cells.filter((text) => /online|post/.test(text))).toEqual([]);
  });

  it('shows no values of a unit whose total is hidden', () => {
    const tallies = [
      ...unit('01001', { late: 4 }),
      ...unit('01002', { late: 12, 'on-time': 15 }),
      ...unit('01003', { 'on-time': 40 }),
    ];
    const cells = publish(...tallies);
    expect(cells.filter((text) => /^0100[12]/.test(text))).toEqual([]);
    expect(cells).toContain('01003 on-time 40');
  });

  it('does not let a value be told from the province’s and the other communes’', () => {
    const tallies = [
      ...unit('01001', { late: 3, 'on-time': 40 }),
      ...unit('01002', { late: 12, 'on-time': 50 }),
      ...unit('01003', { late: 20, 'on-time': 60 }),
    ];
    expect(publish(...tallies)).toEqual([
      '00 all 185',
      '00 late 35',
      '00 on-time 150',
      '01 all 185',
      '01 late 35',
      '01 on-time 150',
      '01001 all 43',
      '01002 all 62',
      '01003 all 80',
      '01003 late 20',
      '01003 on-time 60',
    ]);
  });

  it('keeps surveys and months apart', () => {
    const older = { ...cell('01001', 15), month: '2026-09-01' };
    const other = { ...cell('01001', 15), surveyId: 's-2' };
    expect(
      publishable([cell('01001', 5), older, other], parentOf)
        .map(({ unitCode }) => unitCode)
        .toSorted(),
    ).toEqual(['00', '00', '01', '01', '01001', '01001']);
  });

  it('publishes nothing below ten, nothing that is not so, and no total less than its due', () => {
    fc.assert(
      fc.property(talliesArbitrary, (tallies) => {
        const truth = new Map(everything(tallies).map((known) => [keyOf(known), known.size]));
        for (const published of publishable(tallies, parentOf)) {
          expect(published.responses).toBeGreaterThanOrEqual(10);
          expect(published.responses).toBe(
            truth.get(JSON.stringify([published.unitCode, published.dimension, published.value])),
          );
          expect(published.counts['q1']?.[3]).toBe(published.responses);
        }
      }),
    );
  });

  it('leaves an attacker with linear algebra no cell below ten', () => {
    fc.assert(
      fc.property(talliesArbitrary, (tallies) => {
        const unknowns = attack(tallies);
        const small = unknowns.cells.filter(({ size }) => size > 0 && size < 10).map(keyOf);
        expect(small.filter((key) => isDetermined(unknowns.system, key))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('leaves no total with one to nine responses unexplained by its published parts', () => {
    fc.assert(
      fc.property(talliesArbitrary, (tallies) => {
        const all = everything(tallies);
        for (const { total, parts, hidden } of lines(tallies)) {
          const lacking = ({ size }: Known, below: readonly Known[]): number =>
            below.reduce((rest, part) => rest - (hidden.has(keyOf(part)) ? knownOf(part) : part.size), size);
          const knownOf = (part: Known): number => {
            const inner = all.filter(
              (one) => one.parent === part.unit && one.dimension === part.dimension && one.value === part.value,
            );
            return inner.length === 0 ? 0 : part.size - lacking(part, inner);
          };
          const missing = lacking(total, parts);
          expect(hidden.has(keyOf(total)) || missing === 0 || missing >= 10).toBe(true);
        }
      }),
    );
  });

  it('hides nothing when nothing is small', () => {
    const big = fc.array(fc.tuple(fc.integer({ min: 10, max: 90 }), fc.integer({ min: 10, max: 90 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(big, (communes) => {
        const tallies = communes.flatMap(([late, onTime], i) => unit(`0100${i}`, { late, 'on-time': onTime }));
        expect(publishable(tallies, parentOf)).toHaveLength((communes.length + 2) * 3);
      }),
    );
  });
});

// ------------------------------------------------------------------ the attacker's view, written independently

interface Known {
  readonly unit: string;
  readonly parent: string | null;
  readonly dimension: string;
  readonly value: string;
  readonly size: number;
}

const keyOf = ({ unit, dimension, value }: Omit<Known, 'size' | 'parent'>) => JSON.stringify([unit, dimension, value]);

/** Every leaf, every province's own part (`01*`) and every sum, hidden or not. */
function everything(tallies: readonly Cell[]): readonly Known[] {
  const leaves = tallies.map(({ unitCode, dimension, value, responses }): Known => {
    const isProvince = unitCode.length === 2;
    const unit = isProvince ? `${unitCode}*` : unitCode;
    return { unit, parent: isProvince ? unitCode : parentOf(unitCode), dimension, value, size: responses };
  });
  return [...leaves, ...sumsOver(leaves), ...sumsOver(sumsOver(leaves))];
}

function sumsOver(parts: readonly Known[]): readonly Known[] {
  const sums = new Map<string, Known>();
  for (const { parent, dimension, value, size } of parts) {
    if (parent === null) continue;
    const sum = { unit: parent, parent: parentOf(parent), dimension, value, size: 0 };
    const key = keyOf(sum);
    sums.set(key, { ...sum, size: size + (sums.get(key)?.size ?? 0) });
  }
  return [...sums.values()];
}

interface Equation {
  readonly total: Known;
  readonly parts: readonly Known[];
  readonly hidden: ReadonlySet<string>;
}

function lines(tallies: readonly Cell[]): readonly Equation[] {
  const all = everything(tallies);
  const published = new Set(
    publishable(tallies, parentOf).map(({ unitCode, dimension, value }) => keyOf({ unit: unitCode, dimension, value })),
  );
  const hidden = new Set(all.map(keyOf).filter((key) => !published.has(key)));
  return all.flatMap((total) => {
    const below = all.filter(
      (part) => part.parent === total.unit && part.dimension === total.dimension && part.value === total.value,
    );
    const others = total.dimension === 'all' ? dimensionsOf(all, total.unit) : [];
    return [below, ...others].filter((parts) => parts.length > 0).map((parts) => ({ total, parts, hidden }));
  });
}

function dimensionsOf(all: readonly Known[], unit: string): readonly (readonly Known[])[] {
  const own = all.filter((part) => part.unit === unit && part.dimension !== 'all');
  return [...new Set(own.map(({ dimension }) => dimension))].map((dimension) =>
    own.filter((part) => part.dimension === dimension),
  );
}

function attack(tallies: readonly Cell[]): { readonly cells: readonly Known[]; readonly system: Unknowns } {
  const hidden = lines(tallies)[0]?.hidden ?? new Set();
  const cells = everything(tallies).filter((one) => hidden.has(keyOf(one)) && one.size > 0);
  const names = new Set(cells.map(keyOf));
  const equations = lines(tallies).map(({ total, parts }) => {
    const terms = new Map(parts.map((part): [string, number] => [keyOf(part), 1]));
    terms.set(keyOf(total), -1);
    return new Map([...terms].filter(([key]) => names.has(key)));
  });
  return { cells, system: { names: [...names], equations } };
}

const size = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 10, max: 60 }));

/** Late, filedVia and procedure tables of each unit add up to the same total: responses are dealt out one by one. */
const talliesArbitrary: fc.Arbitrary<readonly Cell[]> = fc
  .dictionary(
    fc.constantFrom('01001', '01002', '01003', '01004', '04001', '04002', '04003', '01'),
    fc.array(
      fc.record({
        n: size,
        late: fc.constantFrom('late', 'on-time'),
        filedVia: fc.constantFrom('a', 'b', 'c'),
        procedure: fc.constantFrom('p', 'q', 'r'),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    { minKeys: 1, maxKeys: 8 },
  )
  .map((units) =>
    sumCells(
      Object.entries(units).flatMap(([code, groups]) =>
        groups.flatMap(({ n, late, filedVia, procedure }) => [
          cell(code, n),
          cell(code, n, 'late', late),
          cell(code, n, 'filedVia', filedVia),
          cell(code, n, 'procedure', procedure),
        ]),
      ),
    ),
  );
