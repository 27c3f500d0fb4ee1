import type { EventLabel } from './event-name.ts';
import { Envelope } from './incoming-event.ts';
import type { Route } from './route.ts';
import type { Accepted } from './routed.ts';
import { parseJson } from './sdk/parse-json.ts';
import { SIGNATURE_HEADER, type NearMiss, type Verdict, type Verify } from './verify.ts';

export interface WebhookRequest {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** As it came: the signature covers the bytes. */
  readonly body: Buffer;
}

export interface WebhookResponse {
  readonly status: 200 | 400 | 401 | 413 | 503;
}

export type WebhookCount = EventLabel | 'ignored' | 'foreign-account' | 'retried' | 'refused';

export interface WebhookDeps {
  readonly verify: Verify;
  readonly route: Route;
  /** Resolves when what came is safe. */
  readonly accept: (arrived: Accepted) => Promise<void>;
  readonly count: (what: WebhookCount) => void;
  /** A setting is wrong in a way that can be named. */
  readonly onNearMiss?: (nearMiss: NearMiss) => void;
  /**
   * What has no signature at all. Whether the console signs its test call is not known (zalo.md §5.2): `ignore` lets
   * the address be saved there, and still takes nothing in.
   */
  readonly unsigned?: 'refuse' | 'ignore';
}

export const MAX_BODY_BYTES = 1024 * 1024;
const RETRY_HEADER = 'num_retry';

/** Zalo repeats over 1 h 51 min what is not answered 200 within 2 s: 200 means safe, or no concern of ours. */
export async function handleWebhook(request: WebhookRequest, deps: WebhookDeps): Promise<WebhookResponse> {
  const { headers, body } = request;
  if (body.length > MAX_BODY_BYTES) return { status: 413 };
  const event = parseObject(body);
  if (event === null) return { status: 400 };
  const verdict = verdictOn(event, request, deps);
  if (verdict.kind !== 'genuine') return refuse(verdict, deps);
  if (headers[RETRY_HEADER] !== undefined) deps.count('retried');
  const { label, routed } = deps.route(event);
  deps.count(label);
  if (routed.kind === 'ignored') {
    deps.count(routed.why === 'foreign-account' ? 'foreign-account' : 'ignored');
    return { status: 200 };
  }
  return deps.accept(routed).then(
    () => ({ status: 200 }),
    () => ({ status: 503 }),
  );
}

function verdictOn(event: object, { headers, body }: WebhookRequest, { verify }: WebhookDeps): Verdict {
  const envelope = Envelope.safeParse(event);
  return envelope.success ? verify(headers[SIGNATURE_HEADER], body, envelope.data) : { kind: 'foreign-app' };
}

function refuse(verdict: Verdict, { count, onNearMiss, unsigned = 'refuse' }: WebhookDeps): WebhookResponse {
  count('refused');
  if (verdict.kind === 'forged' && verdict.nearMiss !== null) onNearMiss?.(verdict.nearMiss);
  return { status: verdict.kind === 'unsigned' && unsigned === 'ignore' ? 200 : 401 };
}

function parseObject(body: Buffer): object | null {
  try {
    const value = parseJson(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
