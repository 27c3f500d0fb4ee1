import type { Dossier } from '../domain/dossier.ts';
import type { DossierId, InvitationId } from '../domain/ids.ts';
import type { Invitation } from '../domain/invitation.ts';
import type { Unit, UnitCode } from '../domain/unit.ts';
import type { DossierRecord } from '../service/ports.ts';
import { findDrafts, readDrafts } from './drafts.ts';
import { Prisma } from './generated/client.ts';
import { findInvitations, ofDossiers } from './invitations.ts';
import { columnsOf, type Columns, type Table } from './table.ts';
import type { Connection } from './transaction.ts';

export const DOSSIER_COLUMNS: Columns<Dossier> = {
  id: 'uuid',
  code: 'text',
  unitCode: 'text',
  procedureCode: 'text',
  filedVia: 'text',
  receivedAt: 'timestamptz',
  dueAt: 'timestamptz',
  completedAt: 'timestamptz',
  returnedAt: 'timestamptz',
  outcome: 'text',
  phoneIndex: 'hex',
  language: 'text',
  applicant: 'text',
  officer: 'text',
  lateReason: 'text',
  apologySentAt: 'timestamptz',
  shortCode: 'text',
  slipOwner: 'text',
  slipTakenEarly: 'boolean',
};

export const DOSSIER: Table<Dossier> = { name: 'register.dossier', key: ['id'], columns: DOSSIER_COLUMNS };

export const UNIT = Prisma.raw(`jsonb_build_object(
  'code', u.code, 'name', u.name, 'type', u.type, 'parentCode', u.parent_code,
  'agencyCodes', u.agency_codes, 'validFrom', u.valid_from, 'validTo', u.valid_to)`);

type DossierRow = Dossier & Pick<DossierRecord, 'tone' | 'procedureName'>;

/** Dossiers that meet `condition` (of alias d) with all that a conversation needs; `lock` holds what it returns. */
export async function findRecords(
  connection: Connection,
  condition: Prisma.Sql,
  lock: Prisma.Sql = Prisma.empty,
): Promise<DossierRecord[]> {
  const rows = await findDossiers(connection, condition, lock);
  if (rows.length === 0) return [];
  const invitations = await findInvitations(connection, ofDossiers(rows.map(({ id }) => id)), lock);
  return withDrafts(connection, rows, invitations);
}

/** The one behind a token, by functions that a role may call which can read no dossier. */
export async function findBehind(connection: Connection, tokenHash: string): Promise<DossierRecord | null> {
  const behind = (what: string) => Prisma.sql`${Prisma.raw(`register.${what}_behind`)}(decode(${tokenHash}, 'hex'))`;
  const rows = await findDossiers(connection, Prisma.sql`TRUE`, Prisma.empty, behind('dossier'));
  if (rows.length === 0) return null;
  const invitations = await findInvitations(connection, Prisma.sql`TRUE`, Prisma.empty, behind('invitation'));
  const drafts = await readDrafts(connection, behind('draft'));
  return assemble(rows, await findUnits(connection, rows), invitations, drafts)[0] ?? null;
}

/** The same around invitations that are locked already. */
export async function recordsOf(connection: Connection, invitations: readonly Invitation[]): Promise<DossierRecord[]> {
  if (invitations.length === 0) return [];
  const ids = invitations.map(({ dossierId }) => dossierId);
  const rows = await findDossiers(connection, Prisma.sql`d.id = ANY(${ids}::uuid[])`, Prisma.empty);
  return withDrafts(connection, rows, invitations);
}

function findDossiers(
  connection: Connection,
  condition: Prisma.Sql,
  lock: Prisma.Sql,
  source: Prisma.Sql = Prisma.raw(DOSSIER.name),
): Promise<DossierRow[]> {
  const ofDossier = lock === Prisma.empty ? lock : Prisma.sql`${lock} OF d`;
  return connection.$queryRaw<DossierRow[]>`
    SELECT ${columnsOf(DOSSIER, 'd')}, coalesce(p.tone, 'standard') AS tone, coalesce(p.name, '') AS "procedureName"
    FROM ${source} d
    LEFT JOIN register.procedure p ON p.code = d.procedure_code
    WHERE ${condition} ORDER BY d.id ${ofDossier}`;
}

/** Each once, for a batch is of few units. */
async function findUnits(
  connection: Connection,
  dossiers: readonly DossierRow[],
): Promise<ReadonlyMap<UnitCode, Unit>> {
  const codes = [...new Set(dossiers.map(({ unitCode }) => unitCode))];
  const rows = await connection.$queryRaw<{ unit: Unit }[]>`
    SELECT ${UNIT} AS unit FROM register.unit u WHERE u.code = ANY(${codes}::text[])`;
  return new Map(rows.map(({ unit }) => [unit.code, unit]));
}

async function withDrafts(
  connection: Connection,
  rows: readonly DossierRow[],
  invitations: readonly Invitation[],
): Promise<DossierRecord[]> {
  const ids = invitations.map(({ id }) => id);
  return assemble(rows, await findUnits(connection, rows), invitations, await findDrafts(connection, ids));
}

function assemble(
  rows: readonly DossierRow[],
  units: ReadonlyMap<UnitCode, Unit>,
  invitations: readonly Invitation[],
  drafts: ReadonlyMap<InvitationId, Buffer>,
): DossierRecord[] {
  const byDossier = new Map<DossierId, Invitation>(invitations.map((row) => [row.dossierId, row]));
  return rows.flatMap(({ tone, procedureName, ...dossier }) => {
    const unit = units.get(dossier.unitCode);
    if (!unit) return [];
    const invitation = byDossier.get(dossier.id) ?? null;
    return { dossier, unit, tone, procedureName, invitation, draft: (invitation && drafts.get(invitation.id)) ?? null };
  });
}
