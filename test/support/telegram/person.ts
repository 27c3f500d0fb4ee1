import { EventEmitter } from 'node:events';
import { ChatLog, toKeyboard, type StoredMessage, type VisibleKeyboard, type VisibleMessage } from './chat-log.ts';
import type { CallbackQueries } from './callback-queries.ts';
import type { FakeClock } from './fake-clock.ts';
import type { UpdateQueue } from './update-queue.ts';

export interface PersonOptions {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly username?: string;
  readonly languageCode?: string;
  /** As Telegram writes it: international, without a plus. */
  readonly phone?: string;
}

/** What a screen shows has changed: a message came or was edited, a spinner stopped, the keyboard moved. */
export interface PersonEvents {
  readonly change: [];
  /** The bot answered a tap; text is the little notice, if any. */
  readonly answered: [text: string | null];
}

/** What lies behind the person's phone. */
export interface PersonWorld {
  readonly clock: FakeClock;
  readonly bot: Readonly<Record<string, unknown>>;
  readonly updates: UpdateQueue;
  readonly queries: CallbackQueries;
  toApi(person: Person, message: StoredMessage): Readonly<Record<string, unknown>>;
}

export type Standing = 'new' | 'started' | 'blocked' | 'deactivated';

const MEDIA: Readonly<Record<string, unknown>> = {
  sticker: {
    file_id: 'S',
    file_unique_id: 's',
    type: 'regular',
    width: 512,
    height: 512,
    is_animated: false,
    is_video: false,
  },
  photo: [{ file_id: 'P', file_unique_id: 'p', width: 90, height: 90 }],
  voice: { file_id: 'V', file_unique_id: 'v', duration: 3 },
};

/** A citizen with a phone: what they do becomes updates, what the bot sends becomes `chat`. */
export class Person extends EventEmitter<PersonEvents> {
  readonly id: number;
  readonly phone: string;
  /** The Bot API side of the chat; tests look at `chat`. */
  readonly log = new ChatLog();
  standing: Standing = 'new';
  keyboard: VisibleKeyboard | null = null;
  /** When the person last did something; messages long after are broadcasts. */
  lastActiveAt = -Infinity;
  readonly #world: PersonWorld;
  readonly #options: PersonOptions;

  constructor(id: number, world: PersonWorld, options: PersonOptions) {
    super();
    this.id = id;
    this.phone = options.phone ?? `8490${String(id).padStart(7, '0').slice(-7)}`;
    this.#world = world;
    this.#options = options;
  }

  get chat(): readonly VisibleMessage[] {
    return this.log.visible();
  }

  get lastMessage(): VisibleMessage | null {
    return this.chat.findLast((message) => message.from === 'bot') ?? null;
  }

  /** Opens `t.me/<bot>?start=<payload>` and presses Start. */
  start(payload?: string): number {
    if (this.standing === 'blocked') this.unblock();
    if (this.standing === 'new') this.standing = 'started';
    return this.type(payload === undefined ? '/start' : `/start ${payload}`);
  }

  type(text: string): number {
    const command = /^\/\w+(@\w+)?/.exec(text);
    const entities = command ? [{ type: 'bot_command', offset: 0, length: command[0].length }] : [];
    return this.#say(text, entities, {});
  }

  sendSticker(): number {
    return this.sendMedia('sticker');
  }

  sendMedia(kind: 'sticker' | 'photo' | 'voice'): number {
    return this.#say(`[${kind}]`, [], { [kind]: MEDIA[kind] });
  }

  /** Presses a button by its label or, failing that, its data: the latest message that has one. Returns the tap's id. */
  tap(labelOrData: string): string | null {
    const key = this.keyboard?.rows.flat().find(({ label }) => label === labelOrData);
    const found = this.#find(({ label }) => label === labelOrData) ?? this.#find(({ data }) => data === labelOrData);
    if (found) return this.#query(found.data, this.log.get(found.messageId));
    if (!key) throw new Error(`No such button: ${labelOrData}`);
    if (key.requestsContact) this.shareContact('own');
    else this.type(labelOrData);
    return null;
  }

  /** A press of a button that the bot never showed, or of one long gone; Telegram lets both through. */
  forgeTap(data: string, messageId: number | null = null): string {
    return this.#query(data, messageId === null ? null : this.log.get(messageId));
  }

  /** `other` is a forwarded card of somebody else. */
  shareContact(whose: 'own' | 'other' | { readonly phone: string; readonly userId?: number }): number {
    const card =
      whose === 'own'
        ? { phone: this.phone, userId: this.id }
        : whose === 'other'
          ? { phone: '84909999999', userId: this.id + 1 }
          : whose;
    const contact = {
      phone_number: card.phone,
      first_name: this.#options.firstName ?? 'An',
      ...(card.userId !== undefined && { user_id: card.userId }),
    };
    if (this.keyboard?.oneTime) this.keyboard = null;
    return this.#say(card.phone, [], { contact });
  }

