import { CallbackQueries } from './callback-queries.ts';
import type { StoredMessage } from './chat-log.ts';
import type { FakeClock } from './fake-clock.ts';
import { Person, type PersonOptions, type PersonWorld } from './person.ts';
import { UpdateQueue } from './update-queue.ts';

/** Everything behind the Bot API: the bot, the people, what happened. */
export class World implements PersonWorld {
  readonly clock: FakeClock;
  readonly bot: Readonly<Record<string, unknown>>;
  readonly updates: UpdateQueue;
  readonly queries: CallbackQueries;
  readonly #people = new Map<number, Person>();

  constructor(botId: number, username: string, clock: FakeClock) {
    this.clock = clock;
    this.bot = { id: botId, is_bot: true, first_name: 'Hài Lòng', username };
    this.updates = new UpdateQueue(clock);
    this.queries = new CallbackQueries(clock);
  }

  /** Always the same one for an id; `options` count the first time. */
  person(id: number, options: PersonOptions = {}): Person {
    const known = this.#people.get(id);
    if (known) return known;
    const person = new Person(id, this, options);
    this.#people.set(id, person);
    return person;
  }

  find(id: number): Person | null {
    return this.#people.get(id) ?? null;
  }

  people(): readonly Person[] {
    return [...this.#people.values()];
  }

  /** Bot API `Message`: seconds, `from` the bot, only inline keyboards shown again. */
  toApi(person: Person, message: StoredMessage): Readonly<Record<string, unknown>> {
    const { markup, entities } = message;
    return {
      message_id: message.id,
      from: message.fromBot ? this.bot : person.toUser(),
      chat: person.toChat(),
      date: Math.floor(message.at / 1000),
      ...(message.editedAt !== null && { edit_date: Math.floor(message.editedAt / 1000) }),
      text: message.text,
      ...(entities.length > 0 && { entities }),
      ...(markup && 'inline_keyboard' in markup && { reply_markup: markup }),
    };
  }
}
