import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { AUDIT_ACTIONS } from '../../domain/audit.ts';
import { viewerOf } from '../auth/require-session.ts';
import { sendPage } from '../ui/render.ts';
import { auditPage } from './audit-page.tsx';
import type { ConsoleParts } from './parts.ts';
import { visitOf } from './visit-of.ts';

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
}
