import type { Inbound } from '../../domain/inbound.ts';
import { isFatal, pause, waitFor } from './back-off.ts';
import type { TelegramClient } from './client.ts';
import { AnyUpdate, kindOf, type UpdateKind } from './incoming-update.ts';
import type { Route } from './router.ts';
import { ALLOWED_UPDATES } from './allowed-updates.ts';

export interface PollerOptions {
  readonly client: TelegramClient;
  readonly route: Route;
  /** Resolves when the update is safe; nothing is confirmed to Telegram before. */
  readonly accept: (update: Inbound) => Promise<void>;
  readonly count: (kind: UpdateKind | 'ignored' | 'poll-failed') => void;
  /** Telegram does not know the token (any more): polling has ended. */
  readonly onStopped: (error: Error) => void;
  /** First wait after a failure; 1 s unless told. */
  readonly backOffMs?: number;
}

const LIMIT = 100;
const LONG_POLL_S = 25;
const TIMEOUT_MS = 35_000;
/** A peer that answers an idle poll at once would be asked a thousand times a second. */
const IDLE_PAUSE_MS = 50;

/** Long polling for one process a bot. Telegraf's own confirms updates that failed and ends at the first 409. */
export class Poller {
  readonly #options: PollerOptions;
  #stopping = new AbortController();
  #running: Promise<void> | null = null;
  #webhookGone = false;
  /** The next update to ask for; 0 asks for the oldest unconfirmed. */
  #offset = 0;

  constructor(options: PollerOptions) {
    this.#options = options;
  }

  /** May be called again after `stop`. */
  start(): void {
    if (this.#stopping.signal.aborted) this.#stopping = new AbortController();
    this.#running ??= this.#run();
  }

  /** Gives the pending poll up and waits until what came has been accepted. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    this.#running = null;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    for (let failures = 0; !signal.aborted;) {
      try {
        await this.#round(signal);
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        if (isFatal(error)) return this.#options.onStopped(error);
        failures += 1;
        this.#options.count('poll-failed');
        await pause(waitFor(error, failures, this.#options.backOffMs ?? 1000), signal);
      }
    }
  }

  async #round(signal: AbortSignal): Promise<void> {
    const { client } = this.#options;
    if (!this.#webhookGone) await client.call('deleteWebhook', { drop_pending_updates: false }, { signal });
    this.#webhookGone = true;
    const query = { offset: this.#offset, limit: LIMIT, timeout: LONG_POLL_S, allowed_updates: ALLOWED_UPDATES };
    const updates = await client.call('getUpdates', query, { timeoutMs: TIMEOUT_MS, signal });
    await this.#acceptAll(updates);
    this.#offset = nextOffset(updates);
    if (updates.length === 0) await pause(IDLE_PAUSE_MS, signal);
  }

  /** All at once, in order: the inbox makes one group of what it gets meanwhile. Every one is waited for. */
  async #acceptAll(updates: readonly unknown[]): Promise<void> {
    const { route, accept, count } = this.#options;
    const inbounds = await Promise.all(updates.map(route));
    for (const update of updates) count(kindOf(update));
    for (const inbound of inbounds) if (inbound === null) count('ignored');
    const wanted = inbounds.filter((inbound) => inbound !== null);
    const results = await Promise.allSettled(wanted.map(accept));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }
}

/**
 * Asking for the one after the last confirms the batch. An empty answer has confirmed everything, so the number is
 * forgotten: after an idle week Telegram starts again at a random one, perhaps a smaller one.
 */
function nextOffset(updates: readonly unknown[]): number {
  const last = AnyUpdate.safeParse(updates.at(-1));
  return last.success ? last.data.update_id + 1 : 0;
}
