import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AUDIT_ACTIONS } from '../../domain/audit.ts';
import { localDay } from '../../lib/calendar.ts';
import { viewerOf } from '../auth/require-session.ts';
import { sendPage } from '../ui/render.ts';
import { auditPage } from './audit-page.tsx';
import { auditSheet } from './export/audit-sheet.ts';
import { exportRoute, type Export } from './export/export-route.ts';
import { AUDIT_EXPORT } from './export/paths.ts';
import { exportTextFor } from './export/text.ts';
import type { ConsoleParts } from './parts.ts';
import { visitOf } from './visit.ts';

/** A filter that makes no sense shows everything. */
const Query = z.object({
  action: z.enum(AUDIT_ACTIONS).nullable().catch(null).default(null),
  before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).nullable().catch(null).default(null),
});

export function auditRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  server.get('/console/audit', { config: { access: 'session', action: 'see-audit' } }, async (request, reply) => {
    const filter = Query.parse(request.query);
    const [visit, units, page] = await Promise.all([
      visitOf(parts, request),
      parts.units(),
      parts.showAudit(filter, viewerOf(request).scope),
    ]);
    return sendPage(reply, auditPage(visit, { ...page, filter, units, zone: parts.zone }));
  });

  exportRoute(server, parts, {
    path: AUDIT_EXPORT,
    action: 'see-audit',
    make: async (request) => exportOf(parts, request),
  });
}

async function exportOf(parts: ConsoleParts, request: FastifyRequest): Promise<Export> {
  const { action } = Query.parse(request.query);
  const { scope } = viewerOf(request);
  const { locale } = request;
  const today = localDay(parts.now(), parts.zone);
  const sheet = auditSheet({
    entries: parts.exportAudit({ action }, scope),
    units: await parts.units(),
    action,
    scope,
    madeAt: parts.now(),
    zone: parts.zone,
    locale,
  });
  return {
    kind: 'audit',
    words: ['hai-long', exportTextFor(locale).audit.file, today],
    sheets: [sheet],
    facts: action === null ? {} : { action },
  };
}
