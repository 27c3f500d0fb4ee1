import type { ChatId } from '../../domain/ids.ts';

/** Work for one platform: some chats at once, in the order in which they came, and a chat's one after the other. */
export class ReplyLane<Work> {
  readonly #run: (work: Work) => Promise<void>;
  readonly #atOnce: number;
  readonly #underWay = new Set<Promise<void>>();
  /** Of chats that wait for their turn, or whose last work is under way. */
  readonly #chats = new Map<ChatId, Work[]>();
  #turns: ChatId[] = [];

  constructor(atOnce: number, run: (work: Work) => Promise<void>) {
    this.#atOnce = atOnce;
    this.#run = run;
  }

  /** Chats. */
  get waiting(): number {
    return this.#turns.length;
  }

  take(chatId: ChatId, work: Work): void {
    const own = this.#chats.get(chatId);
    if (own) {
      own.push(work);
      return;
    }
    this.#chats.set(chatId, [work]);
    this.#turns.push(chatId);
    this.#goOn();
  }

  /** Resolves when nothing waits or is under way. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.race(this.#underWay);
  }

  /** What has not been begun; it is begun no more. */
  giveUp(): readonly Work[] {
    const left = [...this.#chats.values()].flat();
    this.#chats.clear();
    this.#turns = [];
    return left;
  }

  #goOn(): void {
    while (this.#underWay.size < this.#atOnce) {
      const chatId = this.#turns.shift();
      if (chatId === undefined) return;
      const running = this.#runNext(chatId).finally(() => {
        this.#underWay.delete(running);
        this.#goOn();
      });
      this.#underWay.add(running);
    }
  }

  async #runNext(chatId: ChatId): Promise<void> {
    const work = this.#chats.get(chatId)?.shift();
    if (work !== undefined) await this.#run(work);
    if ((this.#chats.get(chatId)?.length ?? 0) > 0) this.#turns.push(chatId);
    else this.#chats.delete(chatId);
  }
}
