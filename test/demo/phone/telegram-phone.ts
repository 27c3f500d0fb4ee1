import type { Person } from '../../support/telegram/person.ts';
import type { VisibleMessage } from '../../support/telegram/chat-log.ts';
import type { ActionResult, Phone, PhoneAction, PhoneChoice, PhoneMessage, PhoneView, Standing } from './phone.ts';
import { assertNever } from '../../../src/lib/assert-never.ts';
import { nationalNumber } from './national-number.ts';
import { slipToken } from './slip-token.ts';

const NOTICE_MS = 4_000;

const MENU: readonly PhoneChoice[] = [
  { label: 'Bắt đầu lại (/start)', kind: 'start' },
  { label: 'Gửi nhãn dán', kind: 'sticker' },
  { label: 'Chia sẻ số của tôi', kind: 'share-contact' },
];
const BLOCK: PhoneChoice = { label: 'Chặn bot', kind: 'block' };
const UNBLOCK: PhoneChoice = { label: 'Bỏ chặn bot', kind: 'unblock' };
const OPENERS: Readonly<Record<Standing, PhoneChoice | null>> = {
  new: { label: 'Bắt đầu', kind: 'start' },
  started: null,
  blocked: { label: 'Bỏ chặn', kind: 'unblock' },
};

/** A person of the fake Bot API as a phone with Telegram on it. */
export class TelegramPhone implements Phone {
  readonly id: string;
  readonly person: Person;
  readonly #title: string;
  readonly #listeners = new Set<() => void>();
  #notice: string | null = null;

  constructor(person: Person, title: string) {
    this.id = `telegram-${person.id}`;
    this.person = person;
    this.#title = title;
    person.on('change', () => this.#tell());
    person.on('answered', (text) => this.#show(text));
  }

  view(): PhoneView {
    const { person } = this;
    const standing = standingOf(person);
    return {
      id: this.id,
      app: 'telegram',
      title: this.#title,
      number: nationalNumber(person.phone),
      account: { name: 'Hài Lòng bot', kind: 'bot' },
      hint: person.chat.some((message) => isOwnCard(message, person)) ? 'Bot biết số này' : 'Bot chưa biết số này',
      scan: { label: 'Quét mã trên phiếu', example: 't.me/…' },
      menu: [...MENU, standing === 'blocked' ? UNBLOCK : BLOCK],
      opener: OPENERS[standing],
      standing,
      messages: person.chat.map((message) => toMessage(message, person)),
      keys: person.keyboard?.rows.map((row) => row.map(({ label }) => label)) ?? [],
      notice: this.#notice,
    };
  }

  act(action: PhoneAction): ActionResult {
    if (!canDo(action, standingOf(this.person))) return 'not-started';
    const { person } = this;
    switch (action.kind) {
      case 'start':
        person.start();
        return 'done';
      case 'scan':
        return this.#scan(action.text);
      case 'type':
        person.type(action.text);
        return 'done';
      case 'tap':
        return this.#tap(action);
      case 'key':
        return this.#press(action);
      case 'share-contact':
        person.shareContact('own');
        return 'done';
      case 'sticker':
        person.sendSticker();
        return 'done';
      case 'block':
        person.block();
        return 'done';
      case 'unblock':
        person.unblock();
        return 'done';
      default:
        return assertNever(action);
    }
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #scan(text: string): ActionResult {
    const token = slipToken(text);
    if (token === null) return 'not-a-slip';
    this.person.start(token);
    return 'done';
  }

  /** By place, for several messages may carry a button of the same name. */
  #tap({ message, row, column }: Extract<PhoneAction, { kind: 'tap' }>): ActionResult {
    const button = this.person.chat.find(({ id }) => id === message)?.buttons[row]?.[column];
    if (!button) return 'no-such-button';
    this.person.forgeTap(button.data, message);
    return 'done';
  }

  #press({ row, column }: Extract<PhoneAction, { kind: 'key' }>): ActionResult {
    const key = this.person.keyboard?.rows[row]?.[column];
    if (!key) return 'no-such-button';
    if (key.requestsContact) this.person.shareContact('own');
    else this.person.type(key.label);
    return 'done';
  }

  #show(notice: string | null): void {
    this.#notice = notice;
    if (notice === null) return;
    this.#tell();
    setTimeout(() => {
      this.#notice = null;
      this.#tell();
    }, NOTICE_MS).unref();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Whoever never opened the bot, or shut it out, can only open it. */
function canDo({ kind }: PhoneAction, standing: Standing): boolean {
  if (kind === 'start' || kind === 'scan') return true;
  return kind === 'unblock' ? standing === 'blocked' : standing === 'started';
}

function standingOf({ standing }: Person): Standing {
  return standing === 'deactivated' ? 'blocked' : standing;
}

function toMessage(message: VisibleMessage, person: Person): PhoneMessage {
  const { id, from, buttons, sentAt, editedAt } = message;
  return {
    id,
    from,
    text: from === 'bot' ? message.text : shownText(message, person),
    buttons: buttons.map((row) => row.map(({ label }) => ({ label, url: null }))),
    isCard: false,
    sentAt: sentAt.toISOString(),
    isEdited: editedAt !== null,
  };
}

/** As Telegram shows what one sent: a start without its token, a card, a picture. */
function shownText(message: VisibleMessage, person: Person): string {
  if (isOwnCard(message, person)) return `☎ ${nationalNumber(person.phone)}`;
  if (message.text === '[sticker]') return '🙂 (nhãn dán)';
  return message.text.replace(/^\/start .+$/, '/start');
}

function isOwnCard({ from, text }: VisibleMessage, { phone }: Person): boolean {
  return from === 'person' && text === phone;
}
