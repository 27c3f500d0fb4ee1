import {
  addsUp,
  dayHash,
  entryHash,
  GENESIS,
  rootOfEntries,
  rootOfLeaves,
  type LedgerEntry,
} from '../domain/ledger.ts';
import type { UnitCode } from '../domain/unit.ts';
import { addDays, localDay } from '../lib/calendar.ts';
import type { Log } from '../lib/log.ts';
import { ledgerHash } from './ledger-leaf.ts';
import type { Clock, LedgerScene, LedgerStore } from './ports.ts';

export interface LedgerParts {
  readonly ledger: LedgerStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly zone: string;
}

/**
 * Closes yesterday: an entry for each unit in which anything changed, and all of them under one root. Days on which the
 * service did not run go into the next entry. Does nothing when yesterday is closed; returns how many days it closed.
 */
export async function closeLedger(parts: LedgerParts): Promise<number> {
  const { ledger, clock, zone, log } = parts;
  const day = addDays(localDay(clock.now(), zone), -1);
  const last = await ledger.lastDay();
  if (last !== null && last.day >= day) return 0;
  for (const unit of await ledger.units()) {
    await ledger.closeUnit(
      unit,
      day,
      () => ledger.countFinished(unit),
      (scene) => {
        const entry = nextEntry(unit, day, scene);
        if (entry !== null && !addsUp(entry)) log.error({ unit, day }, 'the ledger of a unit does not add up');
        return entry;
      },
    );
  }
  await ledger.closeDay(day, (before, entries) => ({
    day,
    previous: before === null ? GENESIS : dayHash(ledgerHash, before),
    entries: entries.length,
    root: rootOfEntries(ledgerHash, entries),
  }));
  return 1;
}

/** Null when nothing changed since the last one. */
function nextEntry(unitCode: UnitCode, day: string, scene: LedgerScene): LedgerEntry | null {
  const { previous, leaves, withdrawnLeaves, ...counts } = scene;
  const { finished, waiting, withdrawn, discarded, passedUp, takenIn } = counts;
  const isSame =
    previous !== null &&
    leaves.length === 0 &&
    withdrawnLeaves.length === 0 &&
    finished === previous.finished &&
    waiting === previous.waiting &&
    withdrawn === previous.withdrawn &&
    discarded === previous.discarded &&
    passedUp === previous.passedUp &&
    takenIn === previous.takenIn;
  if (isSame) return null;
  return {
    unitCode,
    day,
    previous: previous === null ? GENESIS : entryHash(ledgerHash, previous),
    ...counts,
    leaves: leaves.length,
    root: rootOfLeaves(ledgerHash, leaves),
    withdrawnRoot: rootOfLeaves(ledgerHash, withdrawnLeaves),
  };
}
