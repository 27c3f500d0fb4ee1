import { describe, expect, it } from 'vitest';
import { addScores, figuresOf, scoresOf, type ScoreCounts } from '../../src/domain/score.ts';

function shown(counts: ScoreCounts): readonly string[] {
  const figures = figuresOf(counts);
  if (!figures) return [];
  const { share, meanOf5, meanOf100 } = figures;
  return [share.value, meanOf5, meanOf100, share.low, share.high].map((figure) => figure.toFixed(2));
}

describe('domain/score', () => {
  it.each<[ScoreCounts, string[]]>([
    [
      [2, 3, 10, 50, 35],
      ['85.00', '82.60', '78.25', '76.72', '90.69'],
    ],
    [
      [1, 0, 2, 4, 3],
      ['70.00', '76.00', '70.00', '39.68', '89.22'],
    ],
    [
      [0, 0, 100, 0, 0],
      ['0.00', '60.00', '50.00', '0.00', '3.70'],
    ],
    [
      [0, 0, 0, 10, 0],
      ['100.00', '80.00', '75.00', '72.25', '100.00'],
    ],
  ])('gives the answers %j the golden figures', (counts, figures) => {
    expect(shown(counts)).toEqual(figures);
  });

  it('counts the answers and gives no figure for none', () => {
    expect(figuresOf([2, 3, 10, 50, 35])?.answers).toBe(100);
    expect(figuresOf([0, 0, 0, 0, 0])).toBeNull();
  });

  it('leaves not applicable and skipped out of everything', () => {
    expect(scoresOf([1, 0, 2, 4, 3, 90, 7])).toEqual([1, 0, 2, 4, 3]);
  });

  it('adds up', () => {
    expect(addScores([])).toEqual([0, 0, 0, 0, 0]);
    expect(
      addScores([
        [1, 2, 3, 4, 5],
        [1, 1, 1, 1, 1],
      ]),
    ).toEqual([2, 3, 4, 5, 6]);
  });
});
