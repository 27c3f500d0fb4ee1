import { ERROR_CODES, type ErrorClass, type Family } from './error-codes.ts';

const CLASSES: readonly ErrorClass[] = [
  'refresh-token',
  'back-off',
  'defer-to-morning',
  'defer-to-next-day',
  'citizen-for-good',
  'window-closed',
  'operator',
  'our-bug',
];

const BY_FAMILY: Readonly<Record<Family, ReadonlyMap<number, ErrorClass>>> = {
  oa: classesOf('oa'),
  zbs: classesOf('zbs'),
};

function classesOf(family: Family): ReadonlyMap<number, ErrorClass> {
  return new Map(CLASSES.flatMap((name) => ERROR_CODES[family][name].map(([code]) => [code, name] as const)));
}

/**
 * The class of a code, looked up in one family after the other; null for an unknown one, which is permanent for its
 * message and wants a look.
 */
export function errorClass(code: number, families: readonly Family[], also: readonly number[] = []): ErrorClass | null {
  if (tokenInvalid(code, also)) return 'refresh-token';
  const found = families.map((family) => BY_FAMILY[family].get(code)).find((name) => name !== undefined);
  return found ?? null;
}

/** Each host knows the token codes of the other. */
export function tokenInvalid(code: number, also: readonly number[]): boolean {
  return (
    also.includes(code) || (['oa', 'zbs'] as const).some((family) => BY_FAMILY[family].get(code) === 'refresh-token')
  );
}
