import type { InvitationId } from '../domain/ids.ts';
import type { NewMessage } from '../domain/message.ts';
import { insert, type Table } from './table.ts';
import type { Connection } from './transaction.ts';

const MESSAGE: Table<NewMessage> = {
  name: 'register.message',
  key: ['id'],
  columns: {
    id: 'uuid',
    chatId: 'uuid',
    invitationId: 'uuid',
    channel: 'text',
    lane: 'text',
    purpose: 'text',
    sealed: 'bytes',
    notBefore: 'timestamptz',
    notAfter: 'timestamptz',
  },
};

/** The order given is the order of creation, in which one chat's messages go out. */
export async function addMessages(connection: Connection, messages: readonly NewMessage[]): Promise<void> {
  if (messages.length > 0) await connection.$executeRaw(insert(MESSAGE, messages));
}

/** Deletes what is not out yet. */
export async function silence(connection: Connection, ids: readonly InvitationId[]): Promise<void> {
  if (ids.length === 0) return;
  await connection.$executeRaw`
    DELETE FROM register.message m WHERE m.invitation_id = ANY(${ids}::uuid[]) AND m.status = 'created'`;
}

/** Deletes what was ever said about these invitations. */
export async function forget(connection: Connection, ids: readonly InvitationId[]): Promise<void> {
  if (ids.length === 0) return;
  await connection.$executeRaw`DELETE FROM register.message m WHERE m.invitation_id = ANY(${ids}::uuid[])`;
}
