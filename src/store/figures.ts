import type { RateCounts, RateFilter, RateGrouping, UnitMonthCounts } from '../domain/rate.ts';
import { COUNTRY, type UnitScope } from '../domain/unit.ts';
import { assertNever } from '../lib/assert-never.ts';
import type {
  CellFilter,
  CoverageCount,
  DailyCounts,
  DailyFilter,
  FigureStore,
  MonthScores,
} from '../service/ports.ts';
import type { Cell } from '../domain/publication.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { columnsOf } from './table.ts';
import { CELL } from './tallies.ts';

/** Of role hl_console. */
export function openFigures(console: PrismaClient): FigureStore {
  return {
    counts: (filter, groupBy, scope) => counts(console, filter, groupBy, scope),
    countsByUnitAndMonth: (from, to) =>
      console.$queryRaw<UnitMonthCounts[]>`
        SELECT i.unit_code AS unit, i.completed_month::text AS month, count(i.invited_at)::int AS invited,
          count(i.delivered_at)::int AS delivered, ${FINISHED}::int AS finished
        FROM register.invitation i WHERE i.completed_month BETWEEN ${from}::date AND ${to}::date GROUP BY 1, 2`,
    cells: (filter) => cells(console, filter),
    scores: (filter) => scores(console, filter),
    coverage: (filter, by, scope) => coverage(console, filter, by, scope),
    daily: (filter) => daily(console, filter),
  };
}

const FINISHED = Prisma.sql`count(*) FILTER (WHERE i.status = 'finished' OR i.close_reason = 'finished')`;

/** The channel of an ask; a slip is one of its own, and `none` is what was never sent. */
const CHANNEL = Prisma.sql`CASE WHEN i.proof = 'slip' THEN 'slip' ELSE coalesce(i.channel, 'none') END`;

function counts(
  console: PrismaClient,
  filter: RateFilter,
  groupBy: RateGrouping | null,
  scope: UnitScope,
): Promise<RateCounts[]> {
  const conditions = conditionsOf(filter, scope);
  const grouping = groupBy === null ? Prisma.empty : Prisma.sql`GROUP BY 1 ORDER BY 1`;
  return console.$queryRaw<RateCounts[]>`
    SELECT ${keyOf(groupBy)} AS key, count(*)::int AS completed,
      count(*) FILTER (WHERE i.exclusion IS NULL OR i.exclusion = 'not-drawn')::int AS eligible,
      count(i.invited_at)::int AS invited,
      count(i.delivered_at)::int AS delivered,
      count(i.started_on)::int AS started,
      ${FINISHED}::int AS finished,
      count(*) FILTER (WHERE i.close_reason = 'partial')::int AS partial
    FROM register.invitation i WHERE ${Prisma.join(conditions, ' AND ')} ${grouping}`;
}

function conditionsOf(filter: RateFilter, scope: UnitScope): Prisma.Sql[] {
  return [
    Prisma.sql`i.completed_on BETWEEN ${filter.from}::date AND ${filter.to}::date`,
    ...within(filter.unit),
    ...within(scope),
    ...(filter.procedure === null ? [] : [Prisma.sql`i.procedure_code = ${filter.procedure}`]),
    ...(filter.filedVia ? [Prisma.sql`i.filed_via = ${filter.filedVia}`] : []),
    ...(filter.channel === null ? [] : [Prisma.sql`${CHANNEL} = ${filter.channel}`]),
  ];
}

/** Once over the rows for three tables. */
function coverage(
  console: PrismaClient,
  filter: RateFilter,
  by: 'unit' | 'province',
  scope: UnitScope,
): Promise<CoverageCount[]> {
  const unit = by === 'unit' ? Prisma.sql`i.unit_code` : Prisma.sql`i.province_code`;
  return console.$queryRaw<CoverageCount[]>`
    SELECT c.reason, c.month::text AS month, c.unit, count(*)::int AS count
    FROM (
      SELECT i.completed_month AS month, ${unit} AS unit, CASE
        WHEN i.invited_at IS NOT NULL THEN NULL
        WHEN i.exclusion IS NOT NULL THEN i.exclusion
        WHEN i.close_reason = 'no-contact' THEN 'no-contact'
        WHEN i.status = 'closed' THEN 'other'
        ELSE 'pending' END AS reason
      FROM register.invitation i WHERE ${Prisma.join(conditionsOf(filter, scope), ' AND ')}
    ) c GROUP BY GROUPING SETS ((c.reason), (c.reason, c.month), (c.reason, c.unit))`;
}

