import { hash, parseOptions, verify, type Options } from '@node-rs/argon2';
import { verifyPassword as verifyScrypt } from 'better-auth/crypto';

/**
 * Argon2id with 19 MiB, two passes and one lane: the first choice of OWASP's Password Storage Cheat Sheet
 * (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#argon2id). Argon2id is the
 * library's default kind.
 */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const satisfies Options;
const KIND = '$argon2id$';

/** In PHC format, with a random salt; computed away from the event loop. */
export function hashPassword(password: string): Promise<string> {
  return hash(sameOnEveryKeyboard(password), COST);
}

/** Also against what better-auth hashed with scrypt. */
export async function verifyPassword(stored: string, password: string): Promise<boolean> {
  if (stored.startsWith('$argon2')) return verify(stored, sameOnEveryKeyboard(password));
  return verifyScrypt({ hash: stored, password });
}

/** True for a hash that is not of today's kind and cost. */
export function needsRehash(stored: string): boolean {
  if (!stored.startsWith(KIND)) return true;
  const { memoryCost, timeCost, parallelism } = parseOptions(stored);
  return memoryCost !== COST.memoryCost || timeCost !== COST.timeCost || parallelism !== COST.parallelism;
}

/** One keyboard sends "ệ" as one character, another as three. */
function sameOnEveryKeyboard(password: string): string {
  return password.normalize('NFKC');
}
