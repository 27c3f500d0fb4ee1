import type { ChatId, DossierId, InvitationId } from '../domain/ids.ts';
import type { ChannelName, Invitation } from '../domain/invitation.ts';
import { assertNever } from '../lib/assert-never.ts';
import type { Conversations, Selection } from '../service/ports.ts';
import { findChats } from './chats.ts';
import { Prisma } from './generated/client.ts';
import { findInvitations } from './invitations.ts';
import { LOCK_FREE } from './locks.ts';
import { recordsOf } from './records.ts';
import { asBuffer } from './table.ts';
import type { Connection } from './transaction.ts';

export type Selected = Pick<Conversations, 'chats' | 'records' | 'phones'>;

/**
 * Locks what a selection finds, with every chat that could reach it, and waits for nobody: an invitation is passed
 * over when it or one of its chats is in another transaction's hands.
 */
export async function select(connection: Connection, selection: Selection): Promise<Selected> {
  const candidates = await findCandidates(connection, selection);
  if (candidates.length === 0) return { chats: [], records: [], phones: new Map() };
  const reach = await findReach(connection, candidates);
  const wanted = [...new Set(reach.map(({ chatId }) => chatId))];
  const chats = await findChats(connection, Prisma.sql`c.id = ANY(${wanted}::uuid[])`, LOCK_FREE);
  const held = new Set(chats.map(({ id }) => id));
  const busy = new Set(reach.filter(({ chatId }) => !held.has(chatId)).map(({ invitationId }) => invitationId));
  const free = candidates.filter((id) => !busy.has(id));
  const condition = Prisma.sql`i.id = ANY(${free}::uuid[]) AND ${conditionOf(selection)}`;
  const invitations = await findInvitations(connection, condition, LOCK_FREE);
  const writes = selection.kind === 'due' || selection.kind === 'to-tell';
  const phones = writes ? await findPhones(connection, invitations) : new Map();
  return { chats, records: await recordsOf(connection, invitations), phones };
}

/**
 * Sealed, and only where the link that would go there exists. That is chosen here and not as a condition: most of
 * history has no phone any more, and plans read an index of the few that have one instead of these ids.
 */
async function findPhones(
  connection: Connection,
  invitations: readonly Invitation[],
): Promise<ReadonlyMap<DossierId, Buffer>> {
  const ids = invitations.map(({ dossierId }) => dossierId);
  const rows = await connection.$queryRaw<{ id: DossierId; sealed: Uint8Array | null }[]>`
    SELECT d.id, CASE WHEN d.phone_token_hash IS NOT NULL THEN d.phone_sealed END AS sealed
    FROM register.dossier d WHERE d.id = ANY(${ids}::uuid[])`;
  return new Map(rows.flatMap(({ id, sealed }) => (sealed ? [[id, asBuffer(sealed)] as const] : [])));
}

async function findCandidates(connection: Connection, selection: Selection): Promise<readonly InvitationId[]> {
  const condition = conditionOf(selection);
  if (selection.kind === 'due') return findInTurn(connection, unitsInTurn(condition, selection));
  const order = selection.kind === 'to-remind' ? OLDEST_FIRST : Prisma.empty;
  const rows = await connection.$queryRaw<{ id: InvitationId }[]>`
    SELECT i.id FROM register.invitation i WHERE ${condition} ${order} LIMIT ${selection.limit}::int`;
  return rows.map(({ id }) => id);
}

/**
 * By the order of the index: where statistics say that nothing is armed, sorting all of it for every unit looks as
 * cheap, and stays.
 */
async function findInTurn(connection: Connection, inTurn: Prisma.Sql): Promise<readonly InvitationId[]> {
  await connection.$executeRaw`SET LOCAL enable_sort = off`;
  const rows = await connection.$queryRaw<{ id: InvitationId }[]>(inTurn);
  await connection.$executeRaw`SET LOCAL enable_sort = on`;
  return rows.map(({ id }) => id);
}

/** As in the index of those to remind: of all that are open most were sent too lately. */
const OLDEST_FIRST = Prisma.sql`ORDER BY i.invited_at`;

/**
 * Due invitations are taken a unit at a time in turn, so that a unit with thousands does not hold up the others, and
 * of each unit no more are looked at than its share: the cost goes by what is taken, not by what waits. Units are
 * found by leaping from one to the next in the index of what is armed; those whose first has time take no share.
 */
