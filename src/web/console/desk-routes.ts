import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readTypedDay } from '../../domain/typed-day.ts';
import { isWithin, type Unit } from '../../domain/unit.ts';
import { localDay } from '../../lib/calendar.ts';
import { viewerOf } from '../auth/require-session.ts';
import { WebError } from '../problem.ts';
import { typedField } from '../typed-field.ts';
import { sendPage } from '../ui/render.ts';
import { dailyPage } from './daily-page.tsx';
import { helpPage } from './help-page.tsx';
import type { ConsoleParts } from './parts.ts';
import { requireScope } from './policy.ts';
import { posterPage } from './poster-page.tsx';
import { visitOf } from './visit.ts';

const figures = { access: 'session', action: 'see-rates' } as const;
const desk = { access: 'session', action: 'see-dossier' } as const;

const DailyQuery = z.object({ day: typedField(40), unit: typedField(40) });
const PosterQuery = z.object({ unit: typedField(40) });

/** What the desk needs beside single dossiers: the day's totals, the poster, and an answer for those who ask. */
export function deskRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  server.get('/console/daily', { config: figures }, async (request, reply) => {
    const asked = DailyQuery.parse(request.query);
    const today = localDay(parts.now(), parts.zone);
    const typed = asked.day.trim() === '' ? today : readTypedDay(asked.day, today)?.slice(0, 10);
    const { unit, communes } = await placeOf(parts, request, asked.unit);
    const day = typed ?? today;
    const totals = await parts.showDailyTotals({ day, unit: unit?.code ?? null }, viewerOf(request).scope);
    const badDay = typed === undefined ? asked.day : null;
    return sendPage(reply, dailyPage(await visitOf(parts, request), { totals, day, badDay, unit, communes }));
  });

  server.get('/console/why-no-message', { config: desk }, async (request, reply) =>
    sendPage(reply, helpPage(await visitOf(parts, request), await parts.policy())),
  );

  server.get('/console/poster', { config: desk }, async (request, reply) => {
    const place = await placeOf(parts, request, PosterQuery.parse(request.query).unit);
    const unit = place.unit?.parentCode ? place.unit : null;
    const { publicUrl } = parts;
    return sendPage(reply, posterPage(await visitOf(parts, request), { ...place, unit, publicUrl }));
  });
}

interface Place {
  /** The one asked for, else the viewer's own commune; null is all that the viewer may see. */
  readonly unit: Unit | null;
  readonly communes: readonly Unit[];
}

/** @throws WebError 404, 403 */
async function placeOf(parts: ConsoleParts, request: FastifyRequest, asked: string): Promise<Place> {
  const { scope } = viewerOf(request);
  const units = await parts.units();
  const own = scope === null ? undefined : units.get(scope);
  const isCommune = own?.parentCode !== undefined && own.parentCode !== null;
  const communes = isCommune ? [] : [...units.values()].filter((each) => each.parentCode && isWithin(scope, each));
  if (asked === '') return { unit: isCommune ? own : null, communes };
  const unit = units.get(asked);
  if (!unit) throw new WebError(404, 'unit-unknown', 'There is no such unit.');
  requireScope(scope, unit);
  return { unit, communes };
}
