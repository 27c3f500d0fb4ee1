import process from 'node:process';
import { Citizens, type CitizensOrder } from './citizens.ts';
import { createAnswerer } from './http-answerer.ts';

/** What the bench asks of the platform while it runs. */
export type PlatformOrder =
  | { readonly kind: 'answering'; readonly citizens: CitizensOrder | null }
  /** Messages a second, beyond which it refuses with 429; null: it never refuses. */
  | { readonly kind: 'limit'; readonly perSecond: number | null }
  | { readonly kind: 'report'; readonly forget: boolean };

export interface PlatformReport {
  readonly calls: Readonly<Record<string, number>>;
  readonly refused: number;
  /** Epoch milliseconds of the first message to each chat, and how many new messages it got. */
  readonly firstAt: readonly (readonly [chat: number, at: number, messages: number])[];
  /** Chats that were asked to begin more than once. */
  readonly invitedTwice: number;
  /** Times of every message that was accepted, epoch milliseconds. */
  readonly acceptedAt: readonly number[];
  readonly tapsSent: number;
  readonly tapsRefused: number;
  readonly finished: number;
  /** From a tap to the reply to it, milliseconds. */
  readonly replyMs: readonly number[];
  /** From when a person wanted to tap to the acknowledgement, milliseconds; waiting for a connection counts. */
  readonly ackMs: readonly number[];
}

interface Keyboard {
  readonly inline_keyboard?: readonly (readonly { readonly text: string; readonly callback_data?: string }[])[];
}

interface Call {
  readonly chat_id?: number;
  readonly text?: string;
  readonly message_id?: number;
  readonly reply_markup?: Keyboard;
}

const BOT = { id: 4200000001, is_bot: true, first_name: 'Hài Lòng', username: 'hai_long_bot' };
const REFUSAL = {
  ok: false,
  error_code: 429,
  description: 'Too Many Requests: retry after 1',
  parameters: { retry_after: 1 },
};

/** A Bot API that takes everything, as fast as one can be: what is measured is who calls it. */
class Platform {
  readonly #citizens = new Citizens();
  #calls: Record<string, number> = {};
  #first = new Map<number, { readonly at: number; messages: number }>();
  #acceptedAt: number[] = [];
  #invited = new Set<number>();
  #invitedTwice = 0;
  #refused = 0;
  #messageId = 1_000_000;
  #perSecond: number | null = null;
  #room = 0;
  #roomAt = 0;

  obey(order: PlatformOrder): void {
    switch (order.kind) {
      case 'answering':
        this.#citizens.obey(order.citizens);
        return;
      case 'limit':
        this.#perSecond = order.perSecond;
        this.#room = order.perSecond ?? 0;
        this.#roomAt = Date.now();
        return;
      case 'report':
        process.send?.(this.#report());
        if (order.forget) this.#forget();
    }
  }

  answer(path: string, body: string): { readonly status: number; readonly body: string } {
    const method = path.slice(path.lastIndexOf('/') + 1);
    this.#calls[method] = (this.#calls[method] ?? 0) + 1;
    if (method === 'getMe') return ok(BOT);
    if (method !== 'sendMessage' && method !== 'editMessageText') return ok(true);
    if (!this.#hasRoom()) {
      this.#refused += 1;
      return { status: 429, body: JSON.stringify(REFUSAL) };
    }
    return ok(this.#show(method, JSON.parse(body) as Call));
  }

  #show(method: string, { chat_id: chat = 0, message_id, reply_markup }: Call) {
    const now = Date.now();
    const messageId = message_id ?? (this.#messageId += 1);
    this.#acceptedAt.push(now);
    const known = this.#first.get(chat);
    if (method === 'sendMessage') {
      if (known) known.messages += 1;
      else this.#first.set(chat, { at: now, messages: 1 });
    }
    const buttons = (reply_markup?.inline_keyboard ?? []).flat();
    if (buttons[0]?.text === 'Bắt đầu') this.#invite(chat);
    this.#citizens.read(chat, messageId, buttons);
    return { message_id: messageId, date: Math.floor(now / 1000), chat: { id: chat, type: 'private' }, from: BOT };
  }

  #invite(chat: number): void {
    if (this.#invited.has(chat)) this.#invitedTwice += 1;
    this.#invited.add(chat);
  }

  /** A bucket of one second. */
  #hasRoom(): boolean {
    if (this.#perSecond === null) return true;
    const now = Date.now();
    this.#room = Math.min(this.#perSecond, this.#room + ((now - this.#roomAt) / 1000) * this.#perSecond);
    this.#roomAt = now;
    if (this.#room < 1) return false;
    this.#room -= 1;
    return true;
  }

  #report(): PlatformReport {
    return {
      calls: this.#calls,
      refused: this.#refused,
      firstAt: [...this.#first].map(([chat, { at, messages }]) => [chat, at, messages] as const),
      invitedTwice: this.#invitedTwice,
      acceptedAt: this.#acceptedAt,
      ...this.#citizens.report(),
    };
  }

  #forget(): void {
    this.#calls = {};
    this.#first = new Map();
    this.#acceptedAt = [];
    this.#invited = new Set();
    this.#invitedTwice = 0;
    this.#refused = 0;
    this.#citizens.forget();
  }
}

function ok(result: object | true): { readonly status: number; readonly body: string } {
  return { status: 200, body: JSON.stringify({ ok: true, result }) };
}

const platform = new Platform();

const server = createAnswerer((path, body) => platform.answer(path, body));
server.listen(Number(process.argv[2]), '127.0.0.1', () => process.send?.('ready'));
process.on('message', (order: PlatformOrder) => platform.obey(order));
