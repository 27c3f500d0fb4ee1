import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf } from '../../../src/web/ui/diverging-bar.tsx';

describe('src/web/ui/diverging-bar.tsx', () => {
  it.each([
    ['only satisfied', [0, 0, 0, 0, 4], 100, 200],
    ['only dissatisfied', [4, 0, 0, 0, 0], 0, 100],
    ['only in between', [0, 0, 4, 0, 0], 50, 150],
    ['a quarter and a half', [1, 0, 1, 2, 0], 62.5, 162.5],
  ] as const)('lies where it should: %s', (_name, counts, start, end) => {
    const parts = partsOf(counts).filter(({ width }) => width > 0);
    const last = parts.at(-1);
    expect([parts[0]?.start, (last?.start ?? 0) + (last?.width ?? 0)]).toEqual([start, end]);
  });

  it('is one bar of the same length whatever the answers, within its track and split in the middle of level 3', () => {
    const count = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(fc.tuple(count, count, count, count, count), (counts) => {
        fc.pre(counts.some((one) => one > 0));
        const parts = partsOf(counts);
        const third = parts[2] ?? { start: 0, width: 0 };
        expect(third.start + third.width / 2).toBeCloseTo(100);
        expect(parts.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(100);
        for (const [i, part] of parts.entries()) {
          const next = parts[i + 1]?.start ?? part.start + part.width;
          expect(part.start + part.width).toBeCloseTo(next);
          expect(part.start).toBeGreaterThan(-1e-9);
          expect(part.start + part.width).toBeLessThan(200 + 1e-9);
        }
      }),
    );
  });

  it('draws nothing over nothing', () => {
    expect(partsOf([0, 0, 0, 0, 0]).every(({ width }) => width === 0)).toBe(true);
  });
});
