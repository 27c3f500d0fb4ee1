import type { FastifyInstance } from 'fastify';
import type { Draw } from '../../domain/draw.ts';
import { isDay } from '../../lib/calendar.ts';
import { sendPage } from '../ui/render.ts';
import { drawsPage } from './draws-page.tsx';
import { DRAWS_PATH } from './paths.ts';

export interface DrawPageParts {
  /** The newest first. */
  readonly showDraws: (limit: number) => Promise<readonly Draw[]>;
  /** Of a month `YYYY-MM-01`. */
  readonly showDraw: (month: string) => Promise<Draw | null>;
}

const SHOWN_MONTHS = 24;
const RATE_LIMIT = { max: 120, timeWindow: 60_000 };

/** Every draw, for whoever wants to check who is asked. */
export function drawRoutes(server: FastifyInstance, parts: DrawPageParts): void {
  const config = { access: 'public', rateLimit: RATE_LIMIT } as const;
  server.get(DRAWS_PATH, { config }, async (request, reply) =>
    sendPage(reply, drawsPage(request.locale, await parts.showDraws(SHOWN_MONTHS))),
  );
  server.get<{ Params: { month: string } }>(`${DRAWS_PATH}/:month/draw.json`, { config }, async (request, reply) => {
    const day = `${request.params.month}-01`;
    const draw = isDay(day) ? await parts.showDraw(day) : null;
    if (!draw) return reply.callNotFound();
    const name = `draw-${request.params.month}.json`;
    return reply.header('content-disposition', `attachment; filename="${name}"`).send(draw);
  });
}
