import type { Hex } from '../domain/ledger.ts';
import { planRelease } from '../domain/mix.ts';
import type { Ballot, Response } from '../domain/response.ts';
import { planWithdrawals } from '../domain/withdrawal.ts';
import { localDay } from '../lib/calendar.ts';
import type { Log } from '../lib/log.ts';
import { newId } from '../lib/new-id.ts';
import { shuffled } from '../lib/shuffled.ts';
import type { Vault } from '../lib/vault.ts';
import { closeLedger } from './close-ledger.ts';
import { commentMarkOf, leafOf, saltOf } from './ledger-leaf.ts';
import { isGenuine, leafProof } from './withdrawal-proof.ts';
import type { BallotStore, Clock, LedgerStore, ReleasePlan, ReleaseScene, WaitingBallot } from './ports.ts';

export interface ReleaseParts {
  readonly ballots: BallotStore;
  readonly ledger: LedgerStore;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly log: Log;
  readonly zone: string;
  /** Never fewer alike leave the mix together. */
  readonly mixBatch: number;
  readonly mixMaxHours: number;
}

/**
 * Lets what enough others resemble out of the mix, unit by unit, shuffled, and with it what holders of receipts asked
 * back; returns how many responses came out. The ledger closes the days before this one first, so that an entry says
 * how things stood when its day was over.
 */
export async function releaseMix(parts: ReleaseParts): Promise<number> {
  await closeLedger(parts);
  let released = 0;
  for (const unitCode of await parts.ballots.waitingUnits()) {
    released += await parts.ballots.release(unitCode, (scene) => plan(parts, scene));
  }
  return released;
}

function plan(parts: ReleaseParts, { waiting, withdrawals, askedBack }: ReleaseScene): ReleasePlan {
  const { vault, mixBatch: batch, mixMaxHours: maxHours } = parts;
  const now = parts.clock.now();
  const day = localDay(now, parts.zone);
  const opened = openAll(parts, waiting);
  const asked = new Map(withdrawals.filter((one) => isGenuine(vault, one)).map((one) => [one.index, one.askedOn]));
  const dropped = opened.flatMap(({ id, ballot: { receipt } }) =>
    receipt !== null && asked.has(receipt.response) ? [{ id, index: receipt.response }] : [],
  );
  const leaving = new Set(dropped.map(({ id }) => id));
  const staying = opened.filter(({ id }) => !leaving.has(id));
  const { released, ballots } = planRelease(staying, { batch, maxHours, now }, shuffled);
  const drawn = ballots.map((ballot) => draw(vault, ballot, day));
  return {
    day,
    released,
    responses: drawn.map(({ response }) => response),
    leaves: drawn.map(({ leaf, receiptIndex }) => ({ leaf, receiptIndex })),
    dropped,
    withdrawn: withdraw(vault, { askedBack, asked }, ballots, { batch, day }),
  };
}

function openAll(
  { vault, log }: ReleaseParts,
  waiting: readonly WaitingBallot[],
): readonly { readonly id: string; readonly enteredAt: Date; readonly ballot: Ballot }[] {
  const opened = waiting.flatMap(({ id, enteredAt, ...sealed }) => {
    const ballot = openBallot(vault, sealed);
    return ballot === null ? [] : [{ id, enteredAt, ballot }];
  });
  const unreadable = waiting.length - opened.length;
  if (unreadable > 0) log.error({ count: unreadable }, 'ballots cannot be opened with this key and wait');
  return opened;
}

/** As an earlier version may have sealed it. */
type Stored = Omit<Ballot, 'rating' | 'receipt'> & Partial<Ballot>;

/** Null for one that this key does not open: it stays in the mix and holds up no other. */
function openBallot(vault: Vault, { unitCode, sealed }: Pick<WaitingBallot, 'unitCode' | 'sealed'>): Ballot | null {
  try {
    const ballot: Stored = JSON.parse(vault.open('mix', unitCode, sealed).toString());
    return { ...ballot, rating: ballot.rating ?? null, receipt: ballot.receipt ?? null };
  } catch {
    return null;
  }
}

/** A response under a random id, and its leaf; nothing but the key leads from one to the other. */
function draw(vault: Vault, { receipt, ...ballot }: Ballot, releasedOn: string) {
  const id = newId<string>();
  const response: Response = {
    ...ballot,
    id,
    releasedOn,
    withdrawalIndex: receipt?.response ?? null,
    commentMark: commentMarkOf(vault, id, ballot.comment),
  };
  return { response, leaf: leafOf(response, saltOf(vault, id)), receiptIndex: receipt?.leaf ?? null };
}

function withdraw(
  vault: Vault,
  { askedBack, asked }: { readonly askedBack: readonly Response[]; readonly asked: ReadonlyMap<Hex, string> },
  released: readonly Ballot[],
  { batch, day }: { readonly batch: number; readonly day: string },
): ReleasePlan['withdrawn'] {
  const pending = askedBack.flatMap((response) => {
    const askedOn = response.withdrawalIndex === null ? undefined : asked.get(response.withdrawalIndex);
    if (askedOn === undefined) return [];
    return [{ id: response.id, response, waitedDays: Math.round((Date.parse(day) - Date.parse(askedOn)) / DAY_MS) }];
  });
  const { counted, uncounted } = planWithdrawals(pending, released, batch);
  return pending.flatMap(({ id, response }) => {
    const isCounted = counted.includes(id);
    if (!isCounted && !uncounted.includes(id)) return [];
    const leaf = leafOf(response, saltOf(vault, id));
    return [{ response, leaf, proof: leafProof(vault, leaf, day), counted: isCounted }];
  });
}

const DAY_MS = 86_400_000;
