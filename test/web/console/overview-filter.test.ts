import { describe, expect, it } from 'vitest';
import {
  readFilter,
  recentMonths,
  recentReports,
  widen,
  writeFilter,
} from '../../../src/web/console/overview-filter.ts';

const TODAY = '2026-11-23';

describe('src/web/console/overview-filter.ts', () => {
  it('chooses the period by itself unless the address does', () => {
    expect(readFilter({}, TODAY)).toEqual({
      period: 'auto',
      widened: '1m',
      from: '2026-11-01',
      to: '2026-11-30',
      months: { from: '2026-11-01', to: '2026-11-30' },
      unit: null,
      procedure: null,
      channel: null,
      filedVia: null,
    });
  });

  it.each([
    [[30], '1m', '2026-11-01'],
    [[3, 20, 10], '3m', '2026-09-01'],
    [[3, 0, 0, 0, 0, 40], '6m', '2026-06-01'],
    [[3], '12m', '2025-12-01'],
  ])('widens over months with %j answers to %s', (responses, widened, from) => {
    const filter = widen(readFilter({}, TODAY), responses, TODAY);
    expect(filter).toMatchObject({ period: 'auto', widened, from, to: '2026-11-30' });
    expect(writeFilter(filter)).toBe('');
    const chosen = readFilter({ period: '1m' }, TODAY);
    expect(widen(chosen, responses, TODAY)).toBe(chosen);
  });

  it('counts a reporting month by days, and scores by the month that it is named for', () => {
    expect(readFilter({ period: 'r2026-01' }, TODAY)).toMatchObject({
      widened: null,
      from: '2025-12-15',
      to: '2026-01-14',
      months: { from: '2026-01-01', to: '2026-01-31' },
    });
    expect(recentReports(TODAY).slice(0, 2)).toEqual(['r2026-12', 'r2026-11']);
    expect(recentReports('2026-01-14')[0]).toBe('r2026-01');
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
    const filter = readFilter(
      { period: '6m', unit: '99001', procedure: '1.001193', filedVia: 'online', channel: 'slip' },
      TODAY,
    );
    expect(readFilter(Object.fromEntries(new URLSearchParams(writeFilter(filter))), TODAY)).toEqual(filter);
    expect(writeFilter(readFilter({}, TODAY))).toBe('');
  });

  it('offers twelve months, newest first', () => {
    expect(recentMonths('2026-03-31').slice(0, 4)).toEqual(['2026-03', '2026-02', '2026-01', '2025-12']);
    expect(recentMonths(TODAY)).toHaveLength(12);
  });
});
