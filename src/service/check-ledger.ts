import { dayHash, entryHash } from '../domain/ledger.ts';
import type { Response } from '../domain/response.ts';
import {
  verifyLedger,
  type FoundResponse,
  type LedgerData,
  type LedgerFault,
  type PublishedHash,
  type StoredLeaf,
} from '../domain/verify-ledger.ts';
import type { Vault } from '../lib/vault.ts';
import { commentMarkOf, ledgerHash, leafOf, saltOf } from './ledger-leaf.ts';
import type { KeptLeaf, LedgerStore } from './ports.ts';
import { leafProof } from './withdrawal-proof.ts';

export interface CheckParts {
  readonly ledger: Pick<LedgerStore, 'everything' | 'responsesAfter'>;
  readonly vault: Vault;
}

export interface LedgerCheck {
  readonly faults: readonly LedgerFault[];
  readonly days: number;
  readonly responses: number;
}

const PAGE = 2_000;

/** The database against itself, and against what was published before. */
export async function checkLedger(parts: CheckParts, published: readonly PublishedHash[]): Promise<LedgerCheck> {
  const { leaves, ...ledger } = await parts.ledger.everything();
  const responses: FoundResponse[] = [];
  for await (const response of eachResponse(parts.ledger)) responses.push(found(parts.vault, response));
  const data: LedgerData = {
    ...ledger,
    leaves: leaves.map((leaf) => genuine(parts.vault, leaf)),
    responses,
    published,
  };
  return { faults: verifyLedger(ledgerHash, data), days: ledger.days.length, responses: responses.length };
}

/** Every response there is, page by page. */
export async function* eachResponse(ledger: CheckParts['ledger']): AsyncGenerator<Response> {
  let last: string | null = null;
  for (;;) {
    const page: readonly Response[] = await ledger.responsesAfter(last, PAGE);
    yield* page;
    last = page.at(-1)?.id ?? null;
    if (last === null) return;
  }
}

/** A comment that is there must be the one under the mark. */
function found(vault: Vault, response: Response): FoundResponse {
  const { id, unitCode, releasedOn, comment, commentMark } = response;
  const mark = comment === null ? commentMark : commentMarkOf(vault, id, comment);
  return { unitCode, releasedOn, leaf: leafOf({ ...response, commentMark: mark }, saltOf(vault, id)) };
}

/** A withdrawal that this service did not make is none: its response is missing. */
export function genuine(vault: Vault, { withdrawalProof, ...leaf }: KeptLeaf): StoredLeaf {
  const { withdrawnOn } = leaf;
  if (withdrawnOn === null || leafProof(vault, leaf.leaf, withdrawnOn) === withdrawalProof) return leaf;
  return { ...leaf, withdrawnOn: null };
}

/** All that stands in public, oldest first. */
export async function publishedLedger(ledger: Pick<LedgerStore, 'published'>): Promise<readonly PublishedHash[]> {
  const { entries, days } = await ledger.published();
  const lines = [
    ...entries.map((entry) => ({ day: entry.day, unitCode: entry.unitCode, hash: entryHash(ledgerHash, entry) })),
    ...days.map((day) => ({ day: day.day, unitCode: null, hash: dayHash(ledgerHash, day) })),
  ];
  const placeOf = ({ day, unitCode }: PublishedHash) => `${day} ${unitCode ?? '~'}`;
  return lines.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}
