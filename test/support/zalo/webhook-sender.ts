import { EventEmitter, once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MovableClock } from './movable-clock.ts';
import type { WireEvent } from './wire-events.ts';

/** zalo.md §5.2 */
export const RETRY_AFTER_MS = [30_000, 5 * 60_000, 15 * 60_000, 30 * 60_000, 60 * 60_000] as const;
const ANSWER_MS = 2_000;

export interface Delivery {
  readonly event: string;
  readonly raw: string;
  /** 0 the first time; later ones carry `num_retry`. */
  readonly attempt: number;
  /** HTTP status; null when none came in time. */
  readonly status: number | null;
}

interface Parcel {
  readonly event: string;
  readonly raw: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly lane: string;
}

export interface WebhookSenderOptions {
  readonly clock: MovableClock;
  /** `mac=…` over the bytes that are sent. */
  readonly sign: (raw: string, timestamp: string) => string;
}

/** Delivers events: the first attempts of a lane in order, retries whenever they are due. Emits `idle`. */
export class WebhookSender extends EventEmitter<{ idle: [] }> {
  /** Null: nothing is delivered, all is kept in `events`. */
  url: string | null = null;
  /** Everything that happened, in order. */
  readonly events: WireEvent[] = [];
  readonly deliveries: Delivery[] = [];
  /** Events that were given up after the last retry. */
  readonly lost: string[] = [];
  /** Event names whose toggle is off in the console. */
  readonly muted = new Set<string>();
  readonly #clock: MovableClock;
  readonly #sign: WebhookSenderOptions['sign'];
  readonly #stopping = new AbortController();
  readonly #lanes = new Map<string, Promise<unknown>>();
  #held: Parcel[] | null = null;
  #last: Parcel | null = null;
  #toDuplicate = 0;
  #inFlight = 0;

  constructor({ clock, sign }: WebhookSenderOptions) {
    super();
    this.#clock = clock;
    this.#sign = sign;
  }

  push(event: WireEvent, lane: string, headers: Readonly<Record<string, string>> = {}): void {
    if (this.muted.has(event.event_name)) return;
    this.events.push(event);
    const raw = JSON.stringify(event);
    const signature = { 'x-zevent-signature': this.#sign(raw, event.timestamp) };
    const copies = this.#toDuplicate > 0 ? 2 : 1;
    this.#toDuplicate = Math.max(0, this.#toDuplicate - 1);
    for (let copy = 0; copy < copies; copy += 1)
      this.#send({ event: event.event_name, raw, headers: { ...headers, ...signature }, lane });
  }

  /** Any body with any headers: forged, broken or of a kind to come. */
  inject(raw: string, headers: Readonly<Record<string, string>> = {}): void {
    this.#send({ event: 'injected', raw, headers, lane: 'injected' });
  }

  /** The next `count` events come twice. */
  duplicate(count = 1): void {
    this.#toDuplicate = count;
  }

  repeatLast(): void {
    if (this.#last) this.#send(this.#last);
  }

  /** What happens from now on is kept back until `release`. */
  hold(): void {
    this.#held ??= [];
  }

  /** In a new order when told, for instance the reverse one; then no longer one after the other. */
  release(order: <T>(held: readonly T[]) => readonly T[] = (held) => held): void {
    const held = this.#held ?? [];
    this.#held = null;
    order(held).forEach((parcel, i) => this.#send({ ...parcel, lane: `released:${i}` }));
  }

  /** Resolves when no delivery is under way; those that wait for their retry do not count. */
  async settled(): Promise<void> {
    // A turn lets those set out whose time has just come, and those lie down that have failed.
    for (await nextTurn(); this.#inFlight > 0; await nextTurn()) await once(this, 'idle');
  }

  stop(): void {
    this.url = null;
    this.#stopping.abort();
  }

  #send(parcel: Parcel): void {
    if (this.#held) {
      this.#held.push(parcel);
      return;
    }
    this.#last = parcel;
    if (this.url === null) return;
    this.#inFlight += 1;
    const before = this.#lanes.get(parcel.lane) ?? Promise.resolve();
    const sent = before.then(() => this.#attempt(parcel, 0)).finally(() => this.#land());
    this.#lanes.set(parcel.lane, sent);
    void sent.then((taken) => {
      if (this.#lanes.get(parcel.lane) === sent) this.#lanes.delete(parcel.lane);
      return taken ? undefined : this.#retry(parcel);
    });
  }

  async #retry(parcel: Parcel): Promise<void> {
    for (const [i, waitMs] of RETRY_AFTER_MS.entries()) {
      await this.#clock.wait(waitMs, this.#stopping.signal);
      if (this.#stopping.signal.aborted) return;
      this.#inFlight += 1;
      if (await this.#attempt(parcel, i + 1).finally(() => this.#land())) return;
    }
    this.lost.push(parcel.event);
  }

  #land(): void {
    this.#inFlight -= 1;
    if (this.#inFlight === 0) this.emit('idle');
  }

  async #attempt({ event, raw, headers }: Parcel, attempt: number): Promise<boolean> {
    const { url } = this;
    if (url === null) return true;
    const status = await this.#post(url, raw, { ...headers, ...(attempt > 0 && { num_retry: String(attempt) }) });
    this.deliveries.push({ event, raw, attempt, status });
    return status === 200;
  }

  async #post(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<number | null> {
    const late = new AbortController();
    const signal = AbortSignal.any([late.signal, this.#stopping.signal]);
    void this.#clock.wait(ANSWER_MS, signal).then(() => late.abort());
    try {
      const httpResponse = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
        redirect: 'manual',
        signal,
      });
      await httpResponse.arrayBuffer();
      return httpResponse.status;
    } catch {
      return null;
    } finally {
      late.abort();
    }
  }
}
