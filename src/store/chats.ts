import type { Chat } from '../domain/chat.ts';
import type { Prisma } from './generated/client.ts';
import { asBuffer, columnsOf, upsert, type Table } from './table.ts';
import type { Connection } from './transaction.ts';

const CHAT: Table<Chat> = {
  name: 'register.chat',
  key: ['id'],
  columns: {
    id: 'uuid',
    channel: 'text',
    account: 'text',
    addressIndex: 'hex',
    addressSealed: 'bytes',
    language: 'text',
    phoneIndex: 'hex',
    blockedAt: 'timestamptz',
    optedOutAt: 'timestamptz',
    focusId: 'uuid',
    askedToStop: 'boolean',
    lastInboundAt: 'timestamptz',
    templateOnly: 'boolean',
    codeMisses: 'integer',
    codeMissedOn: 'date',
  },
};

/** In the order of their ids, in which everybody locks them. */
export async function findChats(connection: Connection, condition: Prisma.Sql, lock: Prisma.Sql): Promise<Chat[]> {
  const rows = await connection.$queryRaw<Chat[]>`
    SELECT ${columnsOf(CHAT, 'c')} FROM register.chat c WHERE ${condition} ORDER BY c.id ${lock}`;
  return rows.map((row) => Object.assign(row, { addressSealed: asBuffer(row.addressSealed) }));
}

export async function saveChats(connection: Connection, chats: readonly Chat[]): Promise<void> {
  if (chats.length > 0) await connection.$executeRaw(upsert(CHAT, chats));
}
