/** Characters; NIST SP 800-63B-4 §3.1.1.2 asks for 15 without and 8 with a second factor. */
export const PASSWORD_MIN = 12;
/** Long enough for a sentence; the hash takes any length, the form does not. */
export const PASSWORD_MAX = 128;

/** What is wrong with a password that somebody chooses. */
export type PasswordFault = 'short' | 'long' | 'simple' | 'like-name' | 'again-differs';

const DISTINCT_MIN = 5;
/** What people type when twelve characters are asked for, folded. */
const COMMON = [
  '123456789012',
  '1234567890',
  'qwertyuiop',
  'matkhau',
  'password',
  'hailong',
  'abcdefghijkl',
  'administrator',
  'motcua',
  'letmein',
];
/** What is left beside a common word must be as long as this. */
const REST_MIN = 6;

/** `null` for a password that may be used. No rule asks for signs or capitals: length is what counts. */
export function passwordFault(password: string, email: string): PasswordFault | null {
  const length = [...password].length;
  if (length < PASSWORD_MIN) return 'short';
  if (length > PASSWORD_MAX) return 'long';
  const folded = fold(password);
  if (new Set(folded).size < DISTINCT_MIN) return 'simple';
  if (COMMON.some((word) => folded.includes(word) && folded.length - word.length < REST_MIN)) return 'simple';
  const name = fold(email.split('@', 1)[0] ?? '');
  const isLikeName = name.length >= 4 && folded.includes(name) && folded.length - name.length < REST_MIN;
  return isLikeName ? 'like-name' : null;
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
}