  /** Changes an own message afterwards. */
  edit(messageId: number, text: string): void {
    const message = this.log.get(messageId);
    if (!message || message.fromBot) throw new Error('Only own messages can be edited.');
    const edited = { ...message, text, editedAt: this.#world.clock.now() };
    this.log.replace(edited);
    this.#happen('edited_message', this.#world.toApi(this, edited), `chat:${this.id}`);
  }

  block(): void {
    this.#changeStanding('blocked', 'kicked');
  }

  unblock(): void {
    this.#changeStanding('started', 'member');
  }

  /** The account is gone for good. */
  deactivate(): void {
    this.standing = 'deactivated';
  }

  /** Resolves with the first thing that `find` finds, now or after a change. */
  async until<T>(
    find: (chat: readonly VisibleMessage[]) => T | null | undefined | false,
    timeoutMs = 10_000,
  ): Promise<T> {
    const deadline = AbortSignal.timeout(timeoutMs);
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = find(this.chat);
        if (found === null || found === undefined || found === false) return;
        settle();
        resolve(found);
      };
      const giveUp = () => {
        settle();
        reject(new Error(`Person ${this.id} waited in vain; sees: ${JSON.stringify(this.chat.slice(-2))}`));
      };
      const settle = () => {
        this.off('change', look);
        deadline.removeEventListener('abort', giveUp);
      };
      this.on('change', look);
      deadline.addEventListener('abort', giveUp);
      look();
    });
  }

  /** The bot's message has arrived; used by the Bot API side. */
  show(message: StoredMessage): void {
    if (message.markup && 'keyboard' in message.markup) this.keyboard = toKeyboard(message.markup);
    if (message.markup && 'remove_keyboard' in message.markup) this.keyboard = null;
    this.emit('change');
  }

  toUser(): Readonly<Record<string, unknown>> {
    const { firstName = 'An', lastName, username, languageCode = 'vi' } = this.#options;
    return {
      id: this.id,
      is_bot: false,
      first_name: firstName,
      ...(lastName !== undefined && { last_name: lastName }),
      ...(username !== undefined && { username }),
      language_code: languageCode,
    };
  }

  toChat(): Readonly<Record<string, unknown>> {
    return { id: this.id, type: 'private', first_name: this.#options.firstName ?? 'An' };
  }

  #find(fits: (button: { readonly label: string; readonly data: string }) => boolean) {
    for (const message of this.chat.toReversed()) {
      const button = message.buttons.flat().find(fits);
      if (button) return { messageId: message.id, data: button.data };
    }
    return null;
  }

  #query(data: string, message: StoredMessage | null): string {
    const id = this.#world.queries.open(this.id);
    const content = {
      id,
      from: this.toUser(),
      chat_instance: String(this.id * 7919),
      data,
      ...(message && { message: this.#world.toApi(this, message) }),
    };
    this.#happen('callback_query', content, `callback:${this.id}`);
    return id;
  }

  #say(text: string, entities: StoredMessage['entities'], extra: Readonly<Record<string, unknown>>): number {
    if (this.standing === 'new' || this.standing === 'blocked') throw new Error('Press start first.');
    const isText = Object.keys(extra).length === 0;
    const message = this.log.add({ fromBot: false, text, entities, markup: null, at: this.#world.clock.now() });
    const { text: _shown, ...bare } = this.#world.toApi(this, message);
    this.#happen('message', isText ? this.#world.toApi(this, message) : { ...bare, ...extra }, `chat:${this.id}`);
    return message.id;
  }

  #changeStanding(standing: Standing, status: 'kicked' | 'member'): void {
    const old = this.standing === 'blocked' ? 'kicked' : 'member';
    this.standing = standing;
    const member = (name: string) => ({
      status: name,
      user: this.#world.bot,
      ...(name === 'kicked' && { until_date: 0 }),
    });
    const content = {
      chat: this.toChat(),
      from: this.toUser(),
      date: Math.floor(this.#world.clock.now() / 1000),
      old_chat_member: member(old),
      new_chat_member: member(status),
    };
    this.#happen('my_chat_member', content, `member:${this.id}`);
  }

  #happen(kind: string, content: unknown, lane: string): void {
    this.lastActiveAt = this.#world.clock.now();
    this.#world.updates.push({ kind, content, lane });
    this.emit('change');
  }
}
