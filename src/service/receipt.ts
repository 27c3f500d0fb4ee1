import { drawReceiptCode, type ReceiptCode } from '../domain/receipt-code.ts';
import type { ReceiptMarks } from '../domain/response.ts';
import type { Vault } from '../lib/vault.ts';

/**
 * The code of a seed that is as good as random and kept nowhere with the invitation: a new id for a chat, for the
 * survey page the id of the post that finished the survey, which the page still knows when the draft is gone.
 */
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
