import { Prisma, type PrismaClient } from '../../src/store/generated/client.ts';
import type { RateCounts, RateFilter, RateGrouping, UnitMonthCounts } from '../../src/domain/rate.ts';
import { COUNTRY, type UnitScope } from '../../src/domain/unit.ts';
import type { CoverageCount } from '../../src/service/ports.ts';

// What figures say, counted invitation by invitation: the plain meaning that cells must never differ from.

const CHANNEL = Prisma.sql`CASE WHEN i.proof = 'slip' THEN 'slip' ELSE coalesce(i.channel, 'none') END`;
const FINISHED = Prisma.sql`count(*) FILTER (WHERE i.status = 'finished' OR i.close_reason = 'finished')`;

const KEYS: Readonly<Record<RateGrouping, Prisma.Sql>> = {
  unit: Prisma.sql`i.unit_code`,
  province: Prisma.sql`i.province_code`,
  procedure: Prisma.sql`i.procedure_code`,
  filedVia: Prisma.sql`i.filed_via`,
  month: Prisma.sql`i.completed_month::text`,
  channel: CHANNEL,
  late: Prisma.sql`CASE WHEN i.late THEN 'late' ELSE 'on-time' END`,
};

export function countsByRow(
  client: PrismaClient,
  filter: RateFilter,
  groupBy: RateGrouping | null,
  scope: UnitScope,
): Promise<RateCounts[]> {
  const key = groupBy === null ? Prisma.sql`'all'` : KEYS[groupBy];
  return client.$queryRaw<RateCounts[]>`
    SELECT ${key} AS key, count(*)::int AS completed,
      count(*) FILTER (WHERE i.exclusion IS NULL OR i.exclusion = 'not-drawn')::int AS eligible,
      count(i.invited_at)::int AS invited, count(i.delivered_at)::int AS delivered, count(i.started_on)::int AS started,
      ${FINISHED}::int AS finished, count(*) FILTER (WHERE i.close_reason = 'partial')::int AS partial
    FROM register.invitation i WHERE ${conditionsOf(filter, scope)}
    ${groupBy === null ? Prisma.empty : Prisma.sql`GROUP BY 1 ORDER BY 1`}`;
}

export function coverageByRow(
  client: PrismaClient,
  filter: RateFilter,
  by: 'unit' | 'province',
  scope: UnitScope,
): Promise<CoverageCount[]> {
  return client.$queryRaw<CoverageCount[]>`
    SELECT c.reason, c.month::text AS month, c.unit, count(*)::int AS count
    FROM (
      SELECT i.completed_month AS month, ${KEYS[by]} AS unit, CASE
        WHEN i.invited_at IS NOT NULL THEN NULL
        WHEN i.exclusion IS NOT NULL THEN i.exclusion
        WHEN i.close_reason = 'no-contact' THEN 'no-contact'
        WHEN i.status = 'closed' THEN 'other'
        ELSE 'pending' END AS reason
      FROM register.invitation i WHERE ${conditionsOf(filter, scope)}
    ) c GROUP BY GROUPING SETS ((c.reason), (c.reason, c.month), (c.reason, c.unit))`;
}

export function unitMonthsByRow(client: PrismaClient, from: string, to: string): Promise<UnitMonthCounts[]> {
  return client.$queryRaw<UnitMonthCounts[]>`
    SELECT i.unit_code AS unit, i.completed_month::text AS month, count(i.invited_at)::int AS invited,
      count(i.delivered_at)::int AS delivered, ${FINISHED}::int AS finished
    FROM register.invitation i WHERE i.completed_month BETWEEN ${from}::date AND ${to}::date GROUP BY 1, 2`;
}

function conditionsOf(filter: RateFilter, scope: UnitScope): Prisma.Sql {
  const conditions = [
    Prisma.sql`i.completed_on BETWEEN ${filter.from}::date AND ${filter.to}::date`,
    ...within(filter.unit),
    ...within(scope),
    ...(filter.procedure === null ? [] : [Prisma.sql`i.procedure_code = ${filter.procedure}`]),
    ...(filter.filedVia ? [Prisma.sql`i.filed_via = ${filter.filedVia}`] : []),
    ...(filter.channel === null ? [] : [Prisma.sql`${CHANNEL} = ${filter.channel}`]),
  ];
  return Prisma.join(conditions, ' AND ');
}

function within(unit: UnitScope): Prisma.Sql[] {
  if (unit === null || unit === COUNTRY) return [];
  return [unit.length === 2 ? Prisma.sql`i.province_code = ${unit}` : Prisma.sql`i.unit_code = ${unit}`];
}
