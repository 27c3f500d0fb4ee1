import { describe, expect, it } from 'vitest';
import { readFilter, recentMonths, writeFilter } from '../../../src/web/console/overview-filter.ts';

const TODAY = '2026-11-23';

describe('src/web/console/overview-filter.ts', () => {
  it('shows the last three months unless the address says otherwise', () => {
    expect(readFilter({}, TODAY)).toEqual({
      period: '3m',
      from: '2026-09-01',
      to: '2026-11-30',
      unit: null,
      procedure: null,
      filedVia: null,
    });
  });

  it.each([
    ['1m', '2026-11-01', '2026-11-30'],
    ['12m', '2025-12-01', '2026-11-30'],
    ['2026-02', '2026-02-01', '2026-02-28'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2026-12', '2026-12-01', '2026-12-31'],
  ])('turns the period %s into whole months', (period, from, to) => {
    expect(readFilter({ period }, TODAY)).toMatchObject({ from, to });
  });

  it('forgets what makes no sense', () => {
    const filter = readFilter({ period: 'ever', unit: "01' OR 1=1", procedure: ['x'], filedVia: '' }, TODAY);
    expect(filter).toEqual(readFilter({}, TODAY));
  });

  it('comes back from the address as it went in', () => {
    const filter = readFilter({ period: '6m', unit: '99001', procedure: '1.001193', filedVia: 'online' }, TODAY);
    expect(readFilter(Object.fromEntries(new URLSearchParams(writeFilter(filter))), TODAY)).toEqual(filter);
    expect(writeFilter(readFilter({}, TODAY))).toBe('');
  });

  it('offers twelve months, newest first', () => {
    expect(recentMonths('2026-03-31').slice(0, 4)).toEqual(['2026-03', '2026-02', '2026-01', '2025-12']);
    expect(recentMonths(TODAY)).toHaveLength(12);
  });
});
