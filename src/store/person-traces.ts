import type { Fingerprint } from '../domain/ids.ts';
import type { PersonsChats, PersonsDossier, PersonsTraces, Reached } from '../service/ports.ts';
import { refuseBackChecks } from './back-checks.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { findSuppressed, suppress } from './suppressions.ts';
import type { Connection } from './transaction.ts';

/** A dossier that leads to nobody, and that no telephone can be written to again. */
export const NOBODYS = Prisma.sql`phone_sealed = NULL, phone_index = NULL, phone_token_hash = NULL, slip_owner = NULL,
  late_reason = NULL, contact_forgotten = true`;

export async function tracesOf(register: PrismaClient, phone: Fingerprint): Promise<PersonsTraces> {
  const [dossiers, chats, suppressed] = await Promise.all([
    register.$queryRaw<PersonsDossier[]>`
      SELECT d.code, d.unit_code AS "unitCode", i.invited_at IS NOT NULL AS invited
      FROM register.dossier d LEFT JOIN register.invitation i ON i.dossier_id = d.id
      WHERE d.phone_index = decode(${phone}, 'hex') ORDER BY d.code`,
    register.$queryRaw<PersonsChats[]>`
      SELECT c.channel, count(*)::int AS count FROM register.chat c
      WHERE c.phone_index = decode(${phone}, 'hex') GROUP BY 1 ORDER BY 1`,
    findSuppressed(register, [phone]),
  ]);
  return { dossiers, chats, isOptedOut: suppressed.has(phone) };
}

/** The chats stay, and nothing starts in them any more. */
export async function withdraw(
  connection: Connection,
  phone: Fingerprint,
  { now, today }: { readonly now: Date; readonly today: string },
): Promise<Reached> {
  const traces = await lock(connection, phone);
  await endSurveys(connection, traces, today);
  await refuseBackChecks(connection, phone, traces.chats);
  await connection.$executeRaw`
    UPDATE register.chat c SET opted_out_at = coalesce(c.opted_out_at, ${now}), focus_id = NULL, asked_to_stop = false
    WHERE c.id = ANY(${traces.chats}::uuid[])`;
  await suppress(connection, [phone, ...traces.addresses]);
  return countsOf(traces);
}

export async function erase(connection: Connection, phone: Fingerprint, today: string): Promise<Reached> {
  const traces = await lock(connection, phone);
  await endSurveys(connection, traces, today);
  await refuseBackChecks(connection, phone, traces.chats);
  await loosen(connection, traces);
  await suppress(connection, [phone, ...traces.addresses]);
  return countsOf(traces);
}

interface Row {
  readonly id: string;
}

/** Of one telephone; `addresses` are those of the chats. */
interface Traces {
  readonly dossiers: readonly string[];
  readonly chats: readonly string[];
  readonly addresses: readonly Fingerprint[];
}

async function lock(connection: Connection, phone: Fingerprint): Promise<Traces> {
  const chats = await connection.$queryRaw<(Row & { readonly address: Fingerprint })[]>`
    SELECT c.id, encode(c.address_index, 'hex') AS address FROM register.chat c
    WHERE c.phone_index = decode(${phone}, 'hex') ORDER BY c.id FOR UPDATE`;
  const dossiers = await connection.$queryRaw<Row[]>`
    SELECT d.id FROM register.dossier d WHERE d.phone_index = decode(${phone}, 'hex') ORDER BY d.id FOR UPDATE`;
  return { dossiers: idsOf(dossiers), chats: idsOf(chats), addresses: chats.map(({ address }) => address) };
}

/** Says nothing of surveys: that there was none to end would tell that it was answered. */
function countsOf({ dossiers, chats }: Traces): Reached {
  return { dossiers: dossiers.length, chats: chats.length };
}

/**
 * On the telephone, and on slips that a chat of its owner holds. A finished survey that waits for no phone to be told is
 * sealed within seconds, and nothing leads to it any more.
 */
async function endSurveys(connection: Connection, { dossiers, chats }: Traces, today: string): Promise<void> {
  const ended = await connection.$queryRaw<Row[]>`
    UPDATE register.invitation i SET status = 'closed', close_reason = 'opted-out', closed_on = ${today}::date,
      consent_version = NULL, seal_on = NULL
    FROM register.dossier d
    WHERE d.id = i.dossier_id AND i.status <> 'closed' AND (i.status <> 'finished' OR i.seal_on IS NOT NULL)
      AND (d.id = ANY(${dossiers}::uuid[]) OR i.chat_id = ANY(${chats}::uuid[])
        OR d.slip_owner = ANY(${ownersOf(chats)}::text[]))
    RETURNING i.id`;
  await connection.$executeRaw`DELETE FROM register.draft f WHERE f.invitation_id = ANY(${idsOf(ended)}::uuid[])`;
  await connection.$executeRaw`DELETE FROM register.message m WHERE m.invitation_id = ANY(${idsOf(ended)}::uuid[])`;
}

/** What is left of the dossiers leads to nobody; a slip of somebody else's dossier keeps that one's telephone. */
async function loosen(connection: Connection, { dossiers, chats }: Traces): Promise<void> {
  await connection.$executeRaw`
    UPDATE register.invitation i SET phone_index = NULL, chat_id = NULL, consent_version = NULL
    WHERE i.dossier_id = ANY(${dossiers}::uuid[])`;
  await connection.$executeRaw`
    UPDATE register.invitation i SET chat_id = NULL WHERE i.chat_id = ANY(${chats}::uuid[])`;
  await connection.$executeRaw`
    UPDATE register.dossier d SET ${NOBODYS} WHERE d.id = ANY(${dossiers}::uuid[])`;
  await connection.$executeRaw`
    UPDATE register.dossier d SET slip_owner = NULL WHERE d.slip_owner = ANY(${ownersOf(chats)}::text[])`;
  await connection.$executeRaw`DELETE FROM register.chat c WHERE c.id = ANY(${chats}::uuid[])`;
}

function ownersOf(chats: readonly string[]): readonly string[] {
  return chats.map((id) => `chat:${id}`);
}

function idsOf(rows: readonly Row[]): readonly string[] {
  return rows.map(({ id }) => id);
}
