import { randomUUID } from 'node:crypto';
import type { DossierTrace, Tally, UnitMonth } from '../domain/interference/dossier-trace.ts';
import type { Finding } from '../domain/interference/signal.ts';
import type { RegisteredCompletion, Whereabouts } from '../domain/reconciliation.ts';
import type { UnitCode } from '../domain/unit.ts';
import type { FindingCount, FindingPlace, FindingQuery, InterferenceStore, KeptFinding } from '../service/ports.ts';
import { addDays, firstOfMonth } from '../lib/calendar.ts';
import { groupBy } from '../lib/group-by.ts';
import { ELIGIBLE } from './eligible.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { rateSource } from './rate-source.ts';
import { replaceStaffPhones } from './staff-phones.ts';
import { inTransaction } from './transaction.ts';
import { withinScope } from './within-scope.ts';

interface TraceRow extends Omit<DossierTrace, 'phone'> {
  readonly unitCode: UnitCode;
  readonly phoneKey: string | null;
  readonly changedLate: boolean;
  readonly ofStaff: boolean;
}

interface CountRow {
  readonly unitCode: UnitCode;
  readonly finished: number;
  readonly hurried: number;
  readonly finishedBefore: number;
  readonly deliveredBefore: number;
}

type FindingRow = Pick<KeptFinding, 'id' | 'signal' | 'unitCode' | 'month' | 'foundOn' | 'share' | 'reference'> & {
  readonly officer: string;
  readonly hits: number;
  readonly total: number;
  readonly verdict: 'dismissed' | 'confirmed' | null;
  readonly suspect: number | null;
};

/** The register's role reads and finds; the console's role reads findings and says what it makes of them. */
export function openInterference(register: PrismaClient, console: PrismaClient): InterferenceStore {
  return {
    provinces: (month) => provinces(register, month),
    unitMonths: (province, month) => unitMonths(register, province, month),
    completions: (units, month) => completions(register, units, month),
    whereabouts: (codes) => register.$queryRaw<Whereabouts[]>`
      SELECT d.code, d.unit_code AS "unitCode", i.completed_month::text AS month
      FROM register.dossier d LEFT JOIN register.invitation i ON i.dossier_id = d.id
      WHERE d.code = ANY(${codes}::text[]) ORDER BY d.code`,
    keep: (found) => keep(register, found),
    list: (query, after, limit) => findings(console, Prisma.sql`${conditionOf(query)} AND ${isAfter(after)}`, limit),
    count: (query) => count(console, query),
    find: async (id) => (await findings(console, Prisma.sql`f.id = ${id}::uuid`, 1))[0] ?? null,
    review: async (id, review, on) => {
      const suspect = review.kind === 'confirmed' ? review.suspect : null;
      const changed = await console.$executeRaw`
        UPDATE register.finding f SET verdict = ${review.kind}, suspect = ${suspect}, reviewed_on = ${on}::date
        WHERE f.id = ${id}::uuid`;
      return changed === 1;
    },
    replaceStaffPhones: (phones) => inTransaction(register, (connection) => replaceStaffPhones(connection, phones)),
  };
}

async function provinces(register: PrismaClient, month: string): Promise<readonly UnitCode[]> {
  const rows = await register.$queryRaw<{ code: UnitCode }[]>`
    SELECT p.code FROM (SELECT DISTINCT coalesce(u.parent_code, u.code) AS code FROM register.unit u) p
    WHERE EXISTS (
      SELECT FROM register.invitation i
      WHERE i.province_code = p.code AND i.completed_on >= ${month}::date
        AND i.completed_on < ${month}::date + interval '1 month')
    ORDER BY 1`;
  return rows.map(({ code }) => code);
}

