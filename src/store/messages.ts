import type { Fingerprint } from '../domain/ids.ts';
import type { MessageRef } from '../domain/message.ts';
import type { ClaimedMessage, DeliveryRecord, DeliveryWrites, MessageStore, Traffic } from '../service/ports.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { LOCK, LOCK_FREE } from './locks.ts';
import { matchReceipts } from './receipts.ts';
import { suppress } from './suppressions.ts';
import { asBuffer } from './table.ts';
import { inTransaction, type Connection } from './transaction.ts';

/** Of role hl_register. */
export function openMessages(register: PrismaClient): MessageStore {
  return {
    claim: (ids, now) => claim(register, ids, now),
    record: (writes) => inTransaction(register, (connection) => record(connection, writes)),
    findDue: (chats, lane, now) => register.$queryRaw<MessageRef[]>`
      SELECT m.id, m.channel, m.lane FROM register.message m
      WHERE m.chat_id = ANY(${chats}::uuid[]) AND m.lane = ${lane} AND m.status = 'created' AND ${isDue(now)}
      ORDER BY m.position`,
    matchReceipts: (query) => inTransaction(register, (connection) => matchReceipts(connection, query)),
    traffic: (query) => countTraffic(register, query),
    recover: (query) => inTransaction(register, (connection) => recover(connection, query)),
    forget: ({ dueBefore, limit }) => register.$executeRaw`
      WITH picked AS (
        SELECT m.id FROM register.message m
        WHERE m.invitation_id IS NULL AND m.not_before < ${dueBefore}
          AND m.status IN ('sent', 'failed', 'unknown', 'expired')
        ORDER BY m.id LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
      )
      DELETE FROM register.message m USING picked WHERE m.id = picked.id`,
  };
}

/** As soon as possible is no time: only what was put off waits, and clocks of the fleet differ by less than the rest. */
function isDue(now: Date): Prisma.Sql {
  return Prisma.sql`(m.held_until IS NULL OR m.held_until <= ${now}::timestamptz + interval '100 milliseconds')`;
}

/**
 * A message that meets an earlier one of its chat on the way stays: whoever sends that one queues it again. An earlier
 * one is looked for chat by chat: as EXISTS, the planner would rather read all that is on the way, for every claim.
 * What we started is over when its survey is, or when its chat has opted out since.
 */
async function claim(connection: Connection, ids: readonly string[], now: Date): Promise<readonly ClaimedMessage[]> {
  if (ids.length === 0) return [];
  const rows = await connection.$queryRaw<ClaimedMessage[]>`
    WITH picked AS (
      SELECT m.id, m.chat_id, m.lane, m.position, m.not_after <= ${now} OR coalesce(i.status, '') = 'closed'
        OR (m.lane = 'bulk' AND c.opted_out_at IS NOT NULL) AS over
      FROM register.message m JOIN register.chat c ON c.id = m.chat_id
        LEFT JOIN register.invitation i ON i.id = m.invitation_id
      WHERE m.id = ANY(${ids}::uuid[]) AND m.status = 'created' AND ${isDue(now)}
      ORDER BY m.id FOR NO KEY UPDATE OF m SKIP LOCKED
    ), free AS (
      SELECT p.id, p.over FROM picked p
      WHERE p.over OR (
        SELECT e.id FROM register.message e
        WHERE e.chat_id = p.chat_id AND e.lane = p.lane AND e.position < p.position AND e.not_after > ${now}
          AND e.status IN ('created', 'sending') AND e.id NOT IN (SELECT picked.id FROM picked) LIMIT 1) IS NULL
    ), moved AS (
      UPDATE register.message m
      SET status = CASE WHEN free.over THEN 'expired' ELSE 'sending' END, claimed_at = ${now}
      FROM free WHERE m.id = free.id
      RETURNING m.*
    )
    SELECT m.id, m.channel, m.lane, m.chat_id AS "chatId", m.invitation_id AS "invitationId", m.purpose,
      c.address_sealed AS "addressSealed", m.sealed, m.attempts, m.not_after AS "notAfter"
    FROM moved m JOIN register.chat c ON c.id = m.chat_id
    WHERE m.status = 'sending' ORDER BY m.position`;
  return rows.map((row) =>
    Object.assign(row, { addressSealed: asBuffer(row.addressSealed), sealed: asBuffer(row.sealed) }),
  );
}

