import type { FastifyInstance } from 'fastify';
import { formatPublished, type PublishedHash } from '../../domain/verify-ledger.ts';
import type { Unit, UnitCode } from '../../domain/unit.ts';
import { isDay } from '../../lib/calendar.ts';
import type { LedgerEntryView } from '../../service/show-ledger.ts';
import { sendPage } from '../ui/render.ts';
import { ledgerDayPage } from './ledger-pages.tsx';
import { LEDGER_FILE, LEDGER_PATH } from './paths.ts';

export interface LedgerPageParts {
  readonly showLedgerEntries: (day: string) => Promise<readonly LedgerEntryView[]>;
  readonly publishedLedger: () => Promise<readonly PublishedHash[]>;
  readonly units: () => Promise<ReadonlyMap<UnitCode, Unit>>;
}

const RATE_LIMIT = { max: 120, timeWindow: 60_000 };

/** What anybody may see and keep: hashes and counts, day by day. */
export async function ledgerRoutes(server: FastifyInstance, parts: LedgerPageParts): Promise<void> {
  const config = { access: 'public', rateLimit: RATE_LIMIT } as const;
  server.get(LEDGER_FILE, { config }, async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(formatPublished(await parts.publishedLedger())),
  );
  server.get<{ Params: { day: string } }>(`${LEDGER_PATH}/:day`, { config }, async (request, reply) => {
    const { day } = request.params;
    if (!isDay(day)) return reply.callNotFound();
    const [entries, units] = await Promise.all([parts.showLedgerEntries(day), parts.units()]);
    return sendPage(reply, ledgerDayPage({ locale: request.locale, day, entries, units }));
  });
}
