import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { foldText } from '../../domain/comment-search.ts';
import type { Locale } from '../../domain/locale.ts';
import { COUNTRY, type Unit, type UnitCode } from '../../domain/unit.ts';
import type { LedgerDayView } from '../../service/show-ledger.ts';
import type { MethodInForce } from '../../service/method/method-desk.ts';
import type { PublicReport } from '../../service/show-public.ts';
import { formatUnit } from '../ui/format.ts';
import { sendPage, sendPublicPage } from '../ui/render.ts';
import { LEDGER_PATH, UNIT_PATH } from './paths.ts';
import { publicPage } from './public-page.tsx';

export interface PublicPageParts {
  readonly publicReport: (unit: UnitCode) => Promise<PublicReport | null>;
  readonly showLedgerDays: (limit: number) => Promise<readonly LedgerDayView[]>;
  /** What an authority has fixed about its figures. */
  readonly method: (unit: UnitCode | null) => Promise<MethodInForce | null>;
  readonly units: () => Promise<ReadonlyMap<UnitCode, Unit>>;
}

const SHOWN_DAYS = 31;
const FOUND = 50;
const RATE_LIMIT = { max: 120, timeWindow: 60_000 };
/** Figures change once a day. */
const CACHE_SECONDS = 600;

const Query = z.object({ q: z.string().trim().max(60).catch('') });

/** What anybody may know of a unit, from the country down; no sign-in, no script. */
export function publicRoutes(server: FastifyInstance, parts: PublicPageParts): void {
  const config = { access: 'public', rateLimit: RATE_LIMIT } as const;
  server.get(LEDGER_PATH, { config }, async (request, reply) => send(parts, request, reply, COUNTRY));
  server.get<{ Params: { code: string } }>(`${UNIT_PATH}/:code`, { config }, async (request, reply) =>
    send(parts, request, reply, request.params.code),
  );
}

async function send(
  parts: PublicPageParts,
  request: FastifyRequest,
  reply: FastifyReply,
  code: UnitCode,
): Promise<FastifyReply | void> {
  const report = /^\d{2}(?:\d{3})?$/.test(code) ? await parts.publicReport(code) : null;
  if (!report) return reply.callNotFound();
  const { q } = Query.parse(request.query);
  const { locale } = request;
  const [units, days, method] = await Promise.all([
    parts.units(),
    code === COUNTRY ? parts.showLedgerDays(SHOWN_DAYS) : [],
    parts.method(code === COUNTRY ? null : code),
  ]);
  const found = q === '' ? null : findUnits(units, q, locale);
  const page = publicPage({
    locale,
    report,
    units,
    days,
    profile: method?.profile ?? null,
    search: q,
    found,
    most: FOUND,
  });
  // Whoever chooses a language gets a cookie with the page.
  return 'lang' in Object(request.query) ? sendPage(reply, page) : sendPublicPage(reply, page, CACHE_SECONDS);
}

/** By a part of the name with or without its kind, marks aside; names that begin with it come first. */
function findUnits(units: ReadonlyMap<UnitCode, Unit>, typed: string, locale: Locale): readonly Unit[] {
  const words = foldText(typed);
  if (words === '') return [];
  const place = (unit: Unit) => foldText(unit.name).indexOf(words);
  return [...units.values()]
    .filter((unit) => foldText(`${unit.type} ${unit.name} ${formatUnit(unit, locale)}`).includes(words))
    .toSorted((a, b) => Number(place(a) !== 0) - Number(place(b) !== 0) || a.name.localeCompare(b.name, 'vi'))
    .slice(0, FOUND);
}