async function record(connection: Connection, writes: DeliveryWrites): Promise<void> {
  await markChats(connection, writes);
  const concerned = [...writes.delivered, ...writes.returned].map(({ invitationId }) => invitationId);
  await connection.$queryRaw`
    SELECT i.id FROM register.invitation i WHERE i.id = ANY(${concerned}::uuid[]) ORDER BY i.id ${LOCK}`;
  await markDelivered(connection, writes.delivered);
  await takeBack(connection, writes.returned);
  await settle(connection, writes.records);
}

async function markChats(connection: Connection, { blockedChats, optedOutChats }: DeliveryWrites): Promise<void> {
  const marks = [
    ...blockedChats.map((chat) => ({ ...chat, isOptOut: false })),
    ...optedOutChats.map((chat) => ({ ...chat, isOptOut: true })),
  ];
  if (marks.length === 0) return;
  const ids = marks.map(({ chatId }) => chatId);
  await connection.$queryRaw`SELECT c.id FROM register.chat c WHERE c.id = ANY(${ids}::uuid[]) ORDER BY c.id ${LOCK}`;
  const changed = await connection.$queryRaw<{ addressIndex: Fingerprint | null; phoneIndex: Fingerprint | null }[]>`
    UPDATE register.chat c SET
      blocked_at = CASE WHEN r."isOptOut" THEN c.blocked_at ELSE coalesce(c.blocked_at, r.at) END,
      opted_out_at = CASE WHEN r."isOptOut" THEN coalesce(c.opted_out_at, r.at) ELSE c.opted_out_at END
    FROM json_to_recordset(${JSON.stringify(marks)}::json) AS r("chatId" uuid, at timestamptz, "isOptOut" boolean)
    WHERE c.id = r."chatId"
    RETURNING CASE WHEN r."isOptOut" THEN encode(c.address_index, 'hex') END AS "addressIndex",
      CASE WHEN r."isOptOut" THEN encode(c.phone_index, 'hex') END AS "phoneIndex"`;
  await suppress(
    connection,
    changed.flatMap(({ addressIndex, phoneIndex }) => [addressIndex, phoneIndex]).filter((index) => index !== null),
  );
}

async function markDelivered(connection: Connection, delivered: DeliveryWrites['delivered']): Promise<void> {
  if (delivered.length === 0) return;
  await connection.$executeRaw`
    UPDATE register.invitation i SET status = 'sent', delivered_at = coalesce(i.delivered_at, r.at)
    FROM json_to_recordset(${JSON.stringify(delivered)}::json) AS r("invitationId" uuid, at timestamptz)
    WHERE i.id = r."invitationId" AND i.status = 'queued'`;
}

/** As if it had never been sent; who has come by other ways meanwhile is left alone. */
async function takeBack(connection: Connection, returned: DeliveryWrites['returned']): Promise<void> {
  if (returned.length === 0) return;
  await connection.$executeRaw`
    WITH freed AS (
      UPDATE register.invitation i SET status = r.to, channel = NULL, proof = NULL, chat_id = NULL, invited_at = NULL
      FROM json_to_recordset(${JSON.stringify(returned)}::json) AS r("invitationId" uuid, "chatId" uuid, "to" text)
      WHERE i.id = r."invitationId" AND i.chat_id = r."chatId" AND i.status = 'queued'
      RETURNING i.id
    ), discarded AS (
      DELETE FROM register.draft f USING freed WHERE f.invitation_id = freed.id
    )
    DELETE FROM register.message m USING freed WHERE m.invitation_id = freed.id AND m.status = 'created'`;
}

