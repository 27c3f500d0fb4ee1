import type { Dossier } from '../domain/dossier.ts';
import type { DossierId } from '../domain/ids.ts';
import type { Invitation } from '../domain/invitation.ts';
import type { Unit } from '../domain/unit.ts';
import type { DossierListQuery, ListedDossier } from '../service/ports.ts';
import { Prisma } from './generated/client.ts';
import { findInvitations, ofDossiers } from './invitations.ts';
import { DOSSIER, UNIT } from './records.ts';
import { columnsOf } from './table.ts';
import type { Connection } from './transaction.ts';

type Row = Dossier & { readonly unit: Unit; readonly updatedAt: Date };

/** Names the second in which a writer of dossiers began, until it has ended: others look it up and do not wait. */
export async function announceWriter(connection: Connection): Promise<void> {
  await connection.$executeRaw`
    SELECT pg_advisory_xact_lock_shared(hashtext('register.dossier'), floor(extract(epoch FROM clock_timestamp()))::int)`;
}

/**
 * In the order of their last change. Each change is shown once nothing can come before it any more: writers that are
 * under way hold back what is younger than they are.
 */
export async function listDossiers(connection: Connection, query: DossierListQuery): Promise<readonly ListedDossier[]> {
  const horizon = await findHorizon(connection);
  const { scope, since, after, limit } = query;
  const from = Prisma.sql`${since ? Prisma.sql`AND d.updated_at >= ${since}` : Prisma.empty}
    ${after ? Prisma.sql`AND (d.updated_at, d.id) > (${after.at}, ${after.id}::uuid)` : Prisma.empty}`;
  // Unit by unit, so that one index serves a ward as well as the country.
  const rows = await connection.$queryRaw<Row[]>`
    SELECT ${columnsOf(DOSSIER, 'd')}, d.updated_at AS "updatedAt", ${UNIT} AS unit
    FROM register.unit u CROSS JOIN LATERAL (
      SELECT d.* FROM register.dossier d
      WHERE d.unit_code = u.code AND d.updated_at < ${horizon} ${from}
      ORDER BY d.updated_at, d.id LIMIT ${limit}::int
    ) AS d
    WHERE ${scope}::text IS NULL OR u.code = ${scope} OR u.parent_code = ${scope}
    ORDER BY d.updated_at, d.id LIMIT ${limit}::int`;
  const invitations = await findInvitations(connection, ofDossiers(rows.map(({ id }) => id)));
  const byDossier = new Map<DossierId, Invitation>(invitations.map((row) => [row.dossierId, row]));
  return rows.map(({ unit, updatedAt, ...dossier }) => ({
    dossier,
    unit,
    invitation: byDossier.get(dossier.id) ?? null,
    position: { at: updatedAt, id: dossier.id },
  }));
}

/** Times are kept in milliseconds, rounded: the last one is not over yet. */
async function findHorizon(connection: Connection): Promise<Date> {
  const rows = await connection.$queryRaw<{ horizon: Date }[]>`
    SELECT least(
      date_trunc('milliseconds', statement_timestamp()) - interval '1 millisecond',
      (SELECT to_timestamp(min(l.objid::bigint)) FROM pg_locks l
       WHERE l.locktype = 'advisory' AND l.objsubid = 2 AND l.classid = hashtext('register.dossier')::oid
         AND l.database = (SELECT b.oid FROM pg_database b WHERE b.datname = current_database()))
    ) AS horizon`;
  return rows[0]?.horizon ?? new Date(0);
}