/** Communes have five digits, provinces two. */
function within(unit: UnitScope): Prisma.Sql[] {
  if (unit === null || unit === COUNTRY) return [];
  return [unit.length === 2 ? Prisma.sql`i.province_code = ${unit}` : Prisma.sql`i.unit_code = ${unit}`];
}

function keyOf(groupBy: RateGrouping | null): Prisma.Sql {
  switch (groupBy) {
    case null:
      return Prisma.sql`'all'`;
    case 'unit':
      return Prisma.sql`i.unit_code`;
    case 'procedure':
      return Prisma.sql`i.procedure_code`;
    case 'filedVia':
      return Prisma.sql`i.filed_via`;
    case 'month':
      return Prisma.sql`i.completed_month::text`;
    case 'channel':
      return CHANNEL;
    case 'province':
      return Prisma.sql`i.province_code`;
    case 'late':
      return Prisma.sql`CASE WHEN i.late THEN 'late' ELSE 'on-time' END`;
    default:
      return assertNever(groupBy);
  }
}

function cells(console: PrismaClient, filter: CellFilter): Promise<Cell[]> {
  return console.$queryRaw<Cell[]>`
    SELECT ${columnsOf(CELL, 'p')} FROM ballot.published_cell p
    WHERE ${asked(filter)} ORDER BY p.month, p.unit_code, p.value`;
}

function scores(console: PrismaClient, filter: CellFilter): Promise<MonthScores[]> {
  const sums = Prisma.join([0, 1, 2, 3, 4].map((i) => Prisma.sql`sum((q.counts->>${i}::int)::int)::int`));
  return console.$queryRaw<MonthScores[]>`
    SELECT p.survey_id AS "surveyId", p.unit_code AS "unitCode", p.month::text AS month, p.responses,
      ARRAY[${sums}] AS counts
    FROM ballot.published_cell p CROSS JOIN LATERAL jsonb_each(p.counts) AS q(question, counts)
    WHERE ${asked(filter)} GROUP BY 1, 2, 3, 4, p.value ORDER BY 2, 3`;
}

function asked(filter: CellFilter): Prisma.Sql {
  const ofValue = filter.value === null ? Prisma.empty : Prisma.sql`AND p.value = ${filter.value}`;
  return Prisma.sql`p.unit_code = ANY(${filter.units}::text[]) AND p.dimension = ${filter.dimension} ${ofValue}
    AND p.month BETWEEN ${filter.from}::date AND ${filter.to}::date`;
}

/** Grouped by all that a state depends on, so that the rule itself stands in one place. */
async function daily(console: PrismaClient, { day, from, to, now, unit }: DailyFilter): Promise<DailyCounts> {
  const conditions = [Prisma.sql`i.completed_on = ${day}::date`, ...within(unit)];
  const groups = await console.$queryRaw<DailyCounts['groups'][number][]>`
    SELECT i.exclusion, i.close_reason AS "closeReason", i.status, i.channel, i.proof,
      CASE WHEN i.invited_at IS NOT NULL THEN ${now}::timestamptz END AS "invitedAt",
      CASE WHEN i.not_after <= ${now} THEN ${now}::timestamptz ELSE ${now}::timestamptz + interval '1 day' END AS "notAfter",
      count(*)::int AS count
    FROM register.invitation i WHERE ${Prisma.join(conditions, ' AND ')} GROUP BY 1, 2, 3, 4, 5, 6, 7`;
  const places = unit === null || unit === COUNTRY ? Prisma.sql`true` : Prisma.sql`${unit} IN (u.code, u.parent_code)`;
  const [entered] = await console.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM register.dossier d JOIN register.unit u ON u.code = d.unit_code
    WHERE d.created_at >= ${from} AND d.created_at < ${to} AND ${places}`;
  return { registered: entered?.n ?? 0, groups };
}
