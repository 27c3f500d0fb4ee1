import type { MovableClock } from './movable-clock.ts';
import { ZaloError } from './zalo-error.ts';

export type Quality = 'HIGH' | 'MEDIUM' | 'LOW' | 'UNDEFINED';

export const LADDER = [500, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 500_000] as const;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const ZONE_MS = 7 * HOUR_MS;
const MINUTE_MS = 60_000;

/** What the account may send. All of it may be changed while it runs. */
export class Quotas {
  /** OpenAPI calls a minute and app; null: no limit. */
  perMinute: number | null = 4_000;
  /** ZBS messages a day, Vietnam's; `Zalo.changeDailyQuota` tells the webhook too. */
  daily = 5_000;
  quality: Quality = 'HIGH';
  /** Billed chat messages left: those from 48 h to 7 days after the last interaction. */
  purchased = 1_000;
  /** Đồng; null: endless. */
  balance: number | null = null;
  readonly #clock: MovableClock;
  readonly #sent = new Map<number, number>();
  #minute = { at: 0, calls: 0 };

  constructor(clock: MovableClock) {
    this.#clock = clock;
  }

  get remainingToday(): number {
    return Math.max(0, this.daily - (this.#sent.get(this.#today) ?? 0));
  }

  /** 22:00 to 06:00 in Vietnam. */
  get isNight(): boolean {
    const hour = Math.floor(((this.#clock.now() + ZONE_MS) % DAY_MS) / HOUR_MS);
    return hour >= 22 || hour < 6;
  }

  /** Headers of the answer. @throws ZaloError -32 */
  countCall(): Readonly<Record<string, string>> {
    if (this.perMinute === null) return {};
    const at = Math.floor(this.#clock.now() / MINUTE_MS);
    this.#minute = { at, calls: this.#minute.at === at ? this.#minute.calls + 1 : 1 };
    if (this.#minute.calls > this.perMinute) throw new ZaloError(-32);
    return {
      'x-ratelimit-limit': String(this.perMinute),
      'x-ratelimit-remain': String(this.perMinute - this.#minute.calls),
    };
  }

  /** @throws ZaloError -144, -115 */
  spendTemplate(price: number): void {
    if (this.remainingToday <= 0) throw new ZaloError(-144);
    this.#charge(price);
    this.#sent.set(this.#today, (this.#sent.get(this.#today) ?? 0) + 1);
  }

  /** @throws ZaloError -211 */
  spendPurchased(): void {
    if (this.purchased <= 0) throw new ZaloError(-211);
    this.purchased -= 1;
  }

  get #today(): number {
    return Math.floor((this.#clock.now() + ZONE_MS) / DAY_MS);
  }

  #charge(price: number): void {
    if (this.balance === null) return;
    if (this.balance < price) throw new ZaloError(-115);
    this.balance -= price;
  }
}