async function unitMonths(register: PrismaClient, province: UnitCode, month: string): Promise<readonly UnitMonth[]> {
  const traces = groupBy(await findTraces(register, province, month), ({ unitCode }) => unitCode);
  const counts = new Map((await findCounts(register, province, month)).map((row) => [row.unitCode, row]));
  return [...traces].map(([unitCode, rows]): UnitMonth => {
    const count = counts.get(unitCode);
    const before: Tally = { hits: count?.finishedBefore ?? 0, of: count?.deliveredBefore ?? 0 };
    return {
      unitCode,
      traces: rows.map(toTrace),
      hurried: { hits: count?.hurried ?? 0, of: count?.finished ?? 0 },
      responseBefore: before.of === 0 ? null : before,
    };
  });
}

async function completions(
  register: PrismaClient,
  units: readonly UnitCode[],
  month: string,
): Promise<readonly RegisteredCompletion[]> {
  return register.$queryRaw<RegisteredCompletion[]>`
    SELECT d.code, i.unit_code AS "unitCode", d.officer, ${ELIGIBLE} AS eligible, i.invited_at IS NOT NULL AS invited
    FROM register.invitation i JOIN register.dossier d ON d.id = i.dossier_id
    WHERE i.unit_code = ANY(${units}::text[]) AND i.completed_on >= ${month}::date
      AND i.completed_on < ${month}::date + interval '1 month'
    ORDER BY d.code`;
}

function findTraces(register: PrismaClient, province: UnitCode, month: string): Promise<TraceRow[]> {
  return register.$queryRaw<TraceRow[]>`
    SELECT i.unit_code AS "unitCode", d.officer, i.completed_on::text AS "completedOn", i.closed_on::text AS "closedOn",
      i.late, encode(d.phone_index, 'hex') AS "phoneKey", d.slip_owner AS holder, d.slip_taken_early AS "takenEarly",
      i.delivered_at IS NOT NULL AS delivered,
      (i.status = 'finished' OR i.close_reason = 'finished') IS TRUE AS finished, i.proof,
      i.slip_told_on IS NOT NULL AS told, i.slip_denied_on IS NOT NULL AS denied,
      EXISTS (
        SELECT FROM register.correction c
        WHERE c.dossier_id = d.id AND 'phone' = ANY(c.fields) AND c.corrected_at > d.completed_at
      ) AS "changedLate",
      EXISTS (SELECT FROM register.staff_phone s WHERE s.index = d.phone_index) AS "ofStaff"
    FROM register.invitation i JOIN register.dossier d ON d.id = i.dossier_id
    WHERE i.province_code = ${province} AND i.completed_on >= ${month}::date
      AND i.completed_on < ${month}::date + interval '1 month'`;
}

/** What is counted beside the dossiers, and the three months before, from the cells of the rates. */
function findCounts(register: PrismaClient, province: UnitCode, month: string): Promise<CountRow[]> {
  const before = {
    from: firstOfMonth(month, -3),
    to: addDays(month, -1),
    unit: province,
    procedure: null,
    channel: null,
  };
  const source = rateSource({ filter: before, scope: null, level: 'commune', byProcedure: false, isFine: false });
  return register.$queryRaw<CountRow[]>`
    SELECT u.code AS "unitCode", coalesce(t.finished, 0)::int AS finished, coalesce(t.hurried, 0)::int AS hurried,
      coalesce(b.finished, 0)::int AS "finishedBefore", coalesce(b.delivered, 0)::int AS "deliveredBefore"
    FROM register.unit u
    LEFT JOIN register.pace_tally t ON t.unit_code = u.code AND t.month = ${month}::date
    LEFT JOIN (
      SELECT s.unit, sum(s.delivered) AS delivered, sum(s.finished) AS finished FROM (${source}) s GROUP BY 1
    ) b ON b.unit = u.code
    WHERE u.parent_code = ${province} OR u.code = ${province}`;
}

function toTrace(row: TraceRow): DossierTrace {
  const { officer, completedOn, closedOn, late, holder, takenEarly, delivered, finished, proof, told, denied } = row;
  const phone = phoneOf(row);
  return { officer, completedOn, closedOn, late, phone, holder, takenEarly, delivered, finished, proof, told, denied };
}

