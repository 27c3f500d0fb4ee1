import { addsUp, dayHash, type Hex, type LedgerEntry } from '../domain/ledger.ts';
import { ledgerHash } from './ledger-leaf.ts';
import type { LedgerStore } from './ports.ts';

export interface LedgerDayView {
  readonly day: string;
  /** Units with an entry. */
  readonly entries: number;
  readonly hash: Hex;
}

/** Newest first. */
export async function showLedgerDays(
  ledger: Pick<LedgerStore, 'days'>,
  limit: number,
): Promise<readonly LedgerDayView[]> {
  const days = await ledger.days(limit);
  return days.map((day) => ({ day: day.day, entries: day.entries, hash: dayHash(ledgerHash, day) }));
}

export interface LedgerEntryView extends LedgerEntry {
  readonly addsUp: boolean;
}

export async function showLedgerEntries(
  ledger: Pick<LedgerStore, 'entriesOf'>,
  day: string,
): Promise<readonly LedgerEntryView[]> {
  const entries = await ledger.entriesOf(day);
  return entries.map((entry) => ({ ...entry, addsUp: addsUp(entry) }));
}
