import { EventEmitter } from 'node:events';
import type { VisibleButton, VisibleMessage } from './chat-log.ts';
import { idOf, newMessageId } from './ids.ts';
import type { MovableClock } from './movable-clock.ts';
import type { Rules } from './rules.ts';
import type { Template } from './templates.ts';
import { waitForChange } from './wait-for-change.ts';
import type { EventMaker, Named, WireEvent } from './wire-events.ts';

/**
 * active    has Zalo and lets the account write
 * blocked   has shut the account out
 * absent    no Zalo account with this number
 * inactive  did not open Zalo for 45 days, or is banned
 */
export type Standing = 'active' | 'blocked' | 'absent' | 'inactive';

export interface PersonOptions {
  readonly name?: string;
  readonly standing?: Standing;
  /** False: the phone is off; receipts come when it is on again. */
  readonly isOnline?: boolean;
  /** Administrators of the app receive templates in development mode. */
  readonly isAdmin?: boolean;
}

/** What lies behind the person's phone. */
export interface PersonWorld {
  readonly clock: MovableClock;
  readonly rules: Rules;
  readonly make: EventMaker;
  tell(event: WireEvent, person: Person, headers?: Readonly<Record<string, string>>): void;
  template(id: string): Template | null;
  keepRating(rating: KeptRating): void;
}

export interface KeptRating {
  readonly templateId: string;
  readonly messageId: string;
  readonly trackingId: string | null;
  readonly stars: number;
  readonly reasons: readonly string[];
  readonly note: string;
  readonly at: number;
}

export type Media = 'image' | 'file' | 'audio' | 'video' | 'sticker' | 'business_card' | 'location';

const TEMPLATE_HEADERS = { 'x-zevent-server': 'ZNS' };

/** A citizen with Zalo on the phone: what they do becomes webhooks, what the account sends becomes `chat`. */
export class Person extends EventEmitter<{ change: [] }> implements Named {
  /** `84…`, as Zalo writes it. */
  readonly phone: string;
  readonly userId: string;
  readonly userIdByApp: string;
  readonly name: string;
  readonly isAdmin: boolean;
  standing: Standing;
  /** Refused this type of message: `-244` in the chat, `-139` by template. */
  restricts = false;
  isFollower = false;
  /** When the window was opened last; null: never. */
  lastInteractionAt: number | null = null;
  /** As `shared_info` shows it afterwards. */
  sharedPhone: string | null = null;
  readonly #world: PersonWorld;
  readonly #log: VisibleMessage[] = [];
  readonly #unseen = new Set<string>();
  readonly #rated = new Set<string>();
  #undelivered: VisibleMessage[] = [];
  #isOnline: boolean;

  constructor(phone: string, userId: string, world: PersonWorld, options: PersonOptions) {
    super();
    this.setMaxListeners(0);
    this.phone = phone;
    this.userId = userId;
    this.userIdByApp = idOf(`app:${userId}`);
    this.name = options.name ?? 'Nguyễn Văn An';
    this.standing = options.standing ?? 'active';
    this.isAdmin = options.isAdmin ?? false;
    this.#isOnline = options.isOnline ?? true;
    this.#world = world;
  }

  get chat(): readonly VisibleMessage[] {
    return this.#log;
  }

  get lastMessage(): VisibleMessage | null {
    return this.#log.findLast(({ from }) => from === 'oa') ?? null;
  }

  get isOnline(): boolean {
    return this.#isOnline;
  }

  /** Writes to the account. Returns the message's id. */
  type(text: string): string {
    const id = this.#show({ kind: 'text', text });
    this.#interact('user_send_text', { msg_id: id, text });
    return id;
  }

  sendMedia(kind: Media): string {
    const id = this.#show({ kind: 'media', text: `[${kind}]` });
    const payload =
      kind === 'location' ? { coordinates: { latitude: '21.03', longitude: '105.83' } } : { url: 'https://f.zdn.vn/x' };
    const type = kind === 'business_card' ? 'link' : kind;
    this.#interact(`user_send_${kind}`, { msg_id: id, attachments: [{ type, payload }] });
    return id;
  }

  sendLink(text: string): string {
    const id = this.#show({ kind: 'text', text });
    const attachments = [{ type: 'link', payload: { url: text, thumbnail: '', description: '' } }];
    this.#interact('user_send_link', { msg_id: id, text, attachments });
    return id;
  }

  /** Presses a button of the latest message that has one of this label. Returns the address that it opens, if any. */
  tap(label: string): string | null {
    const button = this.#log
      .toReversed()
      .flatMap(({ buttons }) => buttons)
      .find((each) => each.label === label);
    if (!button) throw new Error(`No such button: ${label}`);
    return this.press(button);
  }

  /** Old messages keep their buttons: any of them may be pressed at any time. */
  press({ payload, shows, url }: VisibleButton): string | null {
    if (payload === null) return url;
    const id = newMessageId();
    if (shows) this.#add({ id, from: 'person', kind: 'text', text: payload, buttons: [], template: null });
    this.#interact('user_send_text', { msg_id: id, text: payload });
    return null;
  }