/** A message that is out is known to be out, whatever a sweep thought meanwhile; its text is no longer needed, nor is the row of a reply. */
async function settle(connection: Connection, records: readonly DeliveryRecord[]): Promise<void> {
  const said = records.flatMap(({ kind, id }) => (kind === 'said' ? [id] : []));
  if (said.length > 0) await connection.$executeRaw`DELETE FROM register.message m WHERE m.id = ANY(${said}::uuid[])`;
  const kept = records.filter(({ kind }) => kind !== 'said');
  if (kept.length === 0) return;
  await connection.$executeRaw`
    UPDATE register.message m SET
      status = CASE r.kind WHEN 'deferred' THEN 'created' ELSE r.kind END,
      attempts = m.attempts + CASE WHEN r.burned THEN 1 ELSE 0 END,
      not_before = coalesce(r.until, m.not_before),
      held_until = coalesce(r.until, m.held_until),
      claimed_at = CASE r.kind WHEN 'deferred' THEN NULL ELSE m.claimed_at END,
      sent_at = r.at, platform_id = r."platformId", failure = r.failure,
      sealed = CASE r.kind WHEN 'sent' THEN ''::bytea ELSE m.sealed END
    FROM json_to_recordset(${JSON.stringify(kept)}::json) AS r(
      kind text, id uuid, "platformId" text, at timestamptz, until timestamptz, burned boolean, failure text)
    WHERE m.id = r.id AND (m.status = 'sending' OR r.kind = 'sent')`;
}

interface Released extends MessageRef {
  readonly invitationId: string | null;
  readonly purpose: string;
  readonly status: 'created' | 'unknown' | 'failed';
}

type RecoverQuery = Parameters<MessageStore['recover']>[0];

async function recover(connection: Connection, query: RecoverQuery): Promise<readonly MessageRef[]> {
  const resumed = await releaseClaims(connection, query);
  const stranded = await connection.$queryRaw<MessageRef[]>`
    SELECT w.id, w.channel, w.lane FROM (
      SELECT m.id, m.channel, m.lane, row_number() OVER (PARTITION BY m.channel, m.lane ORDER BY m.position) AS place
      FROM register.message m
      WHERE m.status = 'created' AND m.claimed_at IS NULL AND m.not_before <= ${query.dueBefore}
    ) w
    WHERE w.place <= ${query.limit}::int ORDER BY w.place`;
  return [...new Map([...resumed, ...stranded].map((ref) => [ref.id, ref])).values()];
}

/** An invitation that nobody heard of counts as sent, so that the reminder covers it. */
async function releaseClaims(connection: Connection, query: RecoverQuery): Promise<readonly MessageRef[]> {
  const moved = await connection.$queryRaw<Released[]>`
    WITH picked AS (
      SELECT m.id, CASE WHEN m.lane <> 'reply' THEN 'unknown'
        WHEN m.attempts + 1 < ${query.maxAttempts}::int THEN 'created' ELSE 'failed' END AS status
      FROM register.message m
      WHERE m.status = 'sending' AND m.claimed_at < ${query.claimedBefore}
      ORDER BY m.id LIMIT ${query.limit}::int ${LOCK_FREE}
    )
    UPDATE register.message m SET
      status = picked.status,
      attempts = m.attempts + 1,
      failure = CASE picked.status WHEN 'created' THEN NULL ELSE 'claim-lost' END,
      claimed_at = CASE picked.status WHEN 'created' THEN NULL ELSE m.claimed_at END
    FROM picked WHERE m.id = picked.id
    RETURNING m.id, m.channel, m.lane, m.status, m.invitation_id AS "invitationId", m.purpose`;
  const invites = moved.filter(({ lane, purpose }) => lane === 'bulk' && purpose === 'invite');
  const uncertain = invites.flatMap(({ invitationId }) => (invitationId === null ? [] : [{ invitationId, at: null }]));
  await connection.$executeRaw`
    UPDATE register.invitation i SET status = 'sent'
    WHERE i.id = ANY(${uncertain.map(({ invitationId }) => invitationId)}::uuid[]) AND i.status = 'queued'`;
  return moved.filter(({ status }) => status === 'created').map(({ id, channel, lane }) => ({ id, channel, lane }));
}

function countTraffic(
  connection: Connection,
  { now, since }: Parameters<MessageStore['traffic']>[0],
): Promise<readonly Traffic[]> {
  return connection.$queryRaw<Traffic[]>`
    WITH counted AS (
      SELECT m.channel, 1 AS waiting, m.created_at, 0 AS sent FROM register.message m
      WHERE m.status IN ('created', 'sending') AND m.not_before <= ${now} AND m.not_after > ${now}
      UNION ALL
      SELECT m.channel, 0, NULL, 1 FROM register.message m
      WHERE m.status = 'sent' AND m.lane = 'bulk' AND m.sent_at > ${since}
    )
    SELECT c.channel, sum(c.waiting)::int AS waiting, min(c.created_at) AS "oldestAt", sum(c.sent)::int AS sent
    FROM counted c GROUP BY c.channel`;
}
