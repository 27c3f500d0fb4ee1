import { setTimeout as sleep } from 'node:timers/promises';
import type { FakeTelegram } from '../../support/telegram/fake-telegram.ts';
import type { Person } from '../../support/telegram/person.ts';
import type { PendingUpdate } from '../../support/telegram/update-queue.ts';

/** What is on the screen: 0 the invitation, 1 to 5 a question, 6 the comment, 7 the thanks; null something else. */
type Position = number | null;

const THANKS = 7;
/** Acknowledged actions that a survey takes. */
export const STEPS = THANKS;
const LOOK_MS = 50;
/** How long a citizen waits for an answer before opening the slip again. */
const PATIENCE_MS = 8_000;
const BUDGET_MS = 120_000;

export interface RespondentParts {
  readonly telegram: FakeTelegram;
  readonly person: Person;
  /** Of the slip. */
  readonly token: string;
  /** To the first four questions. */
  readonly scores: readonly number[];
  /** Resolves when the service can be reached. */
  readonly up: () => Promise<unknown>;
  /** Between 0 and 1. */
  readonly random: () => number;
  readonly budgetMs?: number;
}

/**
 * A citizen who gives every answer once. What Telegram has seen acknowledged is never said again: when nothing comes
 * back, the citizen opens the slip once more, and expects to be asked the next question. A tap that Telegram gave up,
 * because nobody took it for too long, was heard by nobody: it is made again.
 */
export class Respondent {
  readonly #parts: RespondentParts;
  /** Steps of the survey that were acknowledged. */
  steps = 0;
  /** All that was acknowledged, the slip opened again too. */
  acknowledged = 0;
  /** How often the slip was opened again before the invitation was seen. */
  reopenedForInvite = 0;
  reopened = 0;

  constructor(parts: RespondentParts) {
    this.#parts = parts;
  }

  /** Opens the slip of a dossier that is not completed yet. */
  async bind(): Promise<void> {
    const { person, token, budgetMs = BUDGET_MS } = this.#parts;
    person.start(token);
    await person.until(() => /đang giải quyết/.test(person.lastMessage?.text ?? ''), budgetMs);
  }

  /** @throws Error when an acknowledged answer is lost */
  async finish(): Promise<void> {
    for (let position = 0; position < THANKS; position += 1) {
      await this.#answerAt(position);
      this.steps += 1;
    }
    await this.#reach(THANKS);
  }

  /** What Telegram gave up may have been heard in the end: then the next question is there already. */
  async #answerAt(position: number): Promise<void> {
    await this.#reach(position);
    let said = this.#answer(position);
    while (!(await this.#isAcknowledged(said))) {
      await this.#reach(position, position + 1);
      if (this.#screen !== position) return;
      // A button belongs to its question; what is typed would be taken for the next one, had the tap been heard.
      said = this.#tapAnswer(position);
    }
  }

  async #reach(...positions: readonly number[]): Promise<void> {
    const deadline = Date.now() + (this.#parts.budgetMs ?? BUDGET_MS);
    while (!(await this.#reads(positions))) {
      if (Date.now() > deadline) {
        throw new Error(`Person ${this.#parts.person.id} should be at ${positions[0]} and sees ${this.#screen}.`);
      }
      if (positions[0] === 0) this.reopenedForInvite += 1;
      this.reopened += 1;
      await this.#isAcknowledged(this.#parts.person.start(this.#parts.token));
    }
  }

  /** What a crash delayed may come while the citizen thinks, and take the screen back for a moment. */
  async #reads(positions: readonly Position[]): Promise<boolean> {
    if (!(await this.#sees(positions))) return false;
    await sleep(50 + 450 * this.#parts.random());
    return positions.includes(this.#screen) || this.#reads(positions);
  }

  async #sees(positions: readonly Position[]): Promise<boolean> {
    await this.#parts.up();
    const deadline = Date.now() + PATIENCE_MS;
    while (!positions.includes(this.#screen) && Date.now() < deadline) await sleep(LOOK_MS);
    return positions.includes(this.#screen);
  }

  get #screen(): Position {
    const { text = '', buttons = [] } = this.#parts.person.lastMessage ?? {};
    const [, question] = /Câu (\d)\/5/.exec(text) ?? [];
    if (question !== undefined) return Number(question);
    if (/nhắn thêm/.test(text)) return 6;
    if (/Cảm ơn ông\/bà/.test(text)) return THANKS;
    return buttons.flat().some(({ label }) => label === 'Bắt đầu') ? 0 : null;
  }

  /** By button or, now and then, by typing; returns what to wait for. */
  #answer(position: number): string | number {
    const { person, scores, random } = this.#parts;
    const score = scores[position - 1];
    return score !== undefined && random() < 0.3 ? person.type(String(score)) : this.#tapAnswer(position);
  }

  #tapAnswer(position: number): string {
    const score = this.#parts.scores[position - 1];
    if (score !== undefined) return this.#tap(this.#labelOf(score));
    return this.#tap(position === 0 ? 'Bắt đầu' : position === 5 ? 'Không' : 'Không có');
  }

  #labelOf(score: number): string {
    const labels = this.#parts.person.lastMessage?.buttons.flat().map(({ label }) => label) ?? [];
    return labels.find((label) => label.startsWith(`${score} · `)) ?? String(score);
  }

  #tap(label: string): string {
    return this.#parts.person.tap(label) ?? '';
  }

  /** Waits until it is confirmed by a later offset, or answered 200; false when Telegram has given it up. */
  async #isAcknowledged(id: string | number): Promise<boolean> {
    const { telegram, person } = this.#parts;
    const isIt = ({ body }: PendingUpdate) => {
      const { callback_query: query, message } = body as Body;
      return typeof id === 'string' ? query?.id === id : message?.message_id === id && message.chat.id === person.id;
    };
    while (telegram.updates.list().some(isIt)) await sleep(LOOK_MS);
    if (telegram.updates.lapsed().some(isIt)) return false;
    this.acknowledged += 1;
    return true;
  }
}

interface Body {
  readonly callback_query?: { readonly id: string };
  readonly message?: { readonly message_id: number; readonly chat: { readonly id: number } };
}
