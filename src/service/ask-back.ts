import type { ReceiptCode } from '../domain/receipt-code.ts';
import { localDay } from '../lib/calendar.ts';
import type { Vault } from '../lib/vault.ts';
import type { Clock, LedgerStore } from './ports.ts';
import { receiptMarks } from './receipt.ts';
import { requestProof } from './withdrawal-proof.ts';

export interface AskBackParts {
  readonly ledger: Pick<LedgerStore, 'askBack' | 'askedBackOn'>;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly zone: string;
}

/**
 * Takes the request of a receipt's holder; the response leaves with the next batch. It may still be in the mix, so a code
 * that leads nowhere is taken too. The same request again changes nothing.
 */
export async function askBack(
  { ledger, vault, clock, zone }: AskBackParts,
  code: ReceiptCode,
): Promise<'asked' | 'done'> {
  const index = receiptMarks(vault, code).response;
  const known = await ledger.askedBackOn(index);
  if (known !== null) return known.doneOn === null ? 'asked' : 'done';
  const request = { index, askedOn: localDay(clock.now(), zone) };
  await ledger.askBack({ ...request, proof: requestProof(vault, request) });
  return 'asked';
}
