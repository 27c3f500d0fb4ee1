import type { InvitationId } from '../domain/ids.ts';
import type { SealedDraft } from '../service/ports.ts';
import { Prisma } from './generated/client.ts';
import { asBuffer, upsert, type Table } from './table.ts';
import type { Connection } from './transaction.ts';

const DRAFT: Table<SealedDraft> = {
  name: 'register.draft',
  key: ['invitationId'],
  touched: 'updated_at',
  columns: { invitationId: 'uuid', sealed: 'bytes', trackingIndex: 'hex' },
};

/** Whoever holds the invitation holds its draft. */
export async function findDrafts(
  connection: Connection,
  ids: readonly InvitationId[],
): Promise<ReadonlyMap<InvitationId, Buffer>> {
  if (ids.length === 0) return new Map();
  return readDrafts(connection, Prisma.sql`register.draft`, Prisma.sql`f.invitation_id = ANY(${ids}::uuid[])`);
}

/** From a table or a function of its shape. */
export async function readDrafts(
  connection: Connection,
  source: Prisma.Sql,
  condition: Prisma.Sql = Prisma.sql`TRUE`,
): Promise<ReadonlyMap<InvitationId, Buffer>> {
  const rows = await connection.$queryRaw<{ id: InvitationId; sealed: Uint8Array }[]>`
    SELECT f.invitation_id AS id, f.sealed FROM ${source} f WHERE ${condition}`;
  return new Map(rows.map(({ id, sealed }) => [id, asBuffer(sealed)]));
}

export async function saveDrafts(connection: Connection, drafts: readonly SealedDraft[]): Promise<void> {
  if (drafts.length > 0) await connection.$executeRaw(upsert(DRAFT, drafts));
}

export async function discardDrafts(connection: Connection, ids: readonly InvitationId[]): Promise<void> {
  if (ids.length === 0) return;
  await connection.$executeRaw`DELETE FROM register.draft f WHERE f.invitation_id = ANY(${ids}::uuid[])`;
}
