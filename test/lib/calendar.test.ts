import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  isDay,
  isLocalMidnight,
  localDay,
  minutesOfDay,
  monthOf,
  parseLocalInstant,
  startOfDay,
  timeOfDay,
} from '../../src/lib/calendar.ts';

const VIETNAM = 'Asia/Ho_Chi_Minh';
const BERLIN = 'Europe/Berlin';

describe('lib/calendar', () => {
  it('names the local day, which is a day ahead of UTC in the evening', () => {
    expect(localDay(new Date('2026-10-07T17:00:00Z'), VIETNAM)).toBe('2026-10-08');
    expect(localDay(new Date('2026-10-07T16:59:59.999Z'), VIETNAM)).toBe('2026-10-07');
  });

  it('tells the minutes since local midnight', () => {
    expect(minutesOfDay(new Date('2026-10-08T01:30:59Z'), VIETNAM)).toBe(8 * 60 + 30);
  });

  it('finds local times of a day, also where clocks change', () => {
    expect(startOfDay('2026-10-08', VIETNAM)).toEqual(new Date('2026-10-07T17:00:00Z'));
    expect(timeOfDay('2026-10-08', 1440, VIETNAM)).toEqual(startOfDay('2026-10-09', VIETNAM));
    expect(startOfDay('2026-03-29', BERLIN)).toEqual(new Date('2026-03-28T23:00:00Z'));
    expect(startOfDay('2026-03-30', BERLIN)).toEqual(new Date('2026-03-29T22:00:00Z'));
  });

  it('adds days over the ends of months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(monthOf('2026-10-08')).toBe('2026-10-01');
  });

  it('knows which days exist', () => {
    expect(isDay('2028-02-29')).toBe(true);
    for (const text of ['2026-02-29', '2026-13-01', '2026-00-10', '26-10-08', '2026-10-8', '1899-12-31', 'hôm nay']) {
      expect(isDay(text)).toBe(false);
    }
  });

  it.each([
    ['2026-10-08T14:30:00Z', '2026-10-08T14:30:00.000Z'],
    ['2026-10-08T14:30:00+07:00', '2026-10-08T07:30:00.000Z'],
    ['2026-10-08T14:30:00-0330', '2026-10-08T18:00:00.000Z'],
    ['2026-10-08T14:30', '2026-10-08T07:30:00.000Z'],
    ['2026-10-08 14:30:15', '2026-10-08T07:30:15.000Z'],
    ['2026-10-08T14:30:15.123456', '2026-10-08T07:30:15.123Z'],
    ['2026-10-08T14:30:15.5', '2026-10-08T07:30:15.500Z'],
    [' 2026-10-08 ', '2026-10-07T17:00:00.000Z'],
  ])('reads %s', (text, instant) => {
    expect(parseLocalInstant(text, VIETNAM)?.toISOString()).toBe(instant);
  });

  it.each([
    '',
    '08/10/2026',
    '2026-02-30T10:00',
    '2026-10-08T24:00',
    '2026-10-08T14:60',
    '2026-10-08T14:30:61',
    '2026-10-08T14:30+15:00',
    '2026-10-08T14:30+07:60',
    '2026-10-08T14',
    '2026-10-08Z',
    '1760000000000',
    '0999-12-31T16:53:29.999Z',
    '9999-12-31T23:00:00-01:00',
    '2026-10-08T14:30:00Z; drop',
  ])('finds no instant in %j', (text) => {
    expect(parseLocalInstant(text, VIETNAM)).toBeNull();
  });

  it('reads back what it writes', () => {
    const instants = fc.date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.constantFrom(VIETNAM, BERLIN), (instant, zone) => {
        const day = localDay(instant, zone);
        const start = startOfDay(day, zone);
        expect(parseLocalInstant(instant.toISOString(), zone)).toEqual(instant);
        expect(localDay(start, zone)).toBe(day);
        expect(isLocalMidnight(start, zone)).toBe(true);
        expect(start <= instant && instant < startOfDay(addDays(day, 1), zone)).toBe(true);
      }),
    );
  });
});
