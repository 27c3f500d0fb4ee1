import type { Invitation } from '../domain/invitation.ts';
import type { DossierId } from '../domain/ids.ts';
import { Prisma } from './generated/client.ts';
import { columnsOf, upsert, type Table } from './table.ts';
import type { Connection } from './transaction.ts';

const INVITATION: Table<Invitation> = {
  name: 'register.invitation',
  key: ['id'],
  columns: {
    id: 'uuid',
    dossierId: 'uuid',
    surveyId: 'text',
    unitCode: 'text',
    provinceCode: 'text',
    procedureCode: 'text',
    filedVia: 'text',
    late: 'boolean',
    completedMonth: 'date',
    completedOn: 'date',
    phoneIndex: 'hex',
    status: 'text',
    closeReason: 'text',
    exclusion: 'text',
    notBefore: 'timestamptz',
    notAfter: 'timestamptz',
    channel: 'text',
    proof: 'text',
    chatId: 'uuid',
    invitedAt: 'timestamptz',
    deliveredAt: 'timestamptz',
    startedOn: 'date',
    consentVersion: 'text',
    closedOn: 'date',
    remindedAt: 'timestamptz',
    sendAfter: 'timestamptz',
    sealOn: 'date',
    slipToldOn: 'date',
    slipDeniedOn: 'date',
  },
};

/** `lock` goes behind the rows, which come in the order of their ids: everybody locks in this order. */
export function findInvitations(
  connection: Connection,
  condition: Prisma.Sql,
  lock: Prisma.Sql = Prisma.empty,
  source: Prisma.Sql = Prisma.raw(INVITATION.name),
): Promise<Invitation[]> {
  return connection.$queryRaw<Invitation[]>`
    SELECT ${columnsOf(INVITATION, 'i')} FROM ${source} i WHERE ${condition} ORDER BY i.id ${lock}`;
}

export function ofDossiers(ids: readonly DossierId[]): Prisma.Sql {
  return Prisma.sql`i.dossier_id = ANY(${ids}::uuid[])`;
}

export async function saveInvitations(connection: Connection, invitations: readonly Invitation[]): Promise<void> {
  if (invitations.length > 0) await connection.$executeRaw(upsert(INVITATION, invitations));
}
