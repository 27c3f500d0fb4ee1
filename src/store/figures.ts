import { BACK_CHECK_SURVEY } from '../domain/back-check.ts';
import {
  RATE_COUNTS,
  type RateCounts,
  type RateFilter,
  type RateGrouping,
  type UnitMonthCounts,
} from '../domain/rate.ts';
import { COUNTRY, type UnitCode, type UnitScope } from '../domain/unit.ts';
import { assertNever } from '../lib/assert-never.ts';
import type {
  BackCheckFigures,
  BackCheckFilter,
  CellFilter,
  CoverageCount,
  DailyCounts,
  DailyFilter,
  FigureStore,
  MonthScores,
  PublishedRate,
} from '../service/ports.ts';
import type { Cell } from '../domain/publication.ts';
import { addDays, firstOfMonth } from '../lib/calendar.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { rateSource, type Level } from './rate-source.ts';
import { columnsOf, insert, type Table } from './table.ts';
import { CELL } from './tallies.ts';
import { inTransaction } from './transaction.ts';

const RATE: Table<PublishedRate> = {
  name: 'register.published_rate',
  key: ['month', 'unitCode'],
  columns: { month: 'date', unitCode: 'text', delivered: 'integer', finished: 'integer' },
};

/** Read by role hl_console, added up and published by hl_register. */
export function openFigures(console: PrismaClient, register: PrismaClient): FigureStore {
  return {
    counts: (filter, groupBy, scope) => counts(console, filter, groupBy, scope),
    countsByUnitAndMonth: (from, to) => countsByUnitAndMonth(console, from, to),
    publishRates: (rates) =>
      inTransaction(register, async (connection) => {
        await connection.$executeRaw`DELETE FROM register.published_rate`;
        if (rates.length > 0) await connection.$executeRaw(insert(RATE, rates));
      }),
    publishedRates: ({ from, to, units }) => console.$queryRaw<PublishedRate[]>`
      SELECT ${columnsOf(RATE, 'r')} FROM register.published_rate r
      WHERE r.month BETWEEN ${from}::date AND ${to}::date AND r.unit_code = ANY(${units}::text[])
      ORDER BY r.month, r.unit_code`,
    cells: (filter) => cells(console, filter),
    scores: (filter) => scores(console, filter),
    coverage: (filter, by, scope) => coverage(console, filter, by, scope),
    daily: (filter) => daily(console, filter),
    sumRates: async (limit) => {
      const [row] = await register.$queryRaw<{ summed: number }[]>`SELECT register.sum_rates(${limit}::int) AS summed`;
      return row?.summed ?? 0;
    },
    backChecks: (filter) => backChecks(console, filter),
  };
}

const LEVEL_OF: Readonly<Record<RateGrouping, Level>> = {
  unit: 'commune',
  province: 'province',
  procedure: 'country',
  channel: 'country',
  filedVia: 'country',
  month: 'country',
  late: 'country',
};

function counts(
  console: PrismaClient,
  filter: RateFilter,
  groupBy: RateGrouping | null,
  scope: UnitScope,
): Promise<RateCounts[]> {
  const level = groupBy === null ? 'country' : LEVEL_OF[groupBy];
  const source = rateSource({
    filter,
    scope,
    level,
    byProcedure: groupBy === 'procedure',
    isFine: isFine(filter, groupBy),
  });
  const grouping = groupBy === null ? Prisma.empty : Prisma.sql`GROUP BY 1 HAVING sum(s.completed) > 0 ORDER BY 1`;
  return console.$queryRaw<RateCounts[]>`
    SELECT ${keyOf(groupBy)} AS key, ${Prisma.join(RATE_COUNTS.map(sumOf))}
    FROM (${source}) s WHERE ${conditionsOf(filter)} ${grouping}`;
}

function countsByUnitAndMonth(console: PrismaClient, from: string, to: string): Promise<UnitMonthCounts[]> {
  const filter = { from, to: addDays(firstOfMonth(to, 1), -1), unit: null, procedure: null, channel: null };
  const source = rateSource({ filter, scope: null, level: 'commune', byProcedure: false, isFine: false });
  return console.$queryRaw<UnitMonthCounts[]>`
    SELECT s.unit, ${MONTH}::text AS month, ${Prisma.join((['invited', 'delivered', 'finished'] as const).map(sumOf))}
    FROM (${source}) s GROUP BY 1, 2 HAVING sum(s.completed) > 0`;
}

