import { randomInt } from 'node:crypto';
import { planRelease } from '../domain/mix.ts';
import type { Ballot } from '../domain/response.ts';
import { localDay } from '../lib/calendar.ts';
import type { Log } from '../lib/log.ts';
import { newId } from '../lib/new-id.ts';
import type { Vault } from '../lib/vault.ts';
import type { BallotStore, Clock, ReleasePlan, WaitingBallot } from './ports.ts';

export interface ReleaseParts {
  readonly ballots: BallotStore;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly log: Log;
  readonly zone: string;
  /** Never fewer alike leave the mix together. */
  readonly mixBatch: number;
  readonly mixMaxHours: number;
}

/** Lets what enough others resemble out of the mix, unit by unit, shuffled; returns how many responses came out. */
export async function releaseMix(parts: ReleaseParts): Promise<number> {
  let released = 0;
  for (const unitCode of await parts.ballots.waitingUnits()) {
    released += await parts.ballots.release(unitCode, (waiting) => plan(parts, waiting));
  }
  return released;
}

function plan(parts: ReleaseParts, waiting: readonly WaitingBallot[]): ReleasePlan {
  const now = parts.clock.now();
  const opened = waiting.flatMap(({ id, enteredAt, ...sealed }) => {
    const ballot = openBallot(parts.vault, sealed);
    return ballot === null ? [] : [{ id, enteredAt, ballot }];
  });
  const unreadable = waiting.length - opened.length;
  if (unreadable > 0) parts.log.error({ count: unreadable }, 'ballots cannot be opened with this key and wait');
  const rules = { batch: parts.mixBatch, maxHours: parts.mixMaxHours, now };
  const { released, ballots } = planRelease(opened, rules, shuffled);
  const releasedOn = localDay(now, parts.zone);
  return { released, responses: ballots.map((ballot) => ({ ...ballot, id: newId(), releasedOn })) };
}

/** Null for one that this key does not open: it stays in the mix and holds up no other. */
function openBallot(vault: Vault, { unitCode, sealed }: Pick<WaitingBallot, 'unitCode' | 'sealed'>): Ballot | null {
  try {
    const ballot: Ballot = JSON.parse(vault.open('mix', unitCode, sealed).toString());
    // Ballots of a version without ratings lack the field.
    return { ...ballot, rating: ballot.rating ?? null };
  } catch {
    return null;
  }
}

/** A permutation of 0 to n-1 by Fisher and Yates, from the system's randomness. */
function shuffled(n: number): readonly number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i -= 1) {
    const j = randomInt(i + 1);
    [order[i], order[j]] = [order[j] ?? j, order[i] ?? i];
  }
  return order;
}
