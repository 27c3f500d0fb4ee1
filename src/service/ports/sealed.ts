/** What is sealed under data keys, and as what. */
export type BrieflySealed = 'draft' | 'message' | 'mix' | 'back-check' | 'back-check-mix' | 'dead-update';

export interface SealedRow {
  /** What the seal is bound to. */
  readonly context: string;
  readonly sealed: Buffer;
}

export interface SealedStore {
  /** Writes anew every row that is not under the data key `newest`; null leaves a row as it is. Returns how many. */
  reseal(what: BrieflySealed, newest: number, change: (row: SealedRow) => Buffer | null): Promise<number>;
  /** Which of these data keys some row still needs. */
  needed(ids: readonly number[]): Promise<readonly number[]>;
}
