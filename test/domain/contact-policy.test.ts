import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  armedAt,
  nextAllowed,
  notAfter,
  parseWindow,
  reminderAt,
  type Window,
} from '../../src/domain/contact-policy.ts';
import type { Dossier } from '../../src/domain/dossier.ts';
import type { Invitation } from '../../src/domain/invitation.ts';
import { localDay, minutesOfDay } from '../../src/lib/calendar.ts';

const zone = 'Asia/Ho_Chi_Minh';
const at = (local: string) => new Date(`${local}+07:00`);
const holidays = new Set(['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-09-02']);

const window: Window = {
  kind: 'spans',
  spans: [
    { from: 8 * 60, to: 11 * 60 + 30 },
    { from: 13 * 60 + 30, to: 20 * 60 + 30 },
  ],
};
const policy = { zone, window, isHoliday: (day: string) => holidays.has(day), delayMinutes: 120, reminderHours: 48 };

type Times = Pick<Dossier, 'completedAt' | 'returnedAt' | 'filedVia'>;
const dossier: Times = { completedAt: at('2026-10-08T10:00'), returnedAt: null, filedVia: 'counter' };

describe('domain/contact-policy', () => {
  it.each([
    ['08:00-11:30,13:30-20:30', window],
    ['always', { kind: 'always' }],
    [' 07:00-24:00 ', { kind: 'spans', spans: [{ from: 420, to: 1440 }] }],
  ])('reads the window %s', (text, expected) => {
    expect(parseWindow(text)).toEqual(expected);
  });

  it.each([
    '',
    'never',
    '8-11',
    '11:30-08:00',
    '08:00-08:00',
    '08:00-25:00',
    '08:60-09:00',
    '13:30-20:30,08:00-11:30',
    '08:00-12:00,11:00-13:00',
    '24:01-24:02',
  ])('refuses the window %j', (text) => {
    expect(parseWindow(text)).toBeNull();
  });

  it('arms by the return of the result, else by completion, plus the delay', () => {
    expect(armedAt(dossier, 'standard', policy)).toEqual(at('2026-10-08T12:00'));
    expect(armedAt({ ...dossier, returnedAt: at('2026-10-09T09:00') }, 'standard', policy)).toEqual(
      at('2026-10-09T11:00'),
    );
    expect(armedAt({ ...dossier, completedAt: null }, 'standard', policy)).toBeNull();
  });

  it('waits three days for the post unless the arrival is known, two weeks for the bereaved', () => {
    expect(armedAt({ ...dossier, filedVia: 'post' }, 'standard', policy)).toEqual(at('2026-10-11T10:00'));
    const arrived: Times = { ...dossier, filedVia: 'post', returnedAt: at('2026-10-10T10:00') };
    expect(armedAt(arrived, 'standard', policy)).toEqual(at('2026-10-10T12:00'));
    expect(armedAt(dossier, 'bereavement', policy)).toEqual(at('2026-10-22T10:00'));
  });

  it.each([
    ['2026-10-08T07:59', '2026-10-08T08:00'],
    ['2026-10-08T08:00', '2026-10-08T08:00'],
    ['2026-10-08T11:29', '2026-10-08T11:29'],
    ['2026-10-08T11:30', '2026-10-08T13:30'],
    ['2026-10-08T20:30', '2026-10-09T08:00'],
    ['2026-10-08T23:59', '2026-10-09T08:00'],
    ['2026-02-15T20:45', '2026-02-21T08:00'],
    ['2026-02-18T10:00', '2026-02-21T08:00'],
    ['2026-09-02T10:00', '2026-09-03T08:00'],
  ])('lets what is due at %s go out at %s', (due, allowed) => {
    expect(nextAllowed(at(due), policy)).toEqual(at(allowed));
  });

  it('never writes at night, at noon or on a holiday, and never earlier than asked', () => {
    const instants = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, (instant) => {
        const allowed = nextAllowed(instant, policy);
        const minutes = minutesOfDay(allowed, zone);
        expect(allowed >= instant).toBe(true);
        expect(window.spans.some(({ from, to }) => minutes >= from && minutes < to)).toBe(true);
        expect(holidays.has(localDay(allowed, zone))).toBe(false);
        expect(nextAllowed(allowed, policy)).toEqual(allowed);
      }),
    );
  });

  it('can be switched off, and says so when no day is left', () => {
    const night = at('2026-02-17T03:00');
    expect(nextAllowed(night, { ...policy, window: { kind: 'always' } })).toEqual(night);
    expect(() => nextAllowed(night, { ...policy, isHoliday: () => true })).toThrow(RangeError);
  });

  it('reminds once, after two days, inside the window and before the end', () => {
    const invitedAt = at('2026-10-08T20:00');
    const invitation: Pick<Invitation, 'status' | 'remindedAt' | 'invitedAt' | 'notAfter'> = {
      status: 'sent',
      remindedAt: null,
      invitedAt,
      notAfter: notAfter(invitedAt),
    };
    expect(invitation.notAfter).toEqual(at('2026-10-15T20:00'));
    expect(reminderAt(invitation, policy)).toEqual(at('2026-10-10T20:00'));
    expect(reminderAt({ ...invitation, status: 'started' }, policy)).toEqual(at('2026-10-10T20:00'));
    expect(reminderAt({ ...invitation, remindedAt: at('2026-10-10T20:00') }, policy)).toBeNull();
    expect(reminderAt({ ...invitation, status: 'closed' }, policy)).toBeNull();
    expect(reminderAt({ ...invitation, invitedAt: null }, policy)).toBeNull();
    expect(reminderAt({ ...invitation, notAfter: at('2026-10-10T20:00') }, policy)).toBeNull();
  });
});
