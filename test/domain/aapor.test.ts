import { describe, expect, it } from 'vitest';
import { aaporRates, countOutcomes, FINAL_DISPOSITIONS, type OutcomeFacts, outcomeOf } from '../../src/domain/aapor.ts';

const facts: OutcomeFacts = {
  status: 'sent',
  closeReason: null,
  exclusion: null,
  delivered: false,
  started: false,
};

const closed = (closeReason: OutcomeFacts['closeReason'], more: Partial<OutcomeFacts> = {}): OutcomeFacts => ({
  ...facts,
  status: 'closed',
  closeReason,
  ...more,
});

function values(rates: ReturnType<typeof aaporRates>): Record<string, number | null> {
  return Object.fromEntries(Object.entries(rates).map(([name, { value }]) => [name, value]));
}

describe('domain/aapor', () => {
  // README and vignette of the R package outcomerate 1.0.1, reviewed by rOpenSci: https://docs.ropensci.org/outcomerate
  it.each([
    [
      { I: 4, P: 2, R: 1, NC: 1, O: 1, UH: 1, UO: 1, NE: 1 },
      { RR1: 0.364, RR2: 0.545, RR5: 0.444, COOP1: 0.5, REF1: 0.091, CON1: 0.727 },
      3,
    ],
    [
      { I: 760, P: 339, R: 59, NC: 288, O: 1, UH: 0, UO: 173, NE: 71 },
      { RR1: 0.4691358, RR2: 0.67839506, RR5: 0.5252246, COOP1: 0.6557377, REF1: 0.03641975, CON1: 0.7154321 },
      7,
    ],
  ])('gives the rates of a published example: %o', (counts, expected, digits) => {
    const rates = values(aaporRates(counts));
    for (const [name, value] of Object.entries(expected)) expect(rates[name]).toBeCloseTo(value, digits);
  });

  it('gives no value where nothing is below the line', () => {
    const none = aaporRates({ I: 0, P: 0, R: 0, NC: 0, O: 0, UH: 0, UO: 0, NE: 5 });
    expect(Object.values(values(none)).every((value) => value === null)).toBe(true);
  });

  it.each<[OutcomeFacts, string]>([
    [closed('finished', { delivered: true, started: true }), '1.1'],
    [{ ...facts, status: 'finished', started: true }, '1.1'],
    [closed('partial'), '1.2'],
    [closed('declined'), '2.11'],
    [closed('opted-out'), '2.11'],
    [closed('excluded', { exclusion: 'opted-out' }), '2.11'],
    [closed('expired', { started: true, delivered: true }), '2.12'],
    [{ ...facts, status: 'started', started: true, delivered: true }, '2.12'],
    [closed('expired', { delivered: true }), '2.20'],
    [{ ...facts, delivered: true }, '2.20'],
    [closed('no-contact'), '3.11'],
    [{ ...facts, status: 'armed' }, '3.11'],
    [facts, '3.19'],
    [closed('expired'), '3.19'],
    [closed('wrong-number', { delivered: true }), '3.91'],
    [closed('excluded', { exclusion: 'organisation' }), '4.10'],
    [closed('excluded', { exclusion: 'bereavement' }), '4.10'],
    [closed('no-contact', { exclusion: 'recently-asked' }), '4.90'],
    [closed('finished', { exclusion: 'recently-asked' }), '1.1'],
  ])('codes %o as %s', (invitation, code) => {
    expect(FINAL_DISPOSITIONS[outcomeOf(invitation)].code).toBe(code);
  });

  it('counts whoever answers fast over everybody asked, also in a young month', () => {
    const counts = countOutcomes([
      { facts: closed('finished'), count: 3 },
      { facts, count: 17 },
    ]);
    expect(counts).toEqual({ I: 3, P: 0, R: 0, NC: 0, O: 0, UH: 17, UO: 0, NE: 0 });
    expect(aaporRates(counts).RR1).toMatchObject({ numerator: 3, denominator: 20, value: 0.15 });
  });
});
