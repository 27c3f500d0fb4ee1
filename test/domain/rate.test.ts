import { describe, expect, it } from 'vitest';
import { AAPOR_NAMES, ratesOf } from '../../src/domain/rate.ts';

const counts = { completed: 120, eligible: 100, invited: 80, delivered: 60, started: 24, finished: 18, partial: 2 };

describe('domain/rate', () => {
  it('divides by what was eligible, invited, delivered and started', () => {
    expect(ratesOf(counts, 'above')).toMatchObject({
      kind: 'rates',
      coverage: { numerator: 80, denominator: 100, value: 0.8 },
      delivery: { numerator: 60, denominator: 80, value: 0.75 },
      response: { numerator: 18, denominator: 60, value: 0.3 },
      completion: { numerator: 18, denominator: 24, value: 0.75 },
    });
  });

  it('gives every rate its interval', () => {
    const rates = ratesOf({ ...counts, delivered: 30, finished: 24 }, 'above');
    if (rates.kind === 'hidden') throw new Error('expected rates');
    expect(rates.response.low).toBeCloseTo(0.6269, 4);
    expect(rates.response.high).toBeCloseTo(0.9049, 4);
  });

  it('gives no value where nothing is below the line', () => {
    const none = { completed: 0, eligible: 0, invited: 0, delivered: 0, started: 0, finished: 0, partial: 0 };
    const nothing = { numerator: 0, denominator: 0, value: null, low: null, high: null };
    expect(ratesOf(none, 'above')).toMatchObject({ coverage: nothing, response: nothing });
  });

  it('hides rates over fewer than ten invitations from wards only', () => {
    expect(ratesOf({ ...counts, invited: 9 }, 'ward')).toEqual({ kind: 'hidden' });
    expect(ratesOf({ ...counts, invited: 10 }, 'ward').kind).toBe('rates');
    expect(ratesOf({ ...counts, invited: 9 }, 'above').kind).toBe('rates');
  });

  it('names the AAPOR rate where there is one', () => {
    expect(AAPOR_NAMES).toEqual({ coverage: null, delivery: 'CON3', response: 'COOP1', completion: null });
  });
});
