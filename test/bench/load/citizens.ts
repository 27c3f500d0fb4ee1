import { headOf, HttpLane, type Target } from './http-lane.ts';
import { tapBody, type Tap } from './updates.ts';

export interface CitizensOrder {
  readonly target: Target;
  /** Chats from `first` on. */
  readonly first: number;
  readonly count: number;
  /** So many of them answer. */
  readonly share: number;
  readonly thinkMs: number;
}

interface Button {
  readonly text: string;
  readonly callback_data?: string;
}

const CONNECTIONS = 40;
const SCORES: readonly string[] = ['5', '4', '4', '3', '5', '2', '4', '5', '1', '4'];
const RETRY_MS = 100;

/** People who answer what they are asked, each in their own time. */
export class Citizens {
  #order: CitizensOrder | null = null;
  #free: HttpLane[] = [];
  #opening: Promise<void> | null = null;
  #waiting: { readonly tap: Tap; readonly due: number }[] = [];
  #head = '';
  #updateId = 500_000_000;
  #sent = 0;
  #refused = 0;
  #finished = 0;
  #tappedAt = new Map<number, number>();
  #replyMs: number[] = [];
  #ackMs: number[] = [];

  /** Null: nobody answers any more. */
  obey(order: CitizensOrder | null): void {
    for (const lane of this.#free) lane.close();
    this.#free = [];
    this.#waiting = [];
    this.#tappedAt.clear();
    this.#order = order;
    if (order === null) return;
    this.#head = headOf(order.target);
    this.#opening = this.#open(order.target.port);
  }

  async #open(port: number): Promise<void> {
    this.#free = await Promise.all(Array.from({ length: CONNECTIONS }, () => HttpLane.open(port)));
    this.#drain();
  }

  /** What appears in a chat. */
  read(chat: number, messageId: number, buttons: readonly Button[]): void {
    const order = this.#order;
    if (!order || !answers(order, chat - order.first)) return;
    const tapped = this.#tappedAt.get(chat);
    if (tapped !== undefined) {
      this.#replyMs.push(Date.now() - tapped);
      this.#tappedAt.delete(chat);
    }
    const data = choose(chat, buttons)?.callback_data;
    if (data === undefined) this.#finished += buttons.length === 0 ? 1 : 0;
    else setTimeout(() => this.#tap({ updateId: (this.#updateId += 1), chat, messageId, data }), order.thinkMs);
  }

  report() {
    return {
      tapsSent: this.#sent,
      tapsRefused: this.#refused,
      finished: this.#finished,
      replyMs: this.#replyMs,
      ackMs: this.#ackMs,
    };
  }

  forget(): void {
    this.#sent = 0;
    this.#refused = 0;
    this.#finished = 0;
    this.#replyMs = [];
    this.#ackMs = [];
  }

  #tap(tap: Tap): void {
    this.#waiting.push({ tap, due: performance.now() });
    void this.#opening?.then(() => this.#drain());
  }

  #drain(): void {
    while (this.#waiting.length > 0 && this.#free.length > 0) {
      const next = this.#waiting.shift();
      const lane = this.#free.pop();
      if (!next || !lane) return;
      const { tap, due } = next;
      this.#tappedAt.set(tap.chat, Date.now());
      lane.post(this.#head, tapBody(tap), (status) => {
        this.#free.push(lane);
        this.#ackMs.push(performance.now() - due);
        if (status === 200) this.#sent += 1;
        else {
          this.#refused += 1;
          setTimeout(() => this.#tap(tap), RETRY_MS);
        }
        this.#drain();
      });
    }
  }
}

/** Evenly spread. */
function answers({ count, share }: CitizensOrder, person: number): boolean {
  return person >= 0 && person < count && Math.floor((person + 1) * share) > Math.floor(person * share);
}

/** Begins, gives a score that goes by the chat, files no complaint and has nothing to add. */
function choose(chat: number, buttons: readonly Button[]): Button | null {
  const score = SCORES[Math.floor(chat / 7) % SCORES.length] ?? '4';
  const wanted = [/^Bắt đầu$/, new RegExp(`^${score} · `), /^Không có$/, /^Không$/];
  return (
    wanted.map((label) => buttons.find(({ text }) => label.test(text))).find((found) => found !== undefined) ?? null
  );
}
