import type { Fingerprint } from '../domain/ids.ts';
import type { Erased, PersonsDossier, PrivacyStore } from '../service/ports.ts';
import type { PrismaClient } from './generated/client.ts';
import { suppress } from './suppressions.ts';
import { inTransaction, type Connection } from './transaction.ts';

/** Contacts and chats by the register's role, comments by the ballot box's. */
export function openPrivacy(register: PrismaClient, ballot: PrismaClient): PrivacyStore {
  return {
    forgetContacts: (closedBefore, limit) => forgetContacts(register, closedBefore, limit),
    forgetChats: (silentSince, limit) => forgetChats(register, silentSince, limit),
    forgetComments: (releasedBefore, limit) => forgetComments(ballot, releasedBefore, limit),
    dossiersOf: (phone) => dossiersOf(register, phone),
    erase: (phone, today) => inTransaction(register, (connection) => erase(connection, phone, today)),
    readers: (columns) => readers(register, columns),
  };
}

async function forgetContacts(register: PrismaClient, closedBefore: string, limit: number): Promise<number> {
  return register.$executeRaw`
    WITH old AS (
      SELECT i.id, i.dossier_id FROM register.invitation i JOIN register.dossier d ON d.id = i.dossier_id
      WHERE i.status = 'closed' AND i.closed_on < ${closedBefore}::date
        AND (d.phone_index IS NOT NULL OR d.phone_sealed IS NOT NULL OR d.slip_owner IS NOT NULL
          OR i.phone_index IS NOT NULL OR i.chat_id IS NOT NULL)
      ORDER BY i.id LIMIT ${limit}::int FOR UPDATE OF i, d SKIP LOCKED
    ), asked AS (
      UPDATE register.invitation i SET phone_index = NULL, chat_id = NULL FROM old WHERE i.id = old.id
    )
    UPDATE register.dossier d SET phone_sealed = NULL, phone_index = NULL, phone_token_hash = NULL, slip_owner = NULL
    FROM old WHERE d.id = old.dossier_id`;
}

/** Whoever opted out stays so by the keyed hash of the address. */
async function forgetChats(register: PrismaClient, silentSince: Date, limit: number): Promise<number> {
  return register.$executeRaw`
    DELETE FROM register.chat c WHERE c.id IN (
      SELECT o.id FROM register.chat o
      WHERE o.last_inbound_at < ${silentSince}
        AND NOT EXISTS (SELECT FROM register.invitation i WHERE i.chat_id = o.id AND i.status <> 'closed')
        AND NOT EXISTS (
          SELECT FROM register.dossier d LEFT JOIN register.invitation i ON i.dossier_id = d.id
          WHERE d.slip_owner = 'chat:' || o.id AND i.status IS DISTINCT FROM 'closed')
      ORDER BY o.id LIMIT ${limit}::int FOR UPDATE SKIP LOCKED)`;
}

async function forgetComments(ballot: PrismaClient, releasedBefore: string, limit: number): Promise<number> {
  return ballot.$executeRaw`
    WITH old AS (
      SELECT r.id FROM ballot.response r
      WHERE r.comment IS NOT NULL AND r.released_on < ${releasedBefore}::date
      ORDER BY r.id LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
    ), gone AS (
      DELETE FROM ballot.published_comment p USING old WHERE p.response_id = old.id
    )
    UPDATE ballot.response r SET comment = NULL FROM old WHERE r.id = old.id`;
}

async function dossiersOf(register: PrismaClient, phone: Fingerprint): Promise<readonly PersonsDossier[]> {
  return register.$queryRaw<PersonsDossier[]>`
    SELECT d.code, d.unit_code AS "unitCode", i.invited_at IS NOT NULL AS invited
    FROM register.dossier d LEFT JOIN register.invitation i ON i.dossier_id = d.id
    WHERE d.phone_index = decode(${phone}, 'hex') ORDER BY d.code`;
}

interface Row {
  readonly id: string;
}

async function erase(connection: Connection, phone: Fingerprint, today: string): Promise<Erased> {
  const chats = await connection.$queryRaw<(Row & { readonly address: Fingerprint })[]>`
    SELECT c.id, encode(c.address_index, 'hex') AS address FROM register.chat c
    WHERE c.phone_index = decode(${phone}, 'hex') ORDER BY c.id FOR UPDATE`;
  const dossiers = await connection.$queryRaw<Row[]>`
    SELECT d.id FROM register.dossier d WHERE d.phone_index = decode(${phone}, 'hex') ORDER BY d.id FOR UPDATE`;
  const surveys = await endSurveys(connection, idsOf(dossiers), today);
  await loosen(connection, idsOf(dossiers), idsOf(chats));
  await suppress(connection, [phone, ...chats.map(({ address }) => address)]);
  return { dossiers: dossiers.length, chats: chats.length, surveys };
}

/** A finished survey is sealed within seconds, and nothing leads to it any more. */
async function endSurveys(connection: Connection, dossiers: readonly string[], today: string): Promise<number> {
  const ended = await connection.$queryRaw<Row[]>`
    UPDATE register.invitation i SET status = 'closed', close_reason = 'opted-out', closed_on = ${today}::date
    WHERE i.dossier_id = ANY(${dossiers}::uuid[]) AND i.status NOT IN ('closed', 'finished') RETURNING i.id`;
  await connection.$executeRaw`DELETE FROM register.draft f WHERE f.invitation_id = ANY(${idsOf(ended)}::uuid[])`;
  await connection.$executeRaw`DELETE FROM register.message m WHERE m.invitation_id = ANY(${idsOf(ended)}::uuid[])`;
  return ended.length;
}

/** What is left of the dossiers leads to nobody. */
async function loosen(connection: Connection, dossiers: readonly string[], chats: readonly string[]): Promise<void> {
  await connection.$executeRaw`
    UPDATE register.invitation i SET phone_index = NULL, chat_id = NULL
    WHERE i.dossier_id = ANY(${dossiers}::uuid[]) OR i.chat_id = ANY(${chats}::uuid[])`;
  await connection.$executeRaw`
    UPDATE register.dossier d SET phone_sealed = NULL, phone_index = NULL, phone_token_hash = NULL, slip_owner = NULL
    WHERE d.id = ANY(${dossiers}::uuid[]) OR d.slip_owner = ANY(${chats.map((id) => `chat:${id}`)}::text[])`;
  await connection.$executeRaw`DELETE FROM register.chat c WHERE c.id = ANY(${chats}::uuid[])`;
}

function idsOf(rows: readonly Row[]): readonly string[] {
  return rows.map(({ id }) => id);
}

/** The catalogue's own word, so that a report cannot claim more than the grants say. */
async function readers(
  register: PrismaClient,
  columns: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await register.$queryRaw<{ name: string; roles: string[] }[]>`
    SELECT c.name, ARRAY(
      SELECT r.role FROM unnest(ARRAY['hl_register', 'hl_ballot', 'hl_console']) AS r(role)
      WHERE has_column_privilege(r.role, a.attrelid, a.attnum, 'SELECT')
        AND has_schema_privilege(r.role, split_part(c.name, '.', 1), 'USAGE')
    ) AS roles
    FROM unnest(${columns}::text[]) AS c(name)
    JOIN pg_namespace n ON n.nspname = split_part(c.name, '.', 1)
    JOIN pg_class t ON t.relnamespace = n.oid AND t.relname = split_part(c.name, '.', 2)
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = split_part(c.name, '.', 3)`;
  return new Map(rows.map(({ name, roles }) => [name, roles]));
}
