import type { Hex } from '../domain/ledger.ts';
import { planAtProvince, planRelease, type Release, type Waiting } from '../domain/mix.ts';
import type { Ballot, Response } from '../domain/response.ts';
import { planWithdrawals } from '../domain/withdrawal.ts';
import type { UnitCode } from '../domain/unit.ts';
import { daysBetween, localDay } from '../lib/calendar.ts';
import { groupBy } from '../lib/group-by.ts';
import type { Log } from '../lib/log.ts';
import { newId } from '../lib/new-id.ts';
import { shuffled } from '../lib/shuffled.ts';
import type { Vault } from '../lib/vault.ts';
import { closeLedger } from './close-ledger.ts';
import { commentMarkOf, leafOf, saltOf } from './ledger-leaf.ts';
import { isGenuine, leafProof } from './withdrawal-proof.ts';
import type {
  BallotStore,
  Clock,
  LedgerStore,
  ReferenceStore,
  ReleasePlan,
  ReleaseScene,
  WaitingBallot,
} from './ports.ts';

export interface ReleaseParts {
  readonly ballots: BallotStore;
  readonly ledger: LedgerStore;
  readonly references: Pick<ReferenceStore, 'units'>;
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
 * how things stood when its day was over. Once a day, then, what is left of closed quarters goes to the provinces.
 * A turn that goes on past midnight is one of the day on which it began, which is not closed before.
 */
export async function releaseMix(given: ReleaseParts): Promise<number> {
  const began = given.clock.now();
  const parts = { ...given, clock: { now: () => began } };
  const isNewDay = (await closeLedger(parts)) > 0;
  let released = 0;
  for (const unitCode of await parts.ballots.waitingUnits()) {
    released += await parts.ballots.release(unitCode, (scene) => planUnit(parts, scene));
  }
  return isNewDay ? released + (await releaseAtProvinces(parts)) : released;
}

async function releaseAtProvinces(parts: ReleaseParts): Promise<number> {
  const units = await parts.references.units();
  const waiting = groupBy(await parts.ballots.waitingUnits(), (unit) => units.get(unit)?.parentCode ?? null);
  let released = 0;
  for (const [province, communes] of waiting) {
    if (province === null) continue;
    released += await parts.ballots.release(province, (scene) => planProvince(parts, province, scene), communes);
  }
  return released;
}

function planUnit(parts: ReleaseParts, scene: ReleaseScene): ReleasePlan {
  const { staying, dropped } = sort(parts, scene);
  return carryOut(parts, scene, planRelease(staying, rulesOf(parts), shuffled), dropped);
}

/** What is asked back while it waits in a commune leaves from there. */
function planProvince(parts: ReleaseParts, province: UnitCode, scene: ReleaseScene): ReleasePlan {
  const rules = rulesOf(parts);
  const today = localDay(rules.now, parts.zone);
  const { staying } = sort(parts, scene);
  return carryOut(parts, scene, planAtProvince(staying, { ...rules, province, today }, shuffled), []);
}

function rulesOf({ mixBatch: batch, mixMaxHours: maxHours, clock }: ReleaseParts) {
  return { batch, maxHours, now: clock.now() };
}

/** Ballots that stay, and those that holders of receipts asked back before they were released. */
function sort(parts: ReleaseParts, scene: ReleaseScene) {
  const opened = openAll(parts, scene.waiting);
  const asked = askedIn(parts, scene);
  const dropped = opened.flatMap(({ id, ballot: { receipt } }) =>
    receipt !== null && asked.has(receipt.response) ? [{ id, index: receipt.response }] : [],
  );
  const leaving = new Set(dropped.map(({ id }) => id));
  return { staying: opened.filter(({ id }) => !leaving.has(id)), dropped };
}

function askedIn({ vault }: ReleaseParts, { withdrawals }: ReleaseScene): ReadonlyMap<Hex, string> {
  return new Map(withdrawals.filter((one) => isGenuine(vault, one)).map((one) => [one.index, one.askedOn]));
}

function carryOut(
  parts: ReleaseParts,
  scene: ReleaseScene,
  { released, ballots }: Release,
  dropped: ReleasePlan['dropped'],
): ReleasePlan {
  const { vault, mixBatch: batch } = parts;
  const day = localDay(parts.clock.now(), parts.zone);
  const drawn = ballots.map((ballot) => draw(vault, ballot, day));
  const back = { askedBack: scene.askedBack, asked: askedIn(parts, scene) };
  return {
    day,
    released,
    responses: drawn.map(({ response }) => response),
    leaves: drawn.map(({ leaf, receiptIndex }) => ({ leaf, receiptIndex })),
    dropped,
    withdrawn: withdraw(vault, back, ballots, { batch, day }),
  };
}

function openAll({ vault, log }: ReleaseParts, waiting: readonly WaitingBallot[]): readonly Waiting[] {
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
    return [{ id: response.id, response, waitedDays: daysBetween(askedOn, day) }];
  });
  const { counted, uncounted } = planWithdrawals(pending, released, batch);
  return pending.flatMap(({ id, response }) => {
    const isCounted = counted.includes(id);
    if (!isCounted && !uncounted.includes(id)) return [];
    const leaf = leafOf(response, saltOf(vault, id));
    return [{ response, leaf, proof: leafProof(vault, leaf, day), counted: isCounted }];
  });
}
