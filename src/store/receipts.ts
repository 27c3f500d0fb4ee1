import type { MessageStore, Receipt } from '../service/ports.ts';
import { LOCK } from './locks.ts';
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

type MatchQuery = Parameters<MessageStore['matchReceipts']>[0];

interface Matched {
  readonly account: string;
  readonly messageId: string;
  readonly invitationId: string | null;
  readonly at: Date;
}

/**
 * A receipt may be here before its message is recorded as sent; then it waits. Only what we started tells that an
 * invitation arrived: a reply goes to whoever has come already. No clock of another's puts an arrival into the future.
 */
export async function matchReceipts(connection: Connection, query: MatchQuery): Promise<number> {
  const matched = await connection.$queryRaw<Matched[]>`
    SELECT r.account, r.message_id AS "messageId", least(r.happened_at, ${query.now}) AS at,
      CASE WHEN m.purpose IN ('invite', 'reminder') THEN m.invitation_id END AS "invitationId"
    FROM register.receipt r
    JOIN register.message m ON m.platform_id = r.message_id
    JOIN register.chat c ON c.id = m.chat_id AND c.account = r.account
    LIMIT ${query.limit}::int`;
  await markArrived(connection, matched);
  const taken = matched.map(({ account, messageId }) => ({ account, messageId }));
  await connection.$executeRaw`
    DELETE FROM register.receipt r
    USING json_to_recordset(${JSON.stringify(taken)}::json) AS t(account text, "messageId" text)
    WHERE r.account = t.account AND r.message_id = t."messageId"`;
  await connection.$executeRaw`DELETE FROM register.receipt r WHERE r.happened_at < ${query.forgetBefore}`;
  return matched.length;
}

async function markArrived(connection: Connection, matched: readonly Matched[]): Promise<void> {
  const ids = matched.flatMap(({ invitationId }) => invitationId ?? []);
  if (ids.length === 0) return;
  await connection.$queryRaw`
    SELECT i.id FROM register.invitation i WHERE i.id = ANY(${ids}::uuid[]) ORDER BY i.id ${LOCK}`;
  await connection.$executeRaw`
    UPDATE register.invitation i SET delivered_at = first.at
    FROM (
      SELECT a."invitationId" AS id, min(a.at) AS at
      FROM json_to_recordset(${JSON.stringify(matched)}::json) AS a("invitationId" uuid, at timestamptz)
      GROUP BY 1
    ) AS first
    WHERE i.id = first.id AND i.delivered_at IS NULL AND i.status IN ('sent', 'started', 'finished')`;
}