  follow(): void {
    this.#mustReach();
    this.isFollower = true;
    this.#touch();
    this.#tell(this.#world.make.follower('follow', this));
  }

  unfollow(): void {
    this.isFollower = false;
    this.#tell(this.#world.make.follower('unfollow', this));
  }

  /** Shuts the account out; Zalo tells only of the lost follower. */
  block(): void {
    if (this.isFollower) this.unfollow();
    this.standing = 'blocked';
    this.emit('change');
  }

  unblock(): void {
    this.standing = 'active';
    this.emit('change');
  }

  /** Takes back the consent to be processed. */
  withdraw(): void {
    this.#tell(this.#world.make.withdrew(this));
  }

  /** Opens the chat from the account's page. */
  openChat(): void {
    this.#touch();
    this.#tell(this.#world.make.clickedChat(this));
  }

  /** Answers a request for the phone number; what is sent may be changed by hand before. */
  shareInfo(phone: string | number = this.phone): void {
    this.#touch();
    this.sharedPhone = String(phone);
    this.#tell(this.#world.make.submittedInfo(this, phone, this.name));
  }

  /** Answers the latest rating template that is not answered. `reasons` must stand on it. */
  rate(stars: number, reasons: readonly string[] = [], note = ''): void {
    const message = this.#log.findLast(({ kind, id }) => kind === 'rating' && !this.#rated.has(id));
    const star = message?.template ? this.#world.template(message.template.id)?.stars[stars - 1] : undefined;
    if (!message?.template || !star) throw new Error('There is nothing to rate.');
    if (reasons.some((reason) => !star.answers.includes(reason))) throw new Error('No such reason on the template.');
    this.#rated.add(message.id);
    if (this.#world.rules.ratingOpensWindow) this.#touch();
    const rated = { stars, reasons, note, messageId: message.id, trackingId: message.template.trackingId };
    this.#world.keepRating({ ...rated, templateId: message.template.id, at: this.#world.clock.now() });
    this.#tell(this.#world.make.feedback(rated));
  }

  react(messageId: string): void {
    const message = { react_icon: '/-heart', react_message_id: messageId, msg_id: newMessageId() };
    this.#tell(this.#world.make.fromPerson('user_reacted_message', this, message));
  }

  /** Has read everything. */
  see(): void {
    if (this.#unseen.size === 0) return;
    const msg_ids = [...this.#unseen];
    this.#unseen.clear();
    this.#tell(this.#world.make.receipt(this, { msg_ids }));
  }

  goOffline(): void {
    this.#isOnline = false;
  }

  goOnline(): void {
    this.#isOnline = true;
    const waiting = this.#undelivered;
    this.#undelivered = [];
    for (const message of waiting) this.#confirm(message);
  }

  /** A message of the account has come; used by the API side. */
  receive(message: Omit<VisibleMessage, 'sentAt'>): VisibleMessage {
    const shown = this.#add(message);
    if (this.#isOnline) this.#confirm(shown);
    else this.#undelivered.push(shown);
    return shown;
  }

  hasReceived(messageId: string): boolean {
    return this.#log.some(({ id }) => id === messageId) && !this.#undelivered.some(({ id }) => id === messageId);
  }

  /** Puts back what stood on the screen before a restart. */
  remember(messages: readonly VisibleMessage[]): void {
    this.#log.push(...messages);
  }

  /** Resolves with the first thing that `find` finds, now or after a change. */
  until<T>(find: (chat: readonly VisibleMessage[]) => T | null | undefined | false, timeoutMs = 10_000): Promise<T> {
    const describe = () => `Person ${this.userId} waited in vain; sees: ${JSON.stringify(this.chat.slice(-2))}`;
    return waitForChange(this, () => find(this.chat), { timeoutMs, describe });
  }

  #confirm({ id, template }: VisibleMessage): void {
    const { make, rules } = this.#world;
    if (template?.trackingId) {
      this.#tell(make.templateReceipt(template.recipient, id, template.trackingId), TEMPLATE_HEADERS);
      return;
    }
    this.#unseen.add(id);
    if (rules.receipts) this.#tell(make.receipt(this, { msg_id: id }));
  }

  #interact(name: string, message: object): void {
    this.#mustReach();
    this.#touch();
    this.#tell(this.#world.make.fromPerson(name, this, message));
  }

  #touch(): void {
    this.lastInteractionAt = this.#world.clock.now();
  }

  #mustReach(): void {
    if (this.standing !== 'active') throw new Error(`A person who is ${this.standing} cannot do this.`);
  }

  #tell(event: WireEvent, headers: Readonly<Record<string, string>> = {}): void {
    this.#world.tell(event, this, headers);
    this.emit('change');
  }

  #show({ kind, text }: Pick<VisibleMessage, 'kind' | 'text'>): string {
    this.#mustReach();
    return this.#add({ id: newMessageId(), from: 'person', kind, text, buttons: [], template: null }).id;
  }

  #add(message: Omit<VisibleMessage, 'sentAt'>): VisibleMessage {
    const shown = { ...message, sentAt: new Date(this.#world.clock.now()) };
    this.#log.push(shown);
    this.emit('change');
    return shown;
  }
}
