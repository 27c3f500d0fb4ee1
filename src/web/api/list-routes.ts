import type { FastifyContextConfig, FastifyInstance } from 'fastify';
import { z } from 'zod';
import { asId, type DossierId } from '../../domain/ids.ts';
import { parseLocalInstant } from '../../lib/calendar.ts';
import type { DossierPage, DossierQuery } from '../../service/list-dossiers.ts';
import type { DossierPosition } from '../../service/ports.ts';
import { WebError } from '../problem.ts';
import type { DossiersAnswer } from './answers.ts';
import { apiKeyOf } from './authenticate.ts';
import { toDossierAnswer } from './dossier-routes.ts';
import { readQuery } from './figure-query.ts';
import { localeOf } from './words.ts';

export interface ListRouteParts {
  readonly listDossiers: (query: DossierQuery) => Promise<DossierPage>;
  readonly zone: string;
}

const USUAL = 100;
const MOST = 500;

export const ListQuery = z.strictObject({
  updatedSince: z.string({ error: 'must be one time' }).max(40, 'must be a time').optional(),
  cursor: z.string({ error: 'must be one cursor' }).max(100, 'must be a cursor of an earlier answer').optional(),
  limit: z
    .string({ error: 'must be one number' })
    .regex(/^(?:[1-9]\d?|[1-4]\d\d|500)$/, `must be a number from 1 to ${String(MOST)}`)
    .optional(),
});

/** `GET /dossiers`, page after page. A test key has stored nothing, so it sees nothing. */
export function listRoutes(server: FastifyInstance, parts: ListRouteParts, config: FastifyContextConfig): void {
  server.get('/dossiers', { config: { ...config, action: 'see-dossier' } }, async (request, reply) => {
    const { scope, test } = apiKeyOf(request);
    const query = readQuery(ListQuery, request.query);
    const since = query.updatedSince === undefined ? null : instantOf(query.updatedSince, parts.zone);
    const after = query.cursor === undefined ? null : positionOf(query.cursor);
    const limit = query.limit === undefined ? USUAL : Number(query.limit);
    const page = test
      ? { dossiers: [], end: after, more: false }
      : await parts.listDossiers({ scope, since, after, limit });
    const answer: DossiersAnswer = {
      dossiers: page.dossiers.map((status) => toDossierAnswer(status, localeOf(request))),
      cursor: page.end && cursorOf(page.end),
      more: page.more,
    };
    return reply.send(answer);
  });
}

function instantOf(text: string, zone: string): Date {
  const at = parseLocalInstant(text, zone);
  if (at) return at;
  throw new WebError(400, 'query-malformed', '"updatedSince" must be a time, such as 2026-10-08T14:30.');
}

/** A place in the order, not a secret: whatever it says, the key's reach stays what it is. */
function cursorOf({ at, id }: DossierPosition): string {
  return Buffer.from(`${String(at.getTime())}.${id}`).toString('base64url');
}

function positionOf(cursor: string): DossierPosition {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, time, id] = /^(\d{1,15})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text) ?? [];
  if (time !== undefined && id !== undefined) return { at: new Date(Number(time)), id: asId<DossierId>(id) };
  throw new WebError(400, 'cursor-unknown', '"cursor" must be the cursor of an earlier answer.');
}
