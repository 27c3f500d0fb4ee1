import { backCheckCell, planBackChecks } from '../../domain/back-check.ts';
import { localDay } from '../../lib/calendar.ts';
import type { Log } from '../../lib/log.ts';
import type { Vault } from '../../lib/vault.ts';
import type { BallotStore, Clock, WaitingSealedBackCheck } from '../ports.ts';
import { openAnswers } from './back-check-secrets.ts';

export interface ReleaseBackParts {
  readonly ballots: BallotStore;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly log: Log;
  readonly zone: string;
  readonly mixBatch: number;
}

/** Counts, province by province, what enough others have answered as well; returns how many. No single answer is kept. */
export async function releaseBackChecks(parts: ReleaseBackParts): Promise<number> {
  const { ballots, clock, zone, mixBatch: batch } = parts;
  const today = localDay(clock.now(), zone);
  let released = 0;
  for (const province of await ballots.backCheckProvinces()) {
    released += await ballots.releaseBackChecks(province, (waiting) => {
      const chosen = planBackChecks(openAll(parts, waiting), { batch, today });
      return { ids: chosen.map(({ id }) => id), cells: chosen.map(({ ballot }) => backCheckCell(ballot)) };
    });
  }
  return released;
}

function openAll({ vault, log }: ReleaseBackParts, waiting: readonly WaitingSealedBackCheck[]) {
  const opened = waiting.flatMap(({ id, ...sealed }) => {
    const ballot = openAnswers(vault, sealed);
    return ballot === null ? [] : [{ id, ballot }];
  });
  const unreadable = waiting.length - opened.length;
  if (unreadable > 0)
    log.error({ count: unreadable }, 'answers to back-checks cannot be opened with this key and wait');
  return opened;
}