function phoneOf({ phoneKey, changedLate, ofStaff }: TraceRow): DossierTrace['phone'] {
  return phoneKey === null ? { kind: 'missing' } : { kind: 'given', key: phoneKey, changedLate, ofStaff };
}

/** What is found again keeps its id and its day, for somebody may have it on screen. */
async function keep(
  register: PrismaClient,
  { province, month, foundOn, findings: found }: Parameters<InterferenceStore['keep']>[0],
): Promise<void> {
  const rows = JSON.stringify(found.map((finding) => toRow(finding)));
  await inTransaction(register, async (connection) => {
    await connection.$executeRaw`
      INSERT INTO register.finding
        (id, province_code, unit_code, month, signal, officer, hits, total, share, reference, found_on)
      SELECT r.id, ${province}, r."unitCode", ${month}::date, r.signal, r.officer, r.hits, r.total, r.share, r.reference,
        ${foundOn}::date
      FROM json_to_recordset(${rows}::json) AS r(
        id uuid, "unitCode" text, signal text, officer text, hits int, total int, share jsonb, reference jsonb)
      ON CONFLICT (unit_code, month, signal, officer) DO UPDATE
      SET hits = EXCLUDED.hits, total = EXCLUDED.total, share = EXCLUDED.share, reference = EXCLUDED.reference`;
    await connection.$executeRaw`
      DELETE FROM register.finding f
      WHERE f.province_code = ${province} AND f.month = ${month}::date AND f.verdict IS NULL AND NOT EXISTS (
        SELECT FROM json_to_recordset(${rows}::json) AS r("unitCode" text, signal text, officer text)
        WHERE r."unitCode" = f.unit_code AND r.signal = f.signal AND r.officer = f.officer
      )`;
  });
}

function toRow({ signal, unitCode, officer, tally, share, reference }: Finding) {
  return {
    id: randomUUID(),
    unitCode,
    signal,
    officer: officer ?? '',
    hits: tally.hits,
    total: tally.of,
    share,
    reference,
  };
}

function conditionOf({ scope, months }: FindingQuery): Prisma.Sql {
  return Prisma.sql`f.month = ANY(${months}::date[]) AND ${withinScope(Prisma.sql`f.unit_code`, scope)}`;
}

function isAfter(place: FindingPlace | null): Prisma.Sql {
  if (place === null) return Prisma.sql`TRUE`;
  const { month, unitCode, signal, id } = place;
  return Prisma.sql`(f.month < ${month}::date OR (f.month = ${month}::date
    AND (f.unit_code, f.signal, f.id) > (${unitCode}, ${signal}, ${id}::uuid)))`;
}

async function count(console: PrismaClient, query: FindingQuery): Promise<FindingCount> {
  const [row] = await console.$queryRaw<FindingCount[]>`
    SELECT count(*)::int AS total, (count(*) FILTER (WHERE f.verdict IS NULL))::int AS unreviewed
    FROM register.finding f WHERE ${conditionOf(query)}`;
  return row ?? { total: 0, unreviewed: 0 };
}

async function findings(console: PrismaClient, condition: Prisma.Sql, limit: number): Promise<readonly KeptFinding[]> {
  const rows = await console.$queryRaw<FindingRow[]>`
    SELECT f.id, f.unit_code AS "unitCode", f.month::text, f.signal, f.officer, f.hits, f.total, f.share, f.reference,
      f.found_on::text AS "foundOn", f.verdict, f.suspect
    FROM register.finding f WHERE ${condition}
    ORDER BY f.month DESC, f.unit_code, f.signal, f.id LIMIT ${limit}`;
  return rows.map(({ officer, hits, total, verdict, suspect, ...row }): KeptFinding => {
    const review = verdict === 'confirmed' ? ({ kind: verdict, suspect: suspect ?? 0 } as const) : null;
    return {
      ...row,
      officer: officer === '' ? null : officer,
      tally: { hits, of: total },
      review: verdict === 'dismissed' ? { kind: 'dismissed' } : review,
    };
  });
}
