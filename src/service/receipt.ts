import { drawReceiptCode, type ReceiptCode } from '../domain/receipt-code.ts';
import type { ReceiptMarks } from '../domain/response.ts';
import { newId } from '../lib/new-id.ts';
import type { Vault } from '../lib/vault.ts';

/** Where a receipt is checked, under the public address. */
export const RECEIPTS_PATH = '/bien-nhan';

/** The code of a seed that nobody can guess and nothing keeps; the same seed has the same code. */
export function receiptCodeOf(vault: Vault, seed: string): ReceiptCode {
  let attempt = 0;
  return drawReceiptCode((count) => {
    attempt += 1;
    return vault.index('receipt-code', `${seed} ${attempt}`).subarray(0, count);
  });
}

export function receiptMarks(vault: Vault, code: ReceiptCode): ReceiptMarks {
  return {
    leaf: vault.index('receipt-leaf', code).toString('hex'),
    response: vault.index('receipt-response', code).toString('hex'),
  };
}

/** A chat is told its code once, so the seed is forgotten at once. */
export function newReceiptCode(vault: Vault): ReceiptCode {
  return receiptCodeOf(vault, newId<string>());
}

export interface PagePost {
  readonly token: string;
  readonly device: string;
  /** Id of the post that finished the survey. */
  readonly updateId: string;
}

/**
 * The survey page still knows what it posted when the draft is gone: slip, browser and post together, of which the
 * register keeps hashes at most.
 */
export function pageReceiptCode(vault: Vault, { token, device, updateId }: PagePost): ReceiptCode {
  return receiptCodeOf(vault, JSON.stringify([token, device, updateId]));
}
