import { describe, expect, it } from 'vitest';
import { daysOfLaw, deadlineOf, isInTime, receiptFault, type PersonRequest } from '../../src/domain/person-request.ts';

const TET = new Set(['2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11', '2027-02-12']);
const isHoliday = (day: string) => TET.has(day);

const REQUEST: PersonRequest = {
  id: 'r',
  unit: '01',
  kind: 'deletion',
  receivedOn: '2026-11-20',
  ...daysOfLaw('deletion', '2026-11-20', isHoliday),
  answeredOn: null,
  closedOn: null,
  outcome: null,
};

describe('src/domain/person-request.ts', () => {
  it.each([
    ['access', '2026-11-20', '2026-11-24', '2026-11-30'],
    ['correction', '2026-11-21', '2026-11-24', '2026-12-01'],
    ['withdrawal', '2026-11-23', '2026-11-25', '2026-12-08'],
    ['deletion', '2026-11-23', '2026-11-25', '2026-12-13'],
    // Two working days over Tết come after ten days by the calendar: the law's last day holds.
    ['access', '2027-02-04', '2027-02-14', '2027-02-14'],
  ] as const)('gives %s of %s an answer by %s and an end by %s', (kind, receivedOn, answerBy, dueOn) => {
    expect(daysOfLaw(kind, receivedOn, isHoliday)).toEqual({ answerBy, dueOn });
  });

  it('counts to the answer first, then to the end, and past it', () => {
    expect(deadlineOf(REQUEST, '2026-11-23')).toEqual({ step: 'answer', day: '2026-11-24', daysLeft: 1 });
    const answered = { ...REQUEST, answeredOn: '2026-11-24' };
    expect(deadlineOf(answered, '2026-11-24')).toEqual({ step: 'carry-out', day: '2026-12-10', daysLeft: 16 });
    expect(deadlineOf(answered, '2026-12-12').daysLeft).toBe(-2);
    expect(isInTime({ ...answered, closedOn: '2026-12-10' })).toBe(true);
    expect(isInTime({ ...answered, closedOn: '2026-12-11' })).toBe(false);
  });

  it.each([
    ['2026-11-23', null],
    ['2026-09-24', null],
    ['2026-09-23', 'day-too-old'],
    ['2026-11-24', 'day-to-come'],
    ['2026-02-30', 'day-malformed'],
    [null, 'day-malformed'],
  ])('takes %s as the day of receipt, or says %s', (day, fault) => {
    expect(receiptFault(day, '2026-11-23')).toBe(fault);
  });
});
