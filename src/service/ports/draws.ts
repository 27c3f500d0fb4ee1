import type { UnitCode } from '../../domain/unit.ts';

/** Shares of the dossiers asked, above 0 and below 1; whoever is not named asks everybody. */
export type SamplingRates = Readonly<Record<UnitCode, number>>;

/** The draw of a month `YYYY-MM-01`. */
export interface StoredDraw {
  readonly month: string;
  /** SHA-256 of the key, in hexadecimal. */
  readonly commitment: string;
  readonly keySealed: Buffer;
  readonly rates: SamplingRates;
}

export interface DrawStore {
  /** Draws in which one of these units asks fewer than all, with the rates of these units only. */
  ofUnits(units: readonly UnitCode[]): Promise<readonly StoredDraw[]>;
  ofMonths(months: readonly string[]): Promise<readonly StoredDraw[]>;
  /** The newest first. */
  latest(limit: number): Promise<readonly StoredDraw[]>;
  /** False when the month has one: a draw is made once. */
  add(draw: StoredDraw): Promise<boolean>;
  /** Under lock; resolves to the rates as they were, null when the month has no draw. */
  changeRates(month: string, decide: (rates: SamplingRates) => SamplingRates): Promise<SamplingRates | null>;
}
