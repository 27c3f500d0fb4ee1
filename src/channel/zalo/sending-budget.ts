import type { SendingQuality, SendingQuota } from '../../domain/sending-budget.ts';
import type { Clock, SendingBudget } from '../../service/ports.ts';
import type { TemplateQuota } from './sdk/answers.ts';
import type { ZaloTemplates } from './sdk/templates.ts';

export interface ZaloBudgetOptions {
  readonly templates: Pick<ZaloTemplates, 'quota' | 'quality'>;
  /** As the last accepted message told. */
  readonly sender: { readonly lastQuota: Told<TemplateQuota> | null };
  readonly clock: Clock;
}

/** What Zalo said, and when. */
export interface Told<Value> {
  readonly value: Value;
  readonly at: Date;
}

const QUOTA_FOR_MS = 60_000;
const QUALITY_FOR_MS = 10 * 60_000;
const UNKNOWN: TemplateQuota = { daily: null, remaining: null };
const QUALITIES: ReadonlyMap<string | null, SendingQuality> = new Map([
  ['HIGH', 'high'],
  ['MEDIUM', 'medium'],
  ['LOW', 'low'],
]);

/** How many templates the account may still send today, and how citizens take them; asked once a while. */
export class ZaloBudget implements SendingBudget {
  readonly #sender: ZaloBudgetOptions['sender'];
  readonly #quota: Answer<TemplateQuota>;
  readonly #quality: Answer<string | null>;

  constructor({ templates, sender, clock }: ZaloBudgetOptions) {
    this.#sender = sender;
    this.#quota = new Answer(() => templates.quota(), QUOTA_FOR_MS, clock);
    this.#quality = new Answer(() => templates.quality(), QUALITY_FOR_MS, clock);
  }

  async quota(): Promise<SendingQuota> {
    const [asked, quality] = await Promise.all([this.#quota.get(), this.#quality.get()]);
    const { daily, remaining } = newer(asked, this.#sender.lastQuota)?.value ?? UNKNOWN;
    return { quality: QUALITIES.get(quality?.value ?? null) ?? 'unknown', daily, remaining };
  }

  /** Zalo has moved the account on its ladder. */
  forget(): void {
    this.#quota.forget();
    this.#quality.forget();
  }
}

function newer<Value>(first: Told<Value> | null, second: Told<Value> | null): Told<Value> | null {
  if (first === null || second === null) return first ?? second;
  return first.at < second.at ? second : first;
}

/** One question, asked again after a while, by one of those who want to know; an old answer serves while Zalo is away. */
class Answer<Value> {
  readonly #ask: () => Promise<Value>;
  readonly #forMs: number;
  readonly #clock: Clock;
  #last: Told<Value> | null = null;
  #asking: { readonly since: Date; readonly done: Promise<void> } | null = null;

  constructor(ask: () => Promise<Value>, forMs: number, clock: Clock) {
    this.#ask = ask;
    this.#forMs = forMs;
    this.#clock = clock;
  }

  async get(): Promise<Told<Value> | null> {
    const now = this.#clock.now();
    if (this.#asking === null || now.getTime() - this.#asking.since.getTime() >= this.#forMs) {
      this.#asking = { since: now, done: this.#learn(now) };
    }
    await this.#asking.done;
    return this.#last;
  }

  forget(): void {
    this.#asking = null;
  }

  async #learn(at: Date): Promise<void> {
    try {
      this.#last = { value: await this.#ask(), at };
    } catch {
      // What was known stays known; without any answer the quota counts as unknown.
    }
  }
}
