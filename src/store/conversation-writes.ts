import { randomUUID } from 'node:crypto';
import type { MessageId } from '../domain/ids.ts';
import type { ConversationWrites, ReplyClaims } from '../service/ports.ts';
import { castBackChecks, saveBackChecks } from './back-checks.ts';
import { saveChats } from './chats.ts';
import { discardDrafts, saveDrafts } from './drafts.ts';
import { saveInvitations } from './invitations.ts';
import { addMessages, forget, silence } from './outgoing.ts';
import { keepReceipts } from './receipts.ts';
import { suppress, unsuppress } from './suppressions.ts';
import { insert, type Table } from './table.ts';
import type { Connection } from './transaction.ts';

interface MixRow {
  readonly id: string;
  readonly unitCode: string;
  readonly sealed: Buffer;
  readonly enteredAt: Date;
}

const MIX: Table<MixRow> = {
  name: 'ballot.mix',
  key: ['id'],
  columns: { id: 'uuid', unitCode: 'text', sealed: 'bytes', enteredAt: 'timestamptz' },
};

const HOUR_MS = 3_600_000;

/** Returns the messages that were claimed. One statement a table. Old messages go before new ones come, for both may concern one invitation. */
export async function writeConversations(
  connection: Connection,
  writes: ConversationWrites,
  claims: ReplyClaims | null = null,
): Promise<readonly MessageId[]> {
  await saveChats(connection, byId(writes.chats));
  await saveSlipClaims(connection, writes.slipClaims);
  await saveInvitations(connection, byId(writes.invitations));
  await discardDrafts(connection, writes.discardedDrafts);
  await saveDrafts(connection, writes.drafts);
  await silence(connection, writes.silenced);
  await forget(connection, writes.forgotten);
  const claimed = await addMessages(connection, writes.messages, claims);
  await unsuppress(connection, writes.unsuppress);
  await suppress(connection, writes.suppress);
  await castBallots(connection, writes.ballots);
  await saveBackChecks(connection, writes.backChecks);
  await castBackChecks(connection, writes.backCheckBallots);
  await countPaces(connection, writes.paces);
  await freezeSurveys(connection, writes.freezeSurveys);
  await keepReceipts(connection, writes.receipts);
  return claimed;
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

async function saveSlipClaims(connection: Connection, claims: ConversationWrites['slipClaims']): Promise<void> {
  if (claims.length === 0) return;
  await connection.$executeRaw`
    UPDATE register.dossier d SET slip_owner = r.owner, slip_taken_early = r."takenEarly"
    FROM json_to_recordset(${JSON.stringify(claims)}::json) AS r("dossierId" uuid, owner text, "takenEarly" boolean)
    WHERE d.id = r."dossierId"`;
}

async function countPaces(connection: Connection, paces: ConversationWrites['paces']): Promise<void> {
  if (paces.length === 0) return;
  await connection.$executeRaw`
    INSERT INTO register.pace_tally AS t (unit_code, month, finished, hurried)
    SELECT r."unitCode", r.month, count(*), count(*) FILTER (WHERE r.hurried)
    FROM json_to_recordset(${JSON.stringify(paces)}::json) AS r("unitCode" text, month date, hurried boolean)
    GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (unit_code, month) DO UPDATE
    SET finished = t.finished + EXCLUDED.finished, hurried = t.hurried + EXCLUDED.hurried`;
}

/** A random id and the hour, by any clock, for it waits for days: nothing that tells whose ballot it is. */
async function castBallots(connection: Connection, ballots: ConversationWrites['ballots']): Promise<void> {
  if (ballots.length === 0) return;
  const enteredAt = new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS);
  const rows = ballots.map(({ unitCode, sealed }) => ({ id: randomUUID(), unitCode, sealed, enteredAt }));
  await connection.$executeRaw(insert(MIX, byId(rows)));
}

async function freezeSurveys(connection: Connection, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await connection.$executeRaw`
    UPDATE register.survey s SET frozen_at = now() WHERE s.id = ANY(${ids}::text[]) AND s.frozen_at IS NULL`;
}
