import type { FakeTelegram } from './fake-telegram.ts';
import { TOKEN } from './samples.ts';

/** What came over the wire. */
export interface Answer {
  readonly status: number;
  readonly raw: string;
  readonly retryAfter: string | null;
  readonly body: {
    readonly ok: boolean;
    readonly result?: unknown;
    readonly description?: string;
    readonly parameters?: { readonly retry_after: number };
  };
}

/** A call without any client in between. */
export async function callRaw(
  fake: FakeTelegram,
  method: string,
  payload: object = {},
  token = TOKEN,
): Promise<Answer> {
  const httpResponse = await fetch(`${fake.url}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  });
  const raw = await httpResponse.text();
  return {
    status: httpResponse.status,
    raw,
    retryAfter: httpResponse.headers.get('retry-after'),
    body: JSON.parse(raw),
  };
}

export async function updatesOf(fake: FakeTelegram, query: object = {}): Promise<Record<string, unknown>[]> {
  const { body } = await callRaw(fake, 'getUpdates', query);
  return body.result as Record<string, unknown>[];
}
