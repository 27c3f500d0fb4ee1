import { randomUUID } from 'node:crypto';
import type { Inbound, InboundEvent } from '../../src/domain/inbound.ts';
import type { FakeTelegram } from './telegram/fake-telegram.ts';
import type { Person } from './telegram/person.ts';

interface Surroundings {
  readonly telegram: FakeTelegram;
  readonly now: () => Date;
  readonly take: (...updates: readonly Inbound[]) => Promise<void>;
  readonly drain: () => Promise<void>;
}

let nextId = 800_000;

/** Somebody with Telegram: what they do becomes updates at once, what they are sent stands in the fake's chat. */
export class WorldCitizen {
  readonly person: Person;
  /** E.164 */
  readonly phone: string;
  readonly #world: Surroundings;

  constructor(world: Surroundings, { phone }: { readonly phone?: string }) {
    nextId += 1;
    this.#world = world;
    this.person = world.telegram.person(nextId, phone === undefined ? {} : { phone: phone.slice(1) });
    this.person.start();
    this.phone = phone ?? `+${this.person.phone}`;
  }

  /** Texts of ours, oldest first, edits applied. */
  get texts(): readonly string[] {
    return this.#ours.map(({ text }) => text);
  }

  get last(): string {
    return this.texts.at(-1) ?? '';
  }

  /** Labels below the last message. */
  get buttons(): readonly string[] {
    return (
      this.#ours
        .at(-1)
        ?.buttons.flat()
        .map(({ label }) => label) ?? []
    );
  }

  update(event: InboundEvent, changes: Partial<Inbound> = {}): Inbound {
    return {
      channel: 'telegram',
      account: '4200000001',
      updateId: randomUUID(),
      address: String(this.person.id),
      device: null,
      locale: null,
      receivedAt: this.#world.now().toISOString(),
      event,
      ...changes,
    };
  }

  start(token: string | null = null): Promise<void> {
    return this.does({ kind: 'start', token });
  }

  type(...texts: readonly string[]): Promise<void> {
    return this.does(...texts.map((text) => ({ kind: 'text', text }) as const));
  }

  sharePhone(phone = this.phone, own = true): Promise<void> {
    return this.does({ kind: 'contact', phone, own, vouched: true });
  }

  /** Presses the newest button of this label. */
  tap(label: string): Promise<void> {
    return this.does(this.tapOf(label));
  }

  /** @param which 0 is the newest message that has such a button */
  tapOf(label: string, which = 0): Extract<InboundEvent, { kind: 'tap' }> {
    const found = this.#ours.toReversed().flatMap(({ id, buttons }) =>
      buttons
        .flat()
        .filter((button) => button.label === label)
        .map(({ data }) => ({ payload: data, messageId: String(id) })),
    )[which];
    if (!found) throw new Error(`No button ${label}; last: ${this.last} ${JSON.stringify(this.buttons)}`);
    return { kind: 'tap', callbackId: this.person.forgeTap(found.payload), ...found };
  }

  /** In one batch, and what comes of it is delivered. */
  async does(...events: readonly InboundEvent[]): Promise<void> {
    await this.#world.take(...events.map((event) => this.update(event)));
    await this.#world.drain();
  }

  /** From the invitation to the farewell. */
  async answerAll(answer = '4 · Hài lòng'): Promise<void> {
    await this.tap('Bắt đầu');
    for (let i = 0; i < 4; i += 1) await this.tap(answer);
    await this.tap('Không');
    await this.tap('Không có');
  }

  get #ours() {
    return this.person.chat.filter(({ from }) => from === 'bot');
  }
}
