import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { AGENCY_RETURN_PATH } from '../auth/create-auth.ts';
import { safeNext, SIGN_IN_PATH, toHeaders } from '../auth/require-session.ts';
import type { AttemptLimit } from './attempt-limit.ts';
import type { ConsoleParts } from './parts.ts';
import { AGENCY_PATH } from './sign-in-page.tsx';

const Query = z.object({ next: z.string().max(500).optional().catch(undefined) });
const config = { access: 'public' } as const;

/** To the agency's directory and back; only people who were invited come in. */
export function agencyRoutes(server: FastifyInstance, parts: ConsoleParts, isExceeded: AttemptLimit): void {
  const { accounts, recordAudit } = parts;

  // A link, for the content policy lets no form lead to another host.
  server.get(AGENCY_PATH, { config }, async (request, reply) => {
    const next = safeNext(Query.parse(request.query).next) ?? '/console';
    const start = (await isExceeded(request)) ? null : await accounts.startAgency(next, toHeaders(request));
    if (!start) return reply.redirect(`${SIGN_IN_PATH}?failed=agency-away`, 303);
    return reply.header('set-cookie', start.cookies).header('cache-control', 'no-store').redirect(start.url, 303);
  });

  server.get(AGENCY_RETURN_PATH, { config }, async (request, reply) => {
    const outcome = await accounts.finishAgency(request.url.split('?', 2)[1] ?? '', toHeaders(request));
    reply.header('set-cookie', outcome.cookies).header('cache-control', 'no-store');
    if (outcome.kind === 'opened') {
      const { id, scope } = outcome.person;
      const actor = { kind: 'person', id } as const;
      await recordAudit({ action: 'session.opened', actor, subject: id, unit: scope, facts: { how: 'agency' } });
      return reply.redirect(safeNext(outcome.next) ?? '/console', 303);
    }
    const facts = { how: 'agency' };
    await recordAudit({ action: 'session.refused', actor: { kind: 'nobody' }, subject: null, unit: null, facts });
    return reply.redirect(`${SIGN_IN_PATH}?failed=agency-refused`, 303);
  });
}
