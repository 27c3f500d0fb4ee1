import { timingSafeEqual } from 'node:crypto';
import { CodedError } from '../../lib/coded-error.ts';
import { sha256 } from '../../lib/vault.ts';

export const SECRET_HEADER = 'x-telegram-bot-api-secret-token';

/** Bot API `setWebhook.secret_token`. */
const SECRET = /^[\w-]{1,256}$/;

/**
 * Compares what a webhook call brings with the secret, in constant time whatever the lengths.
 * @throws CodedError `webhook-secret` when the secret is not set or not one that Telegram accepts.
 */
export function createVerifier(secret: string): (given: unknown) => boolean {
  if (!SECRET.test(secret))
    throw new CodedError('webhook-secret', 'The webhook secret must have 1 to 256 of A-Z a-z 0-9 _ -.');
  const expected = sha256(secret);
  return (given) => typeof given === 'string' && timingSafeEqual(sha256(given), expected);
}
