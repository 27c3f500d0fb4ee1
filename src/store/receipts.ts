import type { Receipt } from '../service/ports.ts';
import { insert, type Table } from './table.ts';
import { Prisma } from './generated/client.ts';
import type { Connection } from './transaction.ts';

const RECEIPT: Table<Receipt> = {
  name: 'register.receipt',
  key: ['account', 'messageId'],
  columns: { account: 'text', messageId: 'text', happenedAt: 'timestamptz' },
};

/** The first word about a message counts; in one order, so that two transactions take turns. */
export async function keepReceipts(connection: Connection, receipts: readonly Receipt[]): Promise<void> {
  if (receipts.length === 0) return;
  const rows = receipts.toSorted((a, b) => (a.messageId < b.messageId ? -1 : 1));
  await connection.$executeRaw(Prisma.sql`${insert(RECEIPT, rows)} ON CONFLICT DO NOTHING`);
}
