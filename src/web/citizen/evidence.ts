import type { FastifyPluginAsync } from 'fastify';
import { ledgerRoutes, type LedgerPageParts } from './ledger-routes.ts';
import { receiptRoutes, type ReceiptParts } from './receipt-routes.ts';

/** What lets everybody check that answers are counted and stay as they are. */
export function evidenceSurface(parts: ReceiptParts & LedgerPageParts): FastifyPluginAsync {
  return async (server) => {
    await receiptRoutes(server, parts);
    await ledgerRoutes(server, parts);
  };
}
