import type { Inbound } from '../../domain/inbound.ts';
import { kindOf, namedKind, type UpdateKind } from './incoming-update.ts';
import type { Route } from './router.ts';
import { SECRET_HEADER } from './verify.ts';

export interface WebhookRequest {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** All of it: decoded in pieces, a letter cut in two is lost. */
  readonly body: Buffer;
}

export interface WebhookResponse {
  readonly status: 200 | 400 | 401 | 413 | 503;
  /** A call that Telegram makes of the answer to its own call; what becomes of it nobody is told. */
  readonly body?: { readonly method: 'answerCallbackQuery'; readonly callback_query_id: string };
}

export interface WebhookDeps {
  readonly verify: (given: unknown) => boolean;
  readonly route: Route;
  /** Resolves when the update is safe. */
  readonly accept: (update: Inbound) => Promise<void>;
  readonly count: (kind: UpdateKind | 'ignored') => void;
}

export const MAX_BODY_BYTES = 1024 * 1024;

/** Telegram repeats everything that is not answered 2xx, for a day: 200 means that the update is safe, or no concern of ours. */
export async function handleWebhook({ headers, body }: WebhookRequest, deps: WebhookDeps): Promise<WebhookResponse> {
  if (!deps.verify(headers[SECRET_HEADER])) return { status: 401 };
  if (body.length > MAX_BODY_BYTES) return { status: 413 };
  const update = parseObject(body);
  if (update === null) return { status: 400 };
  const inbound = await deps.route(update);
  deps.count(inbound === null ? kindOf(update) : namedKind(update));
  if (inbound === null) {
    deps.count('ignored');
    return { status: 200 };
  }
  const { update: kept, body: answer } = stopSpinner(inbound);
  return deps.accept(kept).then(
    () => ({ status: 200, ...answer }),
    () => ({ status: 503 }),
  );
}

/** A tap is answered by the acknowledgement itself, so that no reply has to do it by a call of its own. */
function stopSpinner(update: Inbound): { readonly update: Inbound; readonly body: Pick<WebhookResponse, 'body'> } {
  const { event } = update;
  if (event.kind !== 'tap' || event.callbackId === null) return { update, body: {} };
  const body = { method: 'answerCallbackQuery', callback_query_id: event.callbackId } as const;
  return { update: { ...update, event: { ...event, callbackId: null } }, body: { body } };
}

function parseObject(body: Buffer): object | null {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
