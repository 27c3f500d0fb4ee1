import type { PrivacyStore } from '../service/ports.ts';
import type { PrismaClient } from './generated/client.ts';
import { erase, NOBODYS, tracesOf, withdraw } from './person-traces.ts';
import { inTransaction } from './transaction.ts';

/** Contacts and chats by the register's role, comments by the ballot box's. */
export function openPrivacy(register: PrismaClient, ballot: PrismaClient): PrivacyStore {
  return {
    forgetContacts: (closedBefore, limit) => forgetContacts(register, closedBefore, limit),
    forgetIntakes: (receivedBefore, limit) => forgetIntakes(register, receivedBefore, limit),
    forgetChats: (silentSince, limit) => forgetChats(register, silentSince, limit),
    forgetComments: (releasedBefore, limit) => forgetComments(ballot, releasedBefore, limit),
    traces: (phone) => tracesOf(register, phone),
    withdraw: (phone, now, today) =>
      inTransaction(register, (connection) => withdraw(connection, phone, { now, today })),
    erase: (phone, today) => inTransaction(register, (connection) => erase(connection, phone, today)),
    readers: (columns) => readers(register, columns),
  };
}

/** The index `invitation_forget_idx` holds what this looks for. */
async function forgetContacts(register: PrismaClient, closedBefore: string, limit: number): Promise<number> {
  return register.$executeRaw`
    WITH old AS (
      SELECT i.id, i.dossier_id FROM register.invitation i JOIN register.dossier d ON d.id = i.dossier_id
      WHERE i.status = 'closed' AND (i.forgotten_on IS NULL OR i.forgotten_on < i.closed_on)
        AND i.closed_on < ${closedBefore}::date
      ORDER BY i.closed_on LIMIT ${limit}::int FOR UPDATE OF i, d SKIP LOCKED
    ), asked AS (
      UPDATE register.invitation i SET phone_index = NULL, chat_id = NULL, consent_version = NULL,
        forgotten_on = CURRENT_DATE
      FROM old WHERE i.id = old.id
    )
    UPDATE register.dossier d SET ${NOBODYS} FROM old WHERE d.id = old.dossier_id`;
}

/** Filed and never completed; the index `dossier_forget_idx` holds what this looks for. */
async function forgetIntakes(register: PrismaClient, receivedBefore: Date, limit: number): Promise<number> {
  return register.$executeRaw`
    WITH old AS (
      SELECT d.id FROM register.dossier d
      WHERE d.completed_at IS NULL AND NOT d.contact_forgotten AND d.received_at < ${receivedBefore}
      ORDER BY d.received_at LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
    )
    UPDATE register.dossier d SET ${NOBODYS} FROM old WHERE d.id = old.id`;
}

/**
 * Whoever opted out stays so by the keyed hash of the address. Nobody ever wrote in a telephone's chat: its age counts.
 * The index on `created_at` leads to the old ones; one on the last message would be written with every update.
 */
async function forgetChats(register: PrismaClient, silentSince: Date, limit: number): Promise<number> {
  return register.$executeRaw`
    DELETE FROM register.chat c WHERE c.id IN (
      SELECT o.id FROM register.chat o
      WHERE o.created_at < ${silentSince} AND o.last_inbound_at < ${silentSince}
        AND NOT EXISTS (SELECT FROM register.invitation i WHERE i.chat_id = o.id AND i.status <> 'closed')
        AND NOT EXISTS (
          SELECT FROM register.dossier d LEFT JOIN register.invitation i ON i.dossier_id = d.id
          WHERE d.slip_owner = 'chat:' || o.id AND i.status IS DISTINCT FROM 'closed')
      ORDER BY o.created_at LIMIT ${limit}::int FOR UPDATE SKIP LOCKED)`;
}

/** The index `response_comment_forget_idx` holds what this looks for. */
async function forgetComments(ballot: PrismaClient, releasedBefore: string, limit: number): Promise<number> {
  return ballot.$executeRaw`
    WITH old AS (
      SELECT r.id FROM ballot.response r
      WHERE r.comment IS NOT NULL AND r.released_on < ${releasedBefore}::date
      ORDER BY r.released_on LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
    ), gone AS (
      DELETE FROM ballot.published_comment p USING old WHERE p.response_id = old.id
    )
    UPDATE ballot.response r SET comment = NULL FROM old WHERE r.id = old.id`;
}

/** The catalogue's own word, so that a report cannot claim more than the grants say. */
async function readers(
  register: PrismaClient,
  columns: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await register.$queryRaw<{ name: string; roles: string[] }[]>`
    SELECT c.name, ARRAY(
      SELECT r.role FROM unnest(ARRAY['hl_register', 'hl_ballot', 'hl_console', 'hl_edge']) AS r(role)
      WHERE has_column_privilege(r.role, a.attrelid, a.attnum, 'SELECT')
        AND has_schema_privilege(r.role, split_part(c.name, '.', 1), 'USAGE')
    ) AS roles
    FROM unnest(${columns}::text[]) AS c(name)
    JOIN pg_namespace n ON n.nspname = split_part(c.name, '.', 1)
    JOIN pg_class t ON t.relnamespace = n.oid AND t.relname = split_part(c.name, '.', 2)
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = split_part(c.name, '.', 3)`;
  return new Map(rows.map(({ name, roles }) => [name, roles]));
}
