import { findSignals } from '../domain/interference/find-signals.ts';
import { addDays, localDay, monthOf } from '../lib/calendar.ts';
import type { Clock, InterferenceStore } from './ports.ts';

export interface FindInterferenceParts {
  readonly interference: InterferenceStore;
  readonly clock: Clock;
  readonly zone: string;
}

/**
 * Looks for signs of interference in this month's dossiers and the last month's, whose surveys are still coming in,
 * province by province. Returns how many signs stand.
 */
export async function findInterference({ interference, clock, zone }: FindInterferenceParts): Promise<number> {
  const today = localDay(clock.now(), zone);
  let standing = 0;
  for (const month of [monthOf(addDays(monthOf(today), -1)), monthOf(today)]) {
    for (const province of await interference.provinces(month)) {
      const findings = findSignals(await interference.unitMonths(province, month));
      await interference.keep({ province, month, foundOn: today, findings });
      standing += findings.length;
    }
  }
  return standing;
}
