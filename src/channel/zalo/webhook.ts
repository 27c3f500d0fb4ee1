import type { Inbound } from '../../domain/inbound.ts';
import { assertNever } from '../../lib/assert-never.ts';
import type { EventLabel } from './event-name.ts';
import { Envelope } from './incoming-event.ts';
import type { Route } from './route.ts';
import type { AccountChange, Routed } from './routed.ts';
import { parseJson } from './sdk/parse-json.ts';
import { UNSIGNED_CALLS } from './to-be-confirmed.ts';
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
  /** Resolves when the update is safe. */
  readonly accept: (update: Inbound) => Promise<void>;
  /** How long a queue may take before the answer is 503. */
  readonly patienceMs?: number;
  readonly count: (what: WebhookCount) => void;
  /** For the log: what the account may send has changed. */
  readonly onAccountChange?: (change: AccountChange) => void;
  /** A setting is wrong in a way that can be named. */
  readonly onNearMiss?: (nearMiss: NearMiss) => void;
  /** What has no signature at all. */
  readonly unsigned?: 'refuse' | 'ignore';
}

/** Zalo waits for 2 s. */
const PATIENCE_MS = 1_500;

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
  return settle(routed, deps);
}

async function settle(routed: Routed, deps: WebhookDeps): Promise<WebhookResponse> {
  switch (routed.kind) {
    case 'ignored':
      deps.count(routed.why === 'foreign-account' ? 'foreign-account' : 'ignored');
      return { status: 200 };
    case 'account-change':
      deps.onAccountChange?.(routed);
      return { status: 200 };
    case 'inbound':
      return acceptInTime(routed.update, deps);
    default:
      return assertNever(routed);
  }
}

/** A queue that hangs is answered like one that refuses: Zalo comes again, and what was taken twice counts once. */
async function acceptInTime(
  update: Inbound,
  { accept, patienceMs = PATIENCE_MS }: WebhookDeps,
): Promise<WebhookResponse> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<WebhookResponse>((resolve) => {
    timer = setTimeout(() => resolve({ status: 503 }), patienceMs);
  });
  const taken = accept(update).then(
    (): WebhookResponse => ({ status: 200 }),
    (): WebhookResponse => ({ status: 503 }),
  );
  return Promise.race([taken, late]).finally(() => clearTimeout(timer));
}

function verdictOn(event: object, { headers, body }: WebhookRequest, { verify }: WebhookDeps): Verdict {
  const envelope = Envelope.safeParse(event);
  return envelope.success ? verify(headers[SIGNATURE_HEADER], body, envelope.data) : { kind: 'foreign-app' };
}

function refuse(verdict: Verdict, { count, onNearMiss, unsigned = UNSIGNED_CALLS }: WebhookDeps): WebhookResponse {
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
