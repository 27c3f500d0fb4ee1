import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { satisfactionOf, type Satisfaction } from '../../src/domain/satisfaction.ts';
import { rankedCount, standingsOf } from '../../src/domain/unit-comparison.ts';

/** Of so many responses, each with one answer, satisfied or not. */
const unit = (satisfied: number, responses: number): Satisfaction =>
  satisfactionOf([0, responses - satisfied, 0, satisfied, 0], responses);

describe('src/domain/unit-comparison.ts', () => {
  it('tells three groups, and ranks as ranges', () => {
    const units = [unit(98, 100), unit(80, 100), unit(82, 100), unit(40, 100), unit(25, 29), unit(5, 9)];
    const standings = standingsOf(units);
    expect(standings.map((one) => one?.group ?? null)).toEqual([
      'above',
      'as-expected',
      'as-expected',
      'below',
      null,
      null,
    ]);
    expect(standings.map((one) => one && [one.rank.best, one.rank.worst])).toEqual([
      [1, 1],
      [2, 3],
      [2, 3],
      [4, 4],
      null,
      null,
    ]);
    expect(rankedCount(units)).toBe(4);
  });

  it('sets nobody apart where all are alike, and nobody at all where nothing is published', () => {
    expect(standingsOf([unit(80, 100), unit(80, 100)]).map((one) => one?.group)).toEqual([
      'as-expected',
      'as-expected',
    ]);
    expect(standingsOf([{ kind: 'too-few', responses: 0 }])).toEqual([null]);
  });

  it('never calls a unit above and ranks it behind one that is below', () => {
    const units = fc.array(
      fc.integer({ min: 30, max: 400 }).chain((n) => fc.nat({ max: n }).map((k) => unit(k, n))),
      { minLength: 2, maxLength: 12 },
    );
    fc.assert(
      fc.property(units, (all) => {
        const standings = standingsOf(all);
        const best = (group: string) => standings.flatMap((one) => (one?.group === group ? [one.rank.best] : []));
        for (const above of best('above')) for (const below of best('below')) expect(above).toBeLessThanOrEqual(below);
      }),
    );
  });
});
