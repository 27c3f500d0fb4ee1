import { describe, expect, it } from 'vitest';
import { trendOf, verdictOn, type Point } from './trend.ts';

/** One value a minute. */
function minutely(values: readonly number[]): readonly Point[] {
  return values.map((value, i) => ({ hours: i / 60, value }));
}

const HOUR = Array.from({ length: 61 }, (_, minute) => minute);
/** Goes up and down and nowhere. */
const RESTLESS = [3, -2, 0, 1, -3, 2, -1] as const;

describe('soak/trend', () => {
  it('tells the slope as a share of where the line begins', () => {
    const { perHour, plusMinus } = trendOf(minutely(HOUR.map((minute) => 200 + minute / 6)));
    expect(perHour).toBeCloseTo(0.05, 10);
    expect(plusMinus).toBeCloseTo(0, 10);
  });

  it('tells how sure it is', () => {
    // By hand: slope 0.9 an hour, residuals -0.1, 0.2, 0.1, -0.4, 0.2, line begins at 1.1.
    const points = [1, 2.2, 3, 3.4, 4.9].map((value, hours) => ({ hours, value }));
    const { perHour, plusMinus } = trendOf(points);
    expect(perHour).toBeCloseTo(0.9 / 1.1, 10);
    expect(plusMinus).toBeCloseTo((3.182 * Math.sqrt(0.26 / 3 / 10)) / 1.1, 10);
  });

  it.each([
    ['a flat line', HOUR.map(() => 100), 'steady'],
    ['one that falls', HOUR.map((minute) => 100 - minute / 10), 'steady'],
    ['four per cent an hour', HOUR.map((minute) => 100 + (4 * minute) / 60), 'steady'],
    ['six per cent an hour', HOUR.map((minute) => 100 + (6 * minute) / 60), 'rises'],
    ['restlessness around a flat line', HOUR.map((minute) => 100 + (RESTLESS[minute % 7] ?? 0)), 'steady'],
    ['restlessness around a steep line', HOUR.map((minute) => 100 + minute / 2 + (RESTLESS[minute % 7] ?? 0)), 'rises'],
    ['five restless minutes', [100, 103, 98, 104, 99], 'unclear'],
    ['nine minutes of warming up', HOUR.slice(0, 10).map((minute) => 100 + minute), 'unclear'],
    ['two points', [100, 100], 'unclear'],
    ['nothing', [], 'unclear'],
  ] as const)('finds of %s what it is', (_name, values, verdict) => {
    expect(verdictOn(trendOf(minutely(values)))).toBe(verdict);
  });
});