function isFine({ filedVia, channel }: RateFilter, groupBy: RateGrouping | null): boolean {
  if (filedVia || channel !== null) return true;
  return groupBy === 'filedVia' || groupBy === 'channel' || groupBy === 'late';
}

/** Without rows, zeros. */
function sumOf(count: Exclude<keyof RateCounts, 'key'>): Prisma.Sql {
  return Prisma.raw(`coalesce(sum(s.${count}), 0)::int AS ${count}`);
}

const MONTH = Prisma.sql`date_trunc('month', s.day::timestamp)::date`;

/** What every part of a source has; places, days and procedures are the source's own. */
function conditionsOf({ filedVia, channel }: RateFilter): Prisma.Sql {
  const conditions = [
    ...(filedVia ? [Prisma.sql`s.filed_via = ${filedVia}`] : []),
    ...(channel === null ? [] : [Prisma.sql`s.channel = ${channel}`]),
  ];
  return conditions.length === 0 ? Prisma.sql`TRUE` : Prisma.join(conditions, ' AND ');
}

/** Once over the cells for three tables. */
function coverage(
  console: PrismaClient,
  filter: RateFilter,
  by: 'unit' | 'province',
  scope: UnitScope,
): Promise<CoverageCount[]> {
  const source = rateSource({ filter, scope, level: LEVEL_OF[by], byProcedure: false, isFine: isFine(filter, by) });
  return console.$queryRaw<CoverageCount[]>`
    SELECT nullif(c.reason, '') AS reason, c.month::text AS month, c.unit, sum(c.completed)::int AS count
    FROM (
      SELECT s.reason, ${MONTH} AS month, ${keyOf(by)} AS unit, s.completed
      FROM (${source}) s WHERE ${conditionsOf(filter)}
    ) c GROUP BY GROUPING SETS ((c.reason), (c.reason, c.month), (c.reason, c.unit)) HAVING sum(c.completed) > 0`;
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
      return Prisma.sql`s.unit`;
    case 'procedure':
      return Prisma.sql`s.procedure_code`;
    case 'filedVia':
      return Prisma.sql`s.filed_via`;
    case 'month':
      return Prisma.sql`${MONTH}::text`;
    case 'channel':
      return Prisma.sql`s.channel`;
    case 'province':
      return Prisma.sql`s.province`;
    case 'late':
      return Prisma.sql`CASE WHEN s.late THEN 'late' ELSE 'on-time' END`;
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

/** Who was asked, whatever became of it: only that is the register's to tell. */
async function backChecks(console: PrismaClient, { from, to, units }: BackCheckFilter): Promise<BackCheckFigures> {
  const cells = await console.$queryRaw<Cell[]>`
    SELECT ${columnsOf(CELL, 'p')} FROM ballot.published_cell p
    WHERE p.survey_id = ${BACK_CHECK_SURVEY} AND p.unit_code = ANY(${units}::text[])
      AND p.month BETWEEN ${from}::date AND ${to}::date`;
  const asked = await console.$queryRaw<{ unit: UnitCode; count: number }[]>`
    SELECT b.province_code AS unit, count(*)::int AS count FROM register.back_check b
    WHERE b.status IN ('asked', 'answered', 'silent') AND b.month BETWEEN ${from}::date AND ${to}::date GROUP BY 1`;
  return { cells, asked: new Map(asked.map(({ unit, count }) => [unit, count])) };
}

function asked(filter: CellFilter): Prisma.Sql {
  const ofValue = filter.value === null ? Prisma.empty : Prisma.sql`AND p.value = ${filter.value}`;
  return Prisma.sql`p.unit_code = ANY(${filter.units}::text[]) AND p.dimension = ${filter.dimension} ${ofValue}
    AND p.survey_id <> ${BACK_CHECK_SURVEY} AND p.month BETWEEN ${filter.from}::date AND ${filter.to}::date`;
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
