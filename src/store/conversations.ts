import { randomUUID } from 'node:crypto';
import type { Chat } from '../domain/chat.ts';
import type { Fingerprint } from '../domain/ids.ts';
import { isOpen } from '../domain/invitation.ts';
import type { Conversations, ConversationStore, DossierRecord, RatedMessage, UpdateLookup } from '../service/ports.ts';
import { findBackChecksOf } from './back-checks.ts';
import { findChats } from './chats.ts';
import { writeConversations } from './conversation-writes.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { LOCK } from './locks.ts';
import { findRated } from './rated-messages.ts';
import { findBehind, findRecords } from './records.ts';
import { select } from './selections.ts';
import { findSuppressed } from './suppressions.ts';
import { byteaArray } from './table.ts';
import { inTransaction, type Connection } from './transaction.ts';

/** Of role hl_register. */
export function openConversations(register: PrismaClient): ConversationStore {
  return {
    process: (lookups, decide, claims) =>
      inTransaction(register, async (connection) => {
        const fresh = await takeFresh(connection, lookups);
        if (fresh.length === 0) return [];
        const found = await load(
          connection,
          fresh.flatMap((position) => lookups[position] ?? []),
        );
        return writeConversations(connection, decide(fresh, found), claims);
      }),
    advance: (selection, decide) =>
      inTransaction(register, async (connection) => {
        const { chats, records, phones } = await select(connection, selection);
        if (records.length === 0) return 0;
        const suppressed = await findSuppressed(connection, fingerprintsOf(chats, records));
        const phonesWithChats = await findPhonesWithChats(connection, selection.kind === 'expired' ? records : []);
        const beside = { rated: [], backChecks: [], phonesWithChats };
        await writeConversations(connection, await decide({ chats, records, suppressed, phones, ...beside }));
        return records.length;
      }),
    isProcessed: async (channel, account, updateId) => {
      const rows = await register.$queryRaw<unknown[]>`
        SELECT 1 AS found FROM register.inbound_update u
        WHERE u.channel = ${channel} AND u.account = ${account} AND u.update_id = ${updateId}`;
      return rows.length > 0;
    },
    findByToken: (hash) => findBehind(register, hash),
    setAside: (update) => setAside(register, update),
    forgetUpdates: (before) =>
      register.$executeRaw`DELETE FROM register.inbound_update u WHERE u.received_at < ${before}`,
  };
}

/** The same update replaces itself: its job may come again, and one that is tried once more may fail once more. */
async function setAside(register: PrismaClient, update: Parameters<ConversationStore['setAside']>[0]): Promise<void> {
  const { channel, account, updateId, sealed, failure } = update;
  await register.$executeRaw`
    WITH earlier AS (
      DELETE FROM register.dead_update u
      WHERE u.channel = ${channel} AND u.account = ${account} AND u.update_id = ${updateId}
    )
    INSERT INTO register.dead_update (id, channel, account, update_id, sealed, failure)
    VALUES (${randomUUID()}::uuid, ${channel}, ${account}, ${updateId}, ${sealed}, ${failure})`;
}

/** Positions of updates never seen before, each update once; inserted in one order, so that two batches take turns. */
async function takeFresh(connection: Connection, lookups: readonly UpdateLookup[]): Promise<readonly number[]> {
  const rows = lookups.map(({ channel, account, updateId }, position) => ({ channel, account, updateId, position }));
  const taken = await connection.$queryRaw<{ key: string }[]>`
    INSERT INTO register.inbound_update AS u (channel, account, update_id)
    SELECT DISTINCT r.channel, r.account, r."updateId"
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(channel text, account text, "updateId" text)
    ORDER BY 1, 2, 3
    ON CONFLICT DO NOTHING
    RETURNING jsonb_build_array(u.channel, u.account, u.update_id)::text AS key`;
  const left = new Set(taken.map(({ key }) => JSON.stringify(JSON.parse(key))));
  return rows.flatMap(({ channel, account, updateId, position }) =>
    left.delete(JSON.stringify([channel, account, updateId])) ? [position] : [],
  );
}

async function load(connection: Connection, lookups: readonly UpdateLookup[]): Promise<Conversations> {
  const rated = await findRated(connection, lookups);
  const chats = await lockChats(connection, lookups, rated);
  const ids = await findTouched(connection, lookups, chats);
  const touched = [...new Set([...ids, ...rated.map(({ dossierId }) => dossierId)])];
  const condition = Prisma.sql`d.id = ANY(${touched}::uuid[])`;
  const records = touched.length === 0 ? [] : await findRecords(connection, condition, LOCK);
  const asked = lookups.flatMap(({ addressIndex, phoneIndex }) => [addressIndex, phoneIndex]);
  const suppressed = await findSuppressed(connection, [...asked, ...fingerprintsOf(chats, records)]);
  const backChecks = await findBackChecksOf(
    connection,
    chats.map(({ id }) => id),
  );
  const phonesWithChats = await findPhonesWithChats(connection, records);
  return { chats, records, rated, suppressed, backChecks, phones: new Map(), phonesWithChats };
}

