import { hashPhone, idOf } from './ids.ts';
import type { MovableClock } from './movable-clock.ts';
import { Person, type KeptRating, type PersonOptions, type PersonWorld } from './person.ts';
import { Quotas } from './quotas.ts';
import type { Rules } from './rules.ts';
import { Templates, type Template } from './templates.ts';
import { Tokens } from './tokens.ts';
import type { WebhookSender } from './webhook-sender.ts';
import { EventMaker, type WireEvent } from './wire-events.ts';

export interface Account {
  readonly appId: string;
  readonly appSecret: string;
  readonly oaId: string;
  /** The webhook page's key. */
  readonly oaSecret: string;
}

export interface WorldOptions {
  readonly account: Account;
  readonly clock: MovableClock;
  readonly rules: Rules;
  readonly webhook: WebhookSender;
}

/** Everything behind the three hosts: the account, the people, what happened. */
export class World implements PersonWorld {
  readonly account: Account;
  readonly clock: MovableClock;
  readonly rules: Rules;
  readonly webhook: WebhookSender;
  readonly make: EventMaker;
  readonly tokens: Tokens;
  readonly quotas: Quotas;
  readonly templates = new Templates();
  readonly ratings: KeptRating[] = [];
  readonly #people = new Map<string, Person>();
  readonly #byPhone = new Map<string, Person>();
  readonly #byHash = new Map<string, Person>();

  constructor({ account, clock, rules, webhook }: WorldOptions) {
    this.account = account;
    this.clock = clock;
    this.rules = rules;
    this.webhook = webhook;
    this.tokens = new Tokens(clock);
    this.quotas = new Quotas(clock);
    this.make = new EventMaker({ appId: account.appId, oaId: account.oaId, rules, now: () => clock.now() });
  }

  /** By phone (`84…`, `+84…`, `0…`) or by user id; always the same one. `options` count the first time. */
  person(phoneOrUserId: string, options: PersonOptions = {}): Person {
    const phone = toDigits(phoneOrUserId);
    const known = phone === null ? this.byUser(phoneOrUserId) : this.byPhone(phone);
    if (known) return known;
    const userId = phone === null ? phoneOrUserId : idOf(`user:${phone}`);
    const person = new Person(phone ?? phoneFor(userId), userId, this, options);
    this.#people.set(userId, person);
    this.#byPhone.set(person.phone, person);
    this.#byHash.set(hashPhone(person.phone), person);
    return person;
  }

  people(): readonly Person[] {
    return [...this.#people.values()];
  }

  byUser(userId: string): Person | null {
    return this.#people.get(userId) ?? null;
  }

  byPhone(phone: string): Person | null {
    return this.#byPhone.get(phone) ?? null;
  }

  byHash(hash: string): Person | null {
    return this.#byHash.get(hash) ?? null;
  }

  template(id: string): Template | null {
    return this.templates.find(id);
  }

  keepRating(rating: KeptRating): void {
    this.ratings.push(rating);
  }

  tell(event: WireEvent, person: Person, headers: Readonly<Record<string, string>> = {}): void {
    this.webhook.push(event, person.userId, headers);
  }
}

function toDigits(text: string): string | null {
  const digits = text.replace(/^\+/, '').replace(/^0/, '84');
  return /^84\d{9,10}$/.test(digits) ? digits : null;
}

function phoneFor(userId: string): string {
  return `849${idOf(`phone:${userId}`).slice(-8)}`;
}
