import { bytesOf, inTreeOrder, type Hex, type LedgerEntry } from '../domain/ledger.ts';
import { inclusionProof, isIncluded } from '../domain/merkle.ts';
import type { ReceiptCode } from '../domain/receipt-code.ts';
import type { UnitCode } from '../domain/unit.ts';
import { toHex } from '../lib/hex.ts';
import type { Vault } from '../lib/vault.ts';
import { ledgerHash } from './ledger-leaf.ts';
import type { FoundLeaf, LedgerStore } from './ports.ts';
import { receiptMarks } from './receipt.ts';

export interface ReceiptParts {
  readonly ledger: Pick<LedgerStore, 'findLeaf' | 'askedBackOn'>;
  readonly vault: Vault;
}

/** That a leaf lies under a published root: anybody can follow it (RFC 9162 §2.1.3.2). */
export interface ReceiptProof {
  readonly day: string;
  readonly root: Hex;
  readonly leaf: Hex;
  readonly position: number;
  readonly size: number;
  readonly path: readonly Hex[];
  readonly holds: boolean;
}

/** What the holder of a code may know; never an answer, never a salt. */
export type ReceiptView =
  /** Still in the mix, or no code of ours: nothing outside the mix can tell. */
  | { readonly kind: 'not-found'; readonly askedBackOn: string | null }
  | {
      readonly kind: 'counted';
      readonly unitCode: UnitCode;
      /** Local day of release. */
      readonly day: string;
      readonly askedBackOn: string | null;
      /** Null until the day is over. */
      readonly proof: ReceiptProof | null;
    }
  | { readonly kind: 'withdrawn'; readonly day: string };

export async function showReceipt({ ledger, vault }: ReceiptParts, code: ReceiptCode): Promise<ReceiptView> {
  const marks = receiptMarks(vault, code);
  const request = await ledger.askedBackOn(marks.response);
  if (request !== null && request.doneOn !== null) return { kind: 'withdrawn', day: request.doneOn };
  const askedBackOn = request?.askedOn ?? null;
  const found = await ledger.findLeaf(marks.leaf);
  if (found === null) return { kind: 'not-found', askedBackOn };
  const { unitCode, day, withdrawnOn } = found;
  if (withdrawnOn !== null) return { kind: 'withdrawn', day: withdrawnOn };
  return { kind: 'counted', unitCode, day, askedBackOn, proof: proofOf(found) };
}

function proofOf({ leaf, closed }: FoundLeaf): ReceiptProof | null {
  return closed === null ? null : prove(leaf, inTreeOrder(closed.leaves), closed.entry);
}

function prove(leaf: Hex, leaves: readonly Hex[], { day, root }: LedgerEntry): ReceiptProof | null {
  const proof = inclusionProof(ledgerHash, leaves.map(bytesOf), leaves.indexOf(leaf));
  if (proof === null) return null;
  const holds = isIncluded(ledgerHash, bytesOf(leaf), proof, bytesOf(root));
  return { day, root, leaf, position: proof.position, size: proof.size, path: proof.path.map(toHex), holds };
}
