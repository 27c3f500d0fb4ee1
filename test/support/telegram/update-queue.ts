import { randomInt } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { FakeClock } from './fake-clock.ts';

export interface PendingUpdate {
  readonly id: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** Webhook deliveries are in order and one at a time within a lane. */
  readonly lane: string;
  readonly expiresAt: number;
  /** Out of the usual order of ids: a confirmation of later ones does not cover it until it was handed out. */
  isStray: boolean;
}

/** What a new update is made of. */
export interface Happening {
  readonly kind: string;
  readonly content: unknown;
  readonly lane: string;
}

const USUAL_TAP_LIFE_MS = 150_000;
const USUAL_LIFE_MS = 24 * 3_600_000;
const NOT_BY_DEFAULT = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);

/** Updates that the bot has not confirmed. Emits `change` when one was added. */
export class UpdateQueue extends EventEmitter<{ change: [] }> {
  readonly #clock: FakeClock;
  #pending: PendingUpdate[] = [];
  readonly #lapsed: PendingUpdate[] = [];
  #held: PendingUpdate[] | null = null;
  #last: PendingUpdate | null = null;
  #nextId = randomInt(100_000, 1_000_000);
  #restarted = false;
  #toDuplicate = 0;
  /** Null: the usual set. Applies to what happens from now on. */
  allowed: readonly string[] | null = null;
  /** How long a tap is kept; applies to what happens from now on. */
  tapLifeMs = USUAL_TAP_LIFE_MS;

  constructor(clock: FakeClock) {
    super();
    this.#clock = clock;
  }

  push({ kind, content, lane }: Happening): void {
    if (!this.#isAllowed(kind)) return;
    this.inject({ [kind]: content }, lane, kind === 'callback_query' ? this.tapLifeMs : USUAL_LIFE_MS);
  }

  /** Any body whatever, with the next id: forged, poisonous or of a kind to come. */
  inject(content: Readonly<Record<string, unknown>>, lane = 'injected', lifeMs = USUAL_LIFE_MS): number {
    const id = this.#nextId;
    this.#nextId += 1;
    const body = { update_id: id, ...content };
    const update = { id, body, lane, expiresAt: this.#clock.now() + lifeMs, isStray: this.#restarted };
    this.#restarted = false;
    this.#add(update);
    if (this.#toDuplicate > 0) {
      this.#toDuplicate -= 1;
      this.#add({ ...update, isStray: true });
    }
    return id;
  }

  /** The next `count` updates come twice. */
  duplicate(count = 1): void {
    this.#toDuplicate = count;
  }

  /** The last update comes again, though it may have been confirmed. */
  repeatLast(): void {
    if (this.#last) this.#add({ ...this.#last, isStray: true });
  }

  /** What happens from now on is kept back until `release`. */
  hold(): void {
    this.#held ??= [];
  }

  /** In a new order when told, for instance the reverse one. */
  release(order: (held: readonly PendingUpdate[]) => readonly PendingUpdate[] = (held) => held): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const update of order(held)) this.#add({ ...update, isStray: true });
  }

  /** As after an idle week: the next id is any number. */
  restartIds(nextId = randomInt(1, 1_000_000_000)): void {
    this.#nextId = nextId;
    this.#restarted = true;
  }

  list(): readonly PendingUpdate[] {
    const now = this.#clock.now();
    this.#lapsed.push(...this.#pending.filter((update) => update.expiresAt <= now));
    this.#pending = this.#pending.filter((update) => update.expiresAt > now);
    return this.#pending;
  }

  /** What the bot did not take in time: it will never hear of it. */
  lapsed(): readonly PendingUpdate[] {
    this.list();
    return this.#lapsed;
  }

  confirmBefore(offset: number): void {
    this.#pending = this.#pending.filter((update) => update.isStray || update.id >= offset);
  }

  remove(done: PendingUpdate): void {
    this.#pending = this.#pending.filter((update) => update !== done);
  }

  clear(): void {
    this.#pending = [];
  }

  #add(update: PendingUpdate): void {
    if (this.#held) {
      this.#held.push(update);
      return;
    }
    this.#last = update;
    this.#pending.push(update);
    this.emit('change');
  }

  #isAllowed(kind: string): boolean {
    return this.allowed === null ? !NOT_BY_DEFAULT.has(kind) : this.allowed.includes(kind);
  }
}
