import { describe, expect, it } from 'vitest';
import { errorClass, tokenInvalid } from '../../../../src/channel/zalo/sdk/error-class.ts';
import { ERROR_CODES, type ErrorClass, type Family } from '../../../../src/channel/zalo/sdk/error-codes.ts';
import { OA_CODES, ZBS_CODES } from '../../../support/zalo/error-codes.ts';

/** The tables of the wire reference, 2.2 and 3.7, once more and by hand. */
const EXPECTED: Readonly<Record<Family, Readonly<Record<ErrorClass, string>>>> = {
  oa: {
    'refresh-token': '-216 -220',
    'back-off': '-32 -200',
    'defer-to-morning': '-234',
    'defer-to-next-day': '-211 -218',
    'citizen-for-good': '-217 -227 -244',
    'window-closed': '-213 -230 -232 -249',
    operator: '-204 -205 -209 -212 -219 -221 -223 -224 -235 -242 -248 -320 -321',
    'our-bug': '-100 -201 -210 -214 -233 -237 -238 -240 -241 -403',
  },
  zbs: {
    'refresh-token': '-124',
    'back-off': '-100',
    'defer-to-morning': '-133',
    'defer-to-next-day': '-144 -1441 -147',
    'citizen-for-good': '-108 -110 -114 -118 -119 -139 -140 -141',
    'window-closed': '',
    operator:
      '-101 -102 -103 -104 -105 -109 -115 -117 -120 -1241 -125 -126 -127 -131 -135 -1351 -136 -137 -138 -1381 -145 -146 -148 -149 -150 -151 -152 -153 -158 -159 -160 -161 -162',
    'our-bug': '-106 -107 -111 -112 -1121 -1122 -1123 -1124 -113 -1131 -1132 -116 -121 -122 -123 -130 -132 -1471 -1472',
  },
};

const FAMILIES: readonly Family[] = ['oa', 'zbs'];
const CLASSES = Object.keys(EXPECTED.oa) as readonly ErrorClass[];
const ROWS = FAMILIES.flatMap((family) =>
  CLASSES.flatMap((name) => codesOf(EXPECTED[family][name]).map((code) => [family, code, name] as const)),
);

function codesOf(text: string): readonly number[] {
  return text === '' ? [] : text.split(' ').map(Number);
}

function known(family: Family): readonly number[] {
  return CLASSES.flatMap((name) => ERROR_CODES[family][name].map(([code]) => code)).toSorted((a, b) => a - b);
}

describe('channel/zalo/sdk/error-class', () => {
  it.each(ROWS)('%s %i is of the class %s', (family, code, name) => {
    expect(errorClass(code, [family])).toBe(name);
  });

  it.each(FAMILIES)('knows each code of %s once, and no other', (family) => {
    const expected = ROWS.filter(([of]) => of === family).map(([, code]) => code);
    expect(known(family)).toEqual(expected.toSorted((a, b) => a - b));
    expect(new Set(known(family)).size).toBe(known(family).length);
  });

  it('knows every code that the fake can answer with', () => {
    const codes = [OA_CODES, ZBS_CODES].flatMap((table) => Object.keys(table).map(Number));
    expect(codes.filter((code) => errorClass(code, FAMILIES) === null)).toEqual([]);
  });

  it('reads a code that both families have by the one named first', () => {
    expect(errorClass(-100, ['oa', 'zbs'])).toBe('our-bug');
    expect(errorClass(-100, ['zbs', 'oa'])).toBe('back-off');
  });

  it('knows token codes on every host, and those that only one source has seen', () => {
    expect(FAMILIES.map((family) => [-216, -220, -124].map((code) => errorClass(code, [family])))).toEqual(
      FAMILIES.map(() => ['refresh-token', 'refresh-token', 'refresh-token']),
    );
    expect(errorClass(401, ['oa'])).toBeNull();
    expect(errorClass(401, ['oa'], [401])).toBe('refresh-token');
    expect(tokenInvalid(-401, [])).toBe(false);
  });

  it.each([1, 12, -1, -31, -9999, 404, Number.NaN])('makes nothing up for the unknown %i', (code) => {
    expect(errorClass(code, FAMILIES)).toBeNull();
  });
});
