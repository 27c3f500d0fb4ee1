import { badRequest, TEXTS, tooManyRequests } from './api-error.ts';
import type { Call } from './call-schemas.ts';
import type { FakeClock } from './fake-clock.ts';
import type { PendingUpdate, UpdateQueue } from './update-queue.ts';
import { toJson } from './wire.ts';

interface Target {
  readonly url: string;
  readonly secret: string | null;
  readonly maxConnections: number;
}

const ANSWER_MS = 60_000;
const LONGEST_RETRY_MS = 60_000;
const LONGEST_ASKED_RETRY_S = 3600;
const PORTS = new Set(['', '80', '88', '443', '8443']);
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** A webhook may make one call by what it answers with. */
export type OnAnswer = (payload: Readonly<Record<string, unknown>>) => void;

/** Delivers updates to the bot: one in flight a lane, lanes at the same time, a failing one blocks its lane only. */
export class WebhookSender {
  readonly #queue: UpdateQueue;
  readonly #clock: FakeClock;
  readonly #escape: boolean;
  readonly #onAnswer: OnAnswer;
  readonly #busyLanes = new Set<string>();
  readonly #stopping = new AbortController();
  #target: Target | null = null;
  #lastSetAt = -Infinity;
  #lastError: { readonly at: number; readonly message: string } | null = null;

  constructor(queue: UpdateQueue, clock: FakeClock, escape: boolean, onAnswer: OnAnswer) {
    this.#queue = queue;
    this.#clock = clock;
    this.#escape = escape;
    this.#onAnswer = onAnswer;
    queue.on('change', () => this.#deliver());
  }

  get isActive(): boolean {
    return this.#target !== null;
  }

  set(call: Call<'setWebhook'>): true {
    const now = this.#clock.now();
    if (now - this.#lastSetAt < 1000) throw tooManyRequests(1);
    if (call.url === '') return this.delete(call);
    checkUrl(call.url);
    if (call.secret_token !== undefined && !/^[\w-]{1,256}$/.test(call.secret_token))
      throw badRequest(TEXTS.webhookSecret);
    this.#lastSetAt = now;
    if (call.allowed_updates) this.#queue.allowed = call.allowed_updates.length > 0 ? call.allowed_updates : null;
    if (call.drop_pending_updates) this.#queue.clear();
    this.#target = { url: call.url, secret: call.secret_token ?? null, maxConnections: call.max_connections ?? 40 };
    this.#deliver();
    return true;
  }

  delete({ drop_pending_updates }: Call<'deleteWebhook'>): true {
    if (drop_pending_updates) this.#queue.clear();
    this.#target = null;
    return true;
  }

  info(): Readonly<Record<string, unknown>> {
    return {
      url: this.#target?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: this.#queue.list().length,
      max_connections: this.#target?.maxConnections ?? 40,
      ...(this.#queue.allowed && { allowed_updates: this.#queue.allowed }),
      ...(this.#lastError && {
        last_error_date: Math.floor(this.#lastError.at / 1000),
        last_error_message: this.#lastError.message,
      }),
    };
  }

  stop(): void {
    this.#target = null;
    this.#stopping.abort();
  }

  #deliver(): void {
    if (this.#target === null) return;
    for (const update of this.#queue.list()) {
      if (this.#busyLanes.size >= this.#target.maxConnections) return;
      if (this.#busyLanes.has(update.lane)) continue;
      this.#busyLanes.add(update.lane);
      void this.#deliverUntilTaken(update).finally(() => {
        this.#busyLanes.delete(update.lane);
        this.#deliver();
      });
    }
  }

  /** The first retry is immediate, then 2, 4, 8 s and so on, or what `Retry-After` says. */
  async #deliverUntilTaken(update: PendingUpdate): Promise<void> {
    for (let attempt = 0; this.#target && this.#queue.list().includes(update); attempt += 1) {
      const retryAfterMs = await this.#post(update, this.#target);
      if (retryAfterMs === 'taken') {
        this.#queue.remove(update);
        return;
      }
      const backOffMs = attempt === 0 ? 0 : Math.min(2 ** attempt * 1000, LONGEST_RETRY_MS);
      await this.#clock.wait(retryAfterMs ?? backOffMs, this.#stopping.signal);
    }
  }

  async #post(update: PendingUpdate, { url, secret }: Target): Promise<'taken' | number | null> {
    const late = new AbortController();
    const signal = AbortSignal.any([late.signal, this.#stopping.signal]);
    void this.#clock.wait(ANSWER_MS, signal).then(() => late.abort());
    try {
      const headers = {
        'content-type': 'application/json',
        ...(secret !== null && { 'x-telegram-bot-api-secret-token': secret }),
      };
      const body = toJson(update.body, this.#escape);
      const httpResponse = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
      const answer = await httpResponse.text();
      if (httpResponse.ok) {
        if (answer !== '') this.#onAnswer(JSON.parse(answer) as Record<string, unknown>);
        return 'taken';
      }
      this.#fail(`Wrong response from the webhook: ${httpResponse.status} ${httpResponse.statusText}`);
      const seconds = Number(httpResponse.headers.get('retry-after') ?? Number.NaN);
      return Number.isFinite(seconds) ? Math.min(seconds, LONGEST_ASKED_RETRY_S) * 1000 : null;
    } catch {
      this.#fail(late.signal.aborted ? 'Read timeout expired' : 'Connection refused');
      return null;
    } finally {
      late.abort();
    }
  }

  #fail(message: string): void {
    this.#lastError = { at: this.#clock.now(), message };
  }
}

/** Telegram wants HTTPS on four ports; only a loopback address is let off. */
function checkUrl(text: string): void {
  if (!URL.canParse(text)) throw badRequest('Bad Request: invalid webhook URL specified');
  const url = new URL(text);
  if (LOOPBACK.has(url.hostname)) return;
  if (url.protocol !== 'https:') throw badRequest(TEXTS.webhookHttps);
  if (!PORTS.has(url.port)) throw badRequest(TEXTS.webhookPort);
}
