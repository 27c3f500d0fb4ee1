import { splitDays, type Days } from '../domain/half-month.ts';
import type { RateFilter } from '../domain/rate.ts';
import { COUNTRY, type UnitCode, type UnitScope } from '../domain/unit.ts';
import { ELIGIBLE } from './eligible.ts';
import { Prisma } from './generated/client.ts';

/** How finely places are told apart, finest last. */
const LEVELS = ['country', 'province', 'commune'] as const;
export type Level = (typeof LEVELS)[number];

export interface RateQuestion {
  readonly filter: RateFilter;
  readonly scope: UnitScope;
  /** What the groups ask for; filter and scope may ask for more. */
  readonly level: Level;
  readonly byProcedure: boolean;
  /** Whether groups or filter tell filing channels, lateness or channels apart. */
  readonly isFine: boolean;
}

interface Look {
  readonly level: Level;
  /** All of them hold: what is asked for, and what may be seen. */
  readonly places: readonly UnitCode[];
  readonly procedure: string | null;
  readonly byProcedure: boolean;
}

/**
 * What is to be added up, as a table expression with the columns `unit`, `province`, `procedure_code`, `day` (the first
 * of those that it covers), `filed_via`, `late`, `channel`, `reason` ('' for invited) and seven counts. Cells hold half
 * months and, for provinces and the country, days; procedures are told apart down to provinces. What they hold comes
 * from them and from what is not yet added to them, all else from the invitations themselves.
 */
export function rateSource({ filter, scope, level, byProcedure, isFine }: RateQuestion): Prisma.Sql {
  const places = [filter.unit, scope].flatMap((place) => (place === null || place === COUNTRY ? [] : [place]));
  const look = { places, level: finest([level, ...places.map(levelOf)]), procedure: filter.procedure, byProcedure };
  const isWide = filter.procedure !== null || byProcedure;
  if (look.level === 'commune' && isWide) return invitations(look, filter);
  const { halves, edges } = splitDays(filter);
  // The country as a whole has so few cells that it needs no others for lists.
  const isList = !isFine && (look.level !== 'country' || isWide);
  const holdsDays = look.level !== 'commune' && !isWide;
  const parts = [
    ...(halves ? [held(look, isList ? 'list' : 'half', halves)] : []),
    ...edges.map((days) => (holdsDays ? held(look, 'day', days) : invitations(look, days))),
  ];
  return parts.length === 0 ? invitations(look, filter) : Prisma.join(parts, ' UNION ALL ');
}

/** Communes have five digits, provinces two. */
function levelOf(place: UnitCode): Level {
  return place.length === 2 ? 'province' : 'commune';
}

function finest(levels: readonly Level[]): Level {
  return LEVELS[Math.max(...levels.map((level) => LEVELS.indexOf(level)))] ?? 'commune';
}

const COUNTS = Prisma.raw('completed, eligible, invited, delivered, started, finished, partial');

/** One snapshot sees both, and neither twice. */
function held(look: Look, span: 'half' | 'list' | 'day', { from, to }: Days): Prisma.Sql {
  const province = look.level === 'commune' ? Prisma.sql`c.under` : Prisma.sql`c.place`;
  const cells = [Prisma.sql`c.span = ${span} AND c.starts_on BETWEEN ${from}::date AND ${to}::date`, ...cellsOf(look)];
  return Prisma.sql`
    SELECT c.place AS unit, ${province} AS province, c.procedure_code, c.starts_on AS day, c.filed_via, c.late,
      c.channel, c.reason, ${COUNTS}
    FROM register.rate_cell c WHERE ${Prisma.join(cells, ' AND ')}
    UNION ALL
    SELECT d.unit_code, d.province_code, d.procedure_code, d.completed_on, d.filed_via, d.late, d.channel, d.reason, ${COUNTS}
    FROM register.rate_delta d
    WHERE d.completed_on BETWEEN ${from}::date AND ${to}::date ${rowsOf('d', look)}`;
}

function cellsOf({ level, places, procedure, byProcedure }: Look): readonly Prisma.Sql[] {
  const ofProcedure =
    procedure === null ? Prisma.sql`c.procedure_code = ''` : Prisma.sql`c.procedure_code = ${procedure}`;
  return [
    byProcedure && procedure === null ? Prisma.sql`c.procedure_code <> ''` : ofProcedure,
    ...(level === 'country' ? [Prisma.sql`c.place = ${COUNTRY} AND c.under = ''`] : []),
    ...(level === 'province' ? [Prisma.sql`c.under = ${COUNTRY}`] : []),
    ...(level === 'commune' ? [Prisma.sql`c.under > ${COUNTRY}`] : []),
    ...places.map((place) =>
      levelOf(place) === level ? Prisma.sql`c.place = ${place}` : Prisma.sql`c.under = ${place}`,
    ),
  ];
}

function rowsOf(alias: 'd' | 'i', { places, procedure }: Look): Prisma.Sql {
  const column = (name: string) => Prisma.raw(`${alias}.${name}`);
  const conditions = [
    ...places.map(
      (place) => Prisma.sql`AND ${column(levelOf(place) === 'province' ? 'province_code' : 'unit_code')} = ${place}`,
    ),
    ...(procedure === null ? [] : [Prisma.sql`AND ${column('procedure_code')} = ${procedure}`]),
  ];
  return conditions.length === 0 ? Prisma.empty : Prisma.join(conditions, ' ');
}

/** As the triggers count them. */
function invitations(look: Look, { from, to }: Days): Prisma.Sql {
  return Prisma.sql`
    SELECT i.unit_code AS unit, i.province_code AS province, i.procedure_code, i.completed_on AS day, i.filed_via, i.late,
      register.rate_channel(i.proof, i.channel) AS channel,
      register.rate_reason(i.invited_at, i.exclusion, i.close_reason, i.status) AS reason,
      1 AS completed, ${ELIGIBLE}::int AS eligible,
      (i.invited_at IS NOT NULL)::int AS invited, (i.delivered_at IS NOT NULL)::int AS delivered,
      (i.started_on IS NOT NULL)::int AS started,
      (i.status = 'finished' OR i.close_reason IS NOT DISTINCT FROM 'finished')::int AS finished,
      (i.close_reason IS NOT DISTINCT FROM 'partial')::int AS partial
    FROM register.invitation i
    WHERE i.completed_on BETWEEN ${from}::date AND ${to}::date ${rowsOf('i', look)}`;
}
