import type { Hex, LedgerCounts, LedgerDay, LedgerEntry, Passage } from '../../domain/ledger.ts';
import type { Response } from '../../domain/response.ts';
import type { UnitCode } from '../../domain/unit.ts';
import type { StoredLeaf } from '../../domain/verify-ledger.ts';
import type { Withdrawal } from './ballots.ts';

/** What a unit's next entry is made of, up to and including its day. */
export interface LedgerScene extends LedgerCounts {
  /** The unit's last entry; null before the first. */
  readonly previous: LedgerEntry | null;
  /** Since then. */
  readonly leaves: readonly Hex[];
  readonly withdrawnLeaves: readonly Hex[];
}

/** A leaf in the ledger, found by its receipt. */
export interface FoundLeaf extends StoredLeaf {
  /** The entry that holds it and that entry's leaves; null until its day is over. */
  readonly closed: { readonly entry: LedgerEntry; readonly leaves: readonly Hex[] } | null;
}

/** With the proof that the service withdrew it, where it did. */
export interface KeptLeaf extends StoredLeaf {
  readonly withdrawalProof: Hex | null;
}

export interface LedgerStore {
  /** The last day that is closed; null before the first. */
  lastDay(): Promise<LedgerDay | null>;
  /** Units with anything that an entry could say. */
  units(): Promise<readonly UnitCode[]>;
  /**
   * One transaction in which nothing is released for the unit; null adds no entry.
   * @param countFinished of the unit, in the register; asked until it agrees with itself around the rest
   */
  closeUnit(
    unitCode: UnitCode,
    day: string,
    countFinished: () => Promise<number>,
    decide: (scene: LedgerScene) => LedgerEntry | null,
  ): Promise<void>;
  /** Closes the day with the entries that it has; another process may have done so. */
  closeDay(day: string, decide: (last: LedgerDay | null, entries: readonly LedgerEntry[]) => LedgerDay): Promise<void>;
  /** Surveys of a unit that ended with a ballot, by the register. */
  countFinished(unitCode: UnitCode): Promise<number>;
  findLeaf(receiptIndex: Hex): Promise<FoundLeaf | null>;
  /** The day on which a response was asked back; null if it was not. */
  askedBackOn(withdrawalIndex: Hex): Promise<{ readonly askedOn: string; readonly doneOn: string | null } | null>;
  /** The first request stands. */
  askBack(withdrawal: Withdrawal): Promise<void>;
  /** Newest first. */
  days(limit: number): Promise<readonly LedgerDay[]>;
  entriesOf(day: string): Promise<readonly LedgerEntry[]>;
  /** What is published of it: no leaves, which are as many as responses. */
  published(): Promise<{ readonly entries: readonly LedgerEntry[]; readonly days: readonly LedgerDay[] }>;
  /** Everything there is, for checking. */
  everything(): Promise<{
    readonly entries: readonly LedgerEntry[];
    readonly days: readonly LedgerDay[];
    readonly leaves: readonly KeptLeaf[];
    readonly passages: readonly Passage[];
  }>;
  /** In the order of their ids, after one of them; role hl_ballot. */
  responsesAfter(id: string | null, limit: number): Promise<readonly Response[]>;
}
