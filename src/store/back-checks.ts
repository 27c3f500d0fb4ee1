import { randomUUID } from 'node:crypto';
import type { Chat } from '../domain/chat.ts';
import type { Fingerprint } from '../domain/ids.ts';
import type { AskQuery, BackCheck, BackCheckStore, DueBackCheck, SealedBackCheck } from '../service/ports.ts';
import { findChats } from './chats.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { LOCK, LOCK_FREE } from './locks.ts';
import { addMessages } from './outgoing.ts';
import { findSuppressed } from './suppressions.ts';
import { asBuffer, columnsOf, insert, upsert, type Table } from './table.ts';
import { inTransaction, type Connection } from './transaction.ts';

const BACK_CHECK: Table<BackCheck> = {
  name: 'register.back_check',
  key: ['id'],
  columns: {
    id: 'uuid',
    status: 'text',
    provinceCode: 'text',
    month: 'date',
    chatId: 'uuid',
    phoneIndex: 'hex',
    unitCode: 'text',
    shortCode: 'text',
    tokenHash: 'hex',
    sealed: 'bytes',
    askAfter: 'timestamptz',
    expiresAt: 'timestamptz',
  },
};

interface MixRow extends SealedBackCheck {
  readonly id: string;
}

const MIX: Table<MixRow> = {
  name: 'ballot.back_check_mix',
  key: ['id'],
  columns: { id: 'uuid', provinceCode: 'text', sealed: 'bytes' },
};

const ENDED = Prisma.sql`chat_id = NULL, phone_index = NULL, unit_code = NULL, short_code = NULL, token_hash = NULL, sealed = NULL,
  ask_after = NULL, expires_at = NULL`;

/** Of role hl_register. */
export function openBackChecks(register: PrismaClient): BackCheckStore {
  return {
    ask: (query, decide) =>
      inTransaction(register, async (connection) => {
        const due = await findDue(connection, query);
        if (due.length === 0) return 0;
        const { checks, messages } = decide(due);
        await saveBackChecks(connection, checks);
        await addMessages(connection, messages);
        return due.length;
      }),
    expire: ({ now, limit }) =>
      register.$executeRaw`
        UPDATE register.back_check b SET status = CASE b.status WHEN 'asked' THEN 'silent' ELSE 'unreached' END, ${ENDED}
        WHERE b.id IN (
          SELECT o.id FROM register.back_check o WHERE o.status IN ('drawn', 'asked') AND o.expires_at <= ${now}
          ORDER BY o.id LIMIT ${limit}::int FOR UPDATE SKIP LOCKED)`,
    findByToken: async (hash, now) => {
      const behind = Prisma.sql`register.back_check_behind(decode(${hash}, 'hex'), ${now})`;
      return (await readBackChecks(register, behind))[0] ?? null;
    },
    answer: (id, now, ballot) =>
      inTransaction(register, async (connection) => {
        const [row] = await connection.$queryRaw<[{ taken: boolean }]>`
          SELECT register.answer_back_check(${id}::uuid, ${now}) AS taken`;
        if (row.taken) await castBackChecks(connection, [ballot]);
        return row.taken;
      }),
  };
}

/**
 * The chats first, as everybody locks them. A chat of the phone on file before the one that answered, which may be
 * that of whoever took the slip; of a phone's chats an account before the bare number.
 */
