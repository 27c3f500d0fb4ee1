import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEmptyInstant, parseFieldInstant } from '../../src/lib/field-instant.ts';

const ZONE = 'Asia/Ho_Chi_Minh';

describe('lib/field-instant', () => {
  it.each([
    ['2026-10-08T14:30:05', '2026-10-08T07:30:05.000Z'],
    ['2026-10-08T07:30:05Z', '2026-10-08T07:30:05.000Z'],
    ['2026-10-08T14:30:05.123+07:00', '2026-10-08T07:30:05.123Z'],
    ['2026-10-08', '2026-10-07T17:00:00.000Z'],
    ['20261008143005', '2026-10-08T07:30:05.000Z'],
    ['202610081430', '2026-10-08T07:30:00.000Z'],
    ['20261008', '2026-10-07T17:00:00.000Z'],
    [20_261_008_143_005, '2026-10-08T07:30:05.000Z'],
    ['08/10/2026 14:30:05', '2026-10-08T07:30:05.000Z'],
    ['8/10/2026 7:05', '2026-10-08T00:05:00.000Z'],
    ['08-10-2026 14:30', '2026-10-08T07:30:00.000Z'],
    [' 08/10/2026 ', '2026-10-07T17:00:00.000Z'],
    ['1791444605000', '2026-10-08T07:30:05.000Z'],
    [1_791_444_605_000, '2026-10-08T07:30:05.000Z'],
    ['/Date(1791444605000+0700)/', '2026-10-08T07:30:05.000Z'],
  ])('reads %s', (given, instant) => {
    expect(parseFieldInstant(given, ZONE)?.toISOString()).toBe(instant);
  });

  it.each([
    '31/02/2026',
    '10/13/2026',
    '20261332',
    '20261008250000',
    '08/10/2026 24:01',
    '08/10/2026 2:30:00 PM',
    '08/10/26',
    '1791444605',
    'hôm qua',
    '',
  ])('does not read %s', (given) => {
    expect(parseFieldInstant(given, ZONE)).toBeNull();
  });

  it.each(['0001-01-01T00:00:00', '01/01/0001 00:00:00', '1/1/1900', '00010101000000', '/Date(-62135596800000)/'])(
    'knows %s for no date',
    (given) => {
      expect(isEmptyInstant(given)).toBe(true);
    },
  );

  it('takes no day of this century for none', () => {
    fc.assert(
      fc.property(instant(), (at) => {
        expect(FORMS.some((form) => isEmptyInstant(form(at)))).toBe(false);
      }),
    );
  });

  it('reads back every instant in every form', () => {
    fc.assert(
      fc.property(instant(), fc.constantFrom(...FORMS), (at, form) => {
        expect(parseFieldInstant(form(at), ZONE)).toEqual(at);
      }),
    );
  });
});

/** Whole seconds. */
function instant(): fc.Arbitrary<Date> {
  return fc.integer({ min: 1_600_000_000, max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1000));
}

const wall = (at: Date) => new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 19);
const parts = (at: Date) => wall(at).split(/[-T:]/);

const FORMS: readonly ((at: Date) => string)[] = [
  (at) => at.toISOString(),
  wall,
  (at) => wall(at).replace('T', ' '),
  (at) => parts(at).join(''),
  (at) => String(at.getTime()),
  (at) => {
    const [year, month, day, hour, minute, second] = parts(at);
    return `${day}/${month}/${year} ${hour}:${minute}:${second}`;
  },
];