/** Asked only where a slip may be what answers: whoever was written to by phone is known. */
async function findPhonesWithChats(
  connection: Connection,
  records: readonly DossierRecord[],
): Promise<ReadonlySet<Fingerprint>> {
  const phones = records.flatMap(({ dossier, invitation }) =>
    invitation !== null && invitation.proof !== 'phone' && isOpen(invitation) ? (dossier.phoneIndex ?? []) : [],
  );
  if (phones.length === 0) return new Set();
  const rows = await connection.$queryRaw<{ phone: Fingerprint }[]>`
    SELECT DISTINCT encode(c.phone_index, 'hex') AS phone FROM register.chat c
    WHERE c.phone_index = ANY(${byteaArray(phones)}) AND NOT c.template_only
      AND c.blocked_at IS NULL AND c.opted_out_at IS NULL`;
  return new Set(rows.map(({ phone }) => phone));
}

/** Each is looked up by its own key: as one condition with OR, every batch reads all chats that there are. */
async function lockChats(
  connection: Connection,
  lookups: readonly UpdateLookup[],
  rated: readonly RatedMessage[],
): Promise<readonly Chat[]> {
  const keys = lookups.filter(({ addressIndex }) => addressIndex !== null);
  if (keys.length === 0 && rated.length === 0) return [];
  const asked = rated.map(({ chatId }) => chatId);
  const condition = Prisma.sql`c.id IN (
    SELECT unnest(${asked}::uuid[])
    UNION
    SELECT k.id FROM json_to_recordset(${JSON.stringify(keys)}::json) AS r(channel text, account text, "addressIndex" text)
    CROSS JOIN LATERAL (
      SELECT h.id FROM register.chat h
      WHERE h.channel = r.channel AND h.account = r.account AND h.address_index = decode(r."addressIndex", 'hex')
      OFFSET 0) AS k)`;
  return findChats(connection, condition, LOCK);
}

/** A phone or chat may stand in thousands of dossiers; a conversation is about the newest. */
const NEWEST = Prisma.raw('50');

/**
 * Ids of dossiers named by token, or in focus; of those by phone or slip that can still be asked about; and of two by
 * each short code, open ones first: enough to tell whether it is the only one.
 */
async function findTouched(
  connection: Connection,
  lookups: readonly UpdateLookup[],
  chats: readonly Chat[],
): Promise<readonly string[]> {
  const tokens = lookups.flatMap(({ tokenHash }) => tokenHash ?? []);
  const phones = [...lookups, ...chats].flatMap(({ phoneIndex }) => phoneIndex ?? []);
  const owners = chats.map(({ id }) => `chat:${id}`);
  const codes = lookups.flatMap(({ shortCode }) => shortCode ?? []);
  const focused = chats.flatMap(({ focusId }) => focusId ?? []);
  const rows = await connection.$queryRaw<{ id: string }[]>`
    SELECT d.id FROM register.dossier d WHERE ${hasToken(tokens)}
    UNION
    SELECT i.dossier_id FROM register.invitation i WHERE i.id = ANY(${focused}::uuid[])
    UNION
    SELECT own.id FROM unnest(${owners}::text[]) AS o CROSS JOIN LATERAL (${newestOpen(Prisma.sql`d.slip_owner = o`)}) AS own
    UNION
    SELECT own.id FROM unnest(${phones}::text[]) AS f
    CROSS JOIN LATERAL (${newestOpen(Prisma.sql`d.phone_index = decode(f, 'hex')`)}) AS own
    UNION
    SELECT coded.id FROM unnest(${codes}::text[]) AS s CROSS JOIN LATERAL (
      SELECT d.id FROM register.dossier d LEFT JOIN register.invitation i ON i.dossier_id = d.id
      WHERE d.short_code = s ORDER BY (i.status IS NOT DISTINCT FROM 'closed'), d.created_at DESC LIMIT 2) AS coded`;
  return rows.map(({ id }) => id);
}

function newestOpen(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT d.id FROM register.dossier d LEFT JOIN register.invitation i ON i.dossier_id = d.id
    WHERE ${condition} AND i.status IS DISTINCT FROM 'closed'
    ORDER BY d.created_at DESC LIMIT ${NEWEST}`;
}

/** Of the slip, or of the phone. */
function hasToken(hashes: readonly string[]): Prisma.Sql {
  return Prisma.sql`(d.token_hash = ANY(${byteaArray(hashes)}) OR d.phone_token_hash = ANY(${byteaArray(hashes)}))`;
}

function fingerprintsOf(chats: readonly Chat[], records: readonly DossierRecord[]) {
  return [
    ...chats.flatMap(({ addressIndex, phoneIndex }) => [addressIndex, phoneIndex]),
    ...records.map(({ dossier }) => dossier.phoneIndex),
  ];
}
