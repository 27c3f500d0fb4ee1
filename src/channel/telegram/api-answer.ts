import { TelegramError } from 'telegraf';
import type { Answered } from './post-json.ts';

/** Something on the way answered in Telegram's place. */
export class NotJsonError extends Error {
  override readonly name = 'NotJsonError';
}

type ApiAnswer<Result> =
  | { readonly ok: true; readonly result: Result }
  | ({ readonly ok?: false } & ConstructorParameters<typeof TelegramError>[0]);

/**
 * Above 500 the status tells all there is to know.
 * @throws TelegramError when the answer is no, NotJsonError when it is none of the Bot API's
 */
export function resultOf<Result>({ status, statusText, body }: Answered): Result {
  if (status >= 500) throw new TelegramError({ error_code: status, description: statusText });
  const answer = parse<Result>(body);
  if (answer.ok) return answer.result;
  throw new TelegramError(answer);
}

function parse<Result>(body: string): ApiAnswer<Result> {
  try {
    return JSON.parse(body) as ApiAnswer<Result>;
  } catch {
    throw new NotJsonError('not JSON');
  }
}
