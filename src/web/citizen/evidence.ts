import type { FastifyPluginAsync } from 'fastify';
import { drawRoutes, type DrawPageParts } from './draw-routes.ts';
import { ledgerRoutes, type LedgerPageParts } from './ledger-routes.ts';
import { publicRoutes, type PublicPageParts } from './public-routes.ts';
import { receiptRoutes, type ReceiptParts } from './receipt-routes.ts';

/** What lets everybody check that answers are counted and stay as they are. */
export function evidenceSurface(
  parts: ReceiptParts & LedgerPageParts & DrawPageParts & PublicPageParts,
): FastifyPluginAsync {
  return async (server) => {
    await receiptRoutes(server, parts);
    publicRoutes(server, parts);
    await ledgerRoutes(server, parts);
    drawRoutes(server, parts);
  };
}
