import { describe, expect, it } from 'vitest';
import { isQuarterClosed, lastClosedMonth } from '../../src/domain/quarter.ts';

describe('domain/quarter', () => {
  it.each([
    ['2026-10-31', '2026-06-01'],
    ['2026-11-01', '2026-09-01'],
    ['2026-12-31', '2026-09-01'],
    ['2027-01-31', '2026-09-01'],
    ['2027-02-01', '2026-12-01'],
    ['2027-04-30', '2026-12-01'],
    ['2027-05-01', '2027-03-01'],
  ])('on %s the quarter that was closed last ends with %s', (today, month) => {
    expect(lastClosedMonth(today)).toBe(month);
  });

  it('closes all three months of a quarter a month after its end', () => {
    const closed = (today: string) => ['07', '08', '09', '10'].filter((m) => isQuarterClosed(`2026-${m}-01`, today));
    expect(closed('2026-10-31')).toEqual([]);
    expect(closed('2026-11-01')).toEqual(['07', '08', '09']);
  });
});
