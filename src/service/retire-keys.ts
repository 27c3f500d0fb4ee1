import type { Log } from '../lib/log.ts';
import type { KeyRing } from '../lib/key-ring.ts';
import type { Purpose, Vault } from '../lib/vault.ts';
import type { BrieflySealed, Clock, SealedRow, SealedStore } from './ports.ts';

export interface RetireParts {
  readonly ring: KeyRing;
  readonly vault: Vault;
  readonly sealed: SealedStore;
  readonly clock: Clock;
  readonly log: Log;
}

/** By the purpose of its seal; answers to the back-check keep theirs on their way into a mix. */
const PURPOSES = {
  draft: 'draft',
  message: 'message',
  mix: 'mix',
  'back-check': 'back-check',
  'back-check-mix': 'back-check',
  'dead-update': 'inbox',
} as const satisfies Readonly<Record<BrieflySealed, Purpose>>;
const KINDS: readonly BrieflySealed[] = ['draft', 'message', 'mix', 'back-check', 'back-check-mix', 'dead-update'];
const DAY_MS = 86_400_000;
const TURN_MS = 7 * DAY_MS;
/** Longer than a backup is worth, and than any process goes on with an older key. */
const REST_MS = 14 * DAY_MS;

export interface Retired {
  readonly resealed: number;
  readonly destroyed: number;
}

/** Once a week a new data key; those that have rested for two more weeks go. */
export async function turnKeys(parts: RetireParts): Promise<Retired> {
  const now = parts.clock.now();
  if (now.getTime() - parts.ring.turnedAt.getTime() >= TURN_MS) await parts.ring.turn(now);
  return retireKeys(parts, new Date(now.getTime() - REST_MS));
}

/**
 * Seals anew what still lies under keys that were superseded before this instant, then destroys them: a copy of the
 * database from before shows no draft, no ballot and no message any more. A key that something needs stays.
 */
export async function retireKeys(parts: RetireParts, supersededBefore: Date): Promise<Retired> {
  const { ring, sealed } = parts;
  const ids = ring.supersededBefore(supersededBefore);
  if (ids.length === 0) return { resealed: 0, destroyed: 0 };
  let resealed = 0;
  for (const what of KINDS) {
    resealed += await sealed.reseal(what, ring.newest().id, (row) => resealRow(parts, what, row));
  }
  const needed = await sealed.needed(ids);
  const free = ids.filter((id) => !needed.includes(id));
  if (free.length > 0) await ring.destroy(free);
  return { resealed, destroyed: free.length };
}

function resealRow({ vault, log }: RetireParts, what: BrieflySealed, { context, sealed }: SealedRow): Buffer | null {
  const purpose = PURPOSES[what];
  try {
    return vault.seal(purpose, context, vault.open(purpose, context, sealed));
  } catch (error) {
    log.error({ what, error }, 'a sealed row cannot be opened, and its key is kept');
    return null;
  }
}