function unitsInTurn(condition: Prisma.Sql, { now, limit }: Extract<Selection, { kind: 'due' }>): Prisma.Sql {
  const first = (after: Prisma.Sql) => Prisma.sql`
    SELECT i.unit_code, i.not_before FROM register.invitation i
    WHERE i.status = 'armed' AND i.exclusion IS NULL ${after} ORDER BY i.unit_code, i.not_before LIMIT 1`;
  return Prisma.sql`
    WITH RECURSIVE armed AS (
      (${first(Prisma.empty)})
      UNION ALL
      SELECT next.unit_code, next.not_before
      FROM armed CROSS JOIN LATERAL (${first(Prisma.sql`AND i.unit_code > armed.unit_code`)}) AS next
    ), due AS MATERIALIZED (
      SELECT armed.unit_code FROM armed WHERE armed.not_before <= ${now}
    ), share AS (
      SELECT greatest(1, ceil(${limit}::float / greatest(1, count(*))))::int AS each FROM due
    )
    SELECT taken.id FROM due CROSS JOIN LATERAL (
      SELECT own.id, own.not_before, row_number() OVER (ORDER BY own.not_before, own.id) AS turn FROM (
        SELECT i.id, i.not_before FROM register.invitation i
        WHERE i.unit_code = due.unit_code AND ${condition}
        ORDER BY i.not_before LIMIT (SELECT share.each FROM share)
      ) AS own
    ) AS taken
    ORDER BY taken.turn, taken.not_before, taken.id LIMIT ${limit}::int`;
}

function conditionOf(selection: Selection): Prisma.Sql {
  switch (selection.kind) {
    case 'due':
      return Prisma.sql`i.status = 'armed' AND i.exclusion IS NULL
        AND i.not_before <= ${selection.now} AND i.not_after > ${selection.now}
        AND (i.send_after IS NULL OR i.send_after <= ${selection.now})`;
    case 'to-remind':
      return Prisma.sql`i.status IN ('sent', 'started') AND i.reminded_at IS NULL
        AND i.invited_at < ${selection.sentBefore} AND i.not_after > ${selection.now} ${notHeld(selection.held)}`;
    case 'expired':
      return Prisma.sql`i.status IN ('armed', 'waiting', 'queued', 'sent', 'started') AND i.not_after <= ${selection.now}
        AND ${isFree(selection.today)}`;
    case 'to-tell':
      return Prisma.sql`i.status IN ('started', 'finished') AND i.seal_on > ${selection.today}::date
        AND i.slip_told_on IS NULL`;
    case 'finished':
      return selection.ids === null
        ? Prisma.sql`i.status = 'finished' AND ${isFree(selection.today)} AND NOT EXISTS (
            SELECT FROM register.message m
            WHERE m.invitation_id = i.id AND m.purpose = 'farewell' AND m.status IN ('created', 'sending'))`
        : Prisma.sql`i.status = 'finished' AND ${isFree(selection.today)} AND i.id = ANY(${selection.ids}::uuid[])`;
    default:
      return assertNever(selection);
  }
}

/** No phone is still to be told, or has time left to say no. */
function isFree(today: string): Prisma.Sql {
  return Prisma.sql`(i.seal_on IS NULL OR i.seal_on <= ${today}::date)`;
}

/** Whoever answers on the page as the phone is reminded by some channel, perhaps one of these. */
function notHeld(held: readonly ChannelName[]): Prisma.Sql {
  if (held.length === 0) return Prisma.empty;
  return Prisma.sql`AND i.channel <> ALL(${held}::text[]) AND NOT (i.channel = 'web' AND i.proof = 'phone')`;
}

interface Reach {
  readonly invitationId: InvitationId;
  readonly chatId: ChatId;
}

/**
 * The chat it went to, the slip's holder, and chats with the verified phone. Chats are looked for one by one: as a join,
 * a plan made while there were few begins with all of them, and stays.
 */
function findReach(connection: Connection, ids: readonly InvitationId[]): Promise<Reach[]> {
  return connection.$queryRaw<Reach[]>`
    SELECT i.id AS "invitationId", c.id AS "chatId"
    FROM register.invitation i CROSS JOIN LATERAL (
      SELECT t.id FROM register.chat t WHERE t.id = i.chat_id OFFSET 0) AS c
    WHERE i.id = ANY(${ids}::uuid[])
    UNION
    SELECT i.id, c.id
    FROM register.invitation i JOIN register.dossier d ON d.id = i.dossier_id
    JOIN register.chat c ON c.id = CASE WHEN d.slip_owner LIKE 'chat:%' THEN substr(d.slip_owner, 6)::uuid END
    WHERE i.id = ANY(${ids}::uuid[])
    UNION
    SELECT i.id, c.id
    FROM register.invitation i JOIN register.dossier d ON d.id = i.dossier_id
    CROSS JOIN LATERAL (
      SELECT p.id FROM register.chat p WHERE p.phone_index = d.phone_index OFFSET 0) AS c
    WHERE i.id = ANY(${ids}::uuid[])`;
}