async function findDue(
  connection: Connection,
  { now, limit, byTemplate, full }: AskQuery,
): Promise<readonly DueBackCheck[]> {
  const isDue = Prisma.sql`b.status = 'drawn' AND b.ask_after <= ${now} AND b.expires_at > ${now}`;
  const candidates = await connection.$queryRaw<{ id: string; chatId: string | null }[]>`
    SELECT b.id, w.id AS "chatId"
    FROM register.back_check b LEFT JOIN register.chat w ON w.id = coalesce((
      SELECT c.id FROM register.chat c
      WHERE c.phone_index = b.phone_index AND c.blocked_at IS NULL AND c.opted_out_at IS NULL
        AND (NOT c.template_only OR c.channel = ANY(${byTemplate}::text[]))
      ORDER BY c.template_only, c.last_inbound_at DESC LIMIT 1), b.chat_id)
    WHERE ${isDue} AND (w.channel IS NULL OR w.channel <> ALL(${full}::text[]))
    ORDER BY b.ask_after LIMIT ${limit}::int`;
  const wanted = candidates.flatMap(({ chatId }) => chatId ?? []);
  const chats = await findChats(connection, Prisma.sql`c.id = ANY(${wanted}::uuid[])`, LOCK_FREE);
  const byId = new Map<string, Chat>(chats.map((chat) => [chat.id, chat]));
  const chatOf = new Map(candidates.map(({ id, chatId }) => [id, chatId === null ? null : byId.get(chatId)]));
  const free = [...chatOf].filter(([, chat]) => chat !== undefined).map(([id]) => id);
  const checks = await findBackChecks(connection, Prisma.sql`b.id = ANY(${free}::uuid[]) AND ${isDue}`, LOCK_FREE);
  const suppressed = await findSuppressed(connection, [
    ...chats.flatMap(({ addressIndex, phoneIndex }) => [addressIndex, phoneIndex]),
    ...checks.map(({ phoneIndex }) => phoneIndex),
  ]);
  return checks.map((check) => {
    const chat = chatOf.get(check.id) ?? null;
    const marks = [chat?.addressIndex, chat?.phoneIndex, check.phoneIndex];
    return { check, chat, isSuppressed: marks.some((mark) => typeof mark === 'string' && suppressed.has(mark)) };
  });
}

function findBackChecks(
  connection: Connection,
  condition: Prisma.Sql,
  lock: Prisma.Sql,
): Promise<readonly BackCheck[]> {
  const ordered = Prisma.sql`WHERE ${condition} ORDER BY b.id ${lock}`;
  return readBackChecks(connection, Prisma.raw(BACK_CHECK.name), ordered);
}

/** From the table or a function of its shape. */
async function readBackChecks(
  connection: Connection,
  source: Prisma.Sql,
  which: Prisma.Sql = Prisma.empty,
): Promise<readonly BackCheck[]> {
  const rows = await connection.$queryRaw<BackCheck[]>`
    SELECT ${columnsOf(BACK_CHECK, 'b')} FROM ${source} b ${which}`;
  return rows.map((row) => Object.assign(row, { sealed: row.sealed && asBuffer(row.sealed) }));
}

/** Those of the chats that are not over; the chats are locked. */
export function findBackChecksOf(connection: Connection, chats: readonly string[]): Promise<readonly BackCheck[]> {
  const condition = Prisma.sql`b.chat_id = ANY(${chats}::uuid[]) AND b.status IN ('drawn', 'asked')`;
  return findBackChecks(connection, condition, LOCK);
}

export async function saveBackChecks(connection: Connection, checks: readonly BackCheck[]): Promise<void> {
  const rows = checks.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (rows.length > 0) await connection.$executeRaw(upsert(BACK_CHECK, rows));
}

/** Under random ids; not even the hour is kept. */
export async function castBackChecks(connection: Connection, ballots: readonly SealedBackCheck[]): Promise<void> {
  const rows = ballots.map((ballot): MixRow => Object.assign({ id: randomUUID() }, ballot));
  if (rows.length > 0) await connection.$executeRaw(insert(MIX, rows));
}

/** Of a telephone and its chats: nothing of them stays but that they were refused, and nothing more goes out. */
export async function refuseBackChecks(
  connection: Connection,
  phone: Fingerprint,
  chats: readonly string[],
): Promise<void> {
  await connection.$executeRaw`
    UPDATE register.back_check b SET status = 'refused', ${ENDED}
    WHERE b.chat_id = ANY(${chats}::uuid[]) OR b.phone_index = decode(${phone}, 'hex')`;
  await connection.$executeRaw`
    DELETE FROM register.message m
    WHERE m.chat_id = ANY(${chats}::uuid[]) AND m.purpose = 'back-check' AND m.status = 'created'`;
}
