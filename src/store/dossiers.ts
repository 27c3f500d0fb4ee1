import type { DossierId, Fingerprint } from '../domain/ids.ts';
import type { Invitation } from '../domain/invitation.ts';
import type { DossierStore, DossierWrites, NewDossier, RegisteredSet } from '../service/ports.ts';
import type { PrismaClient } from './generated/client.ts';
import { Prisma } from './generated/client.ts';
import { findInvitations, ofDossiers, saveInvitations } from './invitations.ts';
import { LOCK } from './locks.ts';
import { DOSSIER_COLUMNS, findRecords } from './records.ts';
import { findStaffPhones } from './staff-phones.ts';
import { findSuppressed } from './suppressions.ts';
import { announceWriter, listDossiers } from './dossier-list.ts';
import { asBuffer, columnsOf, insert, upsert, type Table } from './table.ts';
import { inTransaction, type Connection } from './transaction.ts';

const DOSSIER: Table<NewDossier> = {
  name: 'register.dossier',
  key: ['id'],
  touched: 'updated_at',
  columns: {
    ...DOSSIER_COLUMNS,
    phoneSealed: 'bytes',
    tokenHash: 'hex',
    phoneTokenHash: 'hex',
    contactForgotten: 'boolean',
  },
};

/** Of role hl_register. */
export function openDossiers(register: PrismaClient): DossierStore {
  return {
    register: (query, decide) =>
      inTransaction(register, async (connection) => {
        await write(connection, await decide(await load(connection, query)));
      }),
    list: (query) => listDossiers(register, query),
    find: async (code) => (await findRecords(register, Prisma.sql`d.code = ${code}`))[0] ?? null,
    askAgain: async ({ unit, entered: { kind, code }, at }) => {
      const [dossier, slip] = kind === 'dossier' ? [code, null] : [null, code];
      await register.$queryRaw`SELECT register.ask_again(${unit}, ${dossier}, ${slip}, ${at})::text`;
    },
    isInvited: async (shortCode) => {
      const [row] = await register.$queryRaw<[{ invited: boolean }]>`
        SELECT register.is_invited(${shortCode}) AS invited`;
      return row.invited;
    },
  };
}

async function load(
  connection: Connection,
  query: { readonly codes: readonly string[]; readonly phones: readonly Fingerprint[] },
): Promise<RegisteredSet> {
  await announceWriter(connection);
  await takeTurns(connection, query);
  const dossiers = await lockDossiers(connection, query.codes);
  const invitations = await findInvitations(connection, ofDossiers(dossiers.map(({ id }) => id)), LOCK);
  const phones = [...query.phones, ...dossiers.flatMap(({ phoneIndex }) => phoneIndex ?? [])];
  return {
    dossiers: new Map(dossiers.map((row) => [row.code, row])),
    invitations: new Map<DossierId, Invitation>(invitations.map((row) => [row.dossierId, row])),
    suppressed: await findSuppressed(connection, phones),
    staffPhones: await findStaffPhones(connection, phones),
    askedAt: await findAskedAt(connection, phones, dossiers),
  };
}

/**
 * Two calls about one phone take turns, or each would think that nobody else asks it. Phones share 64 turns, taken in
 * order and before any row, so that a large call holds few locks and nobody meets a deadlock.
 */
async function takeTurns(
  connection: Connection,
  { codes, phones }: { readonly codes: readonly string[]; readonly phones: readonly Fingerprint[] },
): Promise<void> {
  await connection.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtext('register.phone'), turns.turn) FROM (
      SELECT get_byte(decode(f, 'hex'), 0) % 64 AS turn FROM unnest(${phones}::text[]) AS f
      UNION
      SELECT get_byte(d.phone_index, 0) % 64 FROM register.dossier d
      WHERE d.code = ANY(${codes}::text[]) AND d.phone_index IS NOT NULL
      ORDER BY 1
    ) AS turns`;
}

async function lockDossiers(connection: Connection, codes: readonly string[]): Promise<NewDossier[]> {
  const rows = await connection.$queryRaw<NewDossier[]>`
    SELECT ${columnsOf(DOSSIER, 'd')} FROM register.dossier d
    WHERE d.code = ANY(${codes}::text[]) ORDER BY d.id ${LOCK}`;
  return rows.map((row) => Object.assign(row, { phoneSealed: row.phoneSealed && asBuffer(row.phoneSealed) }));
}

/** Enough to judge 30 days; a phone that stands in thousands of dossiers costs no more than another. */
const ASKED_LIMIT = 40;

async function findAskedAt(
  connection: Connection,
  phones: readonly Fingerprint[],
  except: readonly NewDossier[],
): Promise<ReadonlyMap<Fingerprint, readonly Date[]>> {
  if (phones.length === 0) return new Map();
  const rows = await connection.$queryRaw<{ phone: Fingerprint; at: Date }[]>`
    SELECT f AS phone, asked.at
    FROM unnest(${[...new Set(phones)]}::text[]) AS f
    CROSS JOIN LATERAL (
      SELECT coalesce(i.invited_at, i.not_before) AS at FROM register.invitation i
      WHERE i.phone_index = decode(f, 'hex') AND i.dossier_id <> ALL(${except.map(({ id }) => id)}::uuid[])
        AND (i.invited_at IS NOT NULL OR (i.status = 'armed' AND i.exclusion IS NULL))
      ORDER BY at DESC LIMIT ${ASKED_LIMIT}::int
    ) AS asked`;
  const found = new Map<Fingerprint, readonly Date[]>();
  for (const { phone, at } of rows) found.set(phone, [...(found.get(phone) ?? []), at]);
  return found;
}

/** New codes are inserted in their order, so that two calls with the same new codes wait instead of deadlocking. */
async function write(connection: Connection, writes: DossierWrites): Promise<void> {
  const inserted = writes.inserted.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  if (inserted.length > 0) await connection.$executeRaw(insert(DOSSIER, inserted));
  if (writes.disarmed.length > 0) {
    await connection.$executeRaw`DELETE FROM register.invitation i WHERE i.id = ANY(${writes.disarmed}::uuid[])`;
  }
  if (writes.removed.length > 0) {
    await connection.$executeRaw`DELETE FROM register.dossier d WHERE d.id = ANY(${writes.removed}::uuid[])`;
  }
  if (writes.updated.length > 0) await connection.$executeRaw(upsert(DOSSIER, writes.updated));
  await saveInvitations(connection, writes.invitations);
  if (writes.corrections.length > 0) {
    await connection.$executeRaw`
      INSERT INTO register.correction (dossier_id, fields, actor)
      SELECT r."dossierId", r.fields, r.actor
      FROM json_to_recordset(${JSON.stringify(writes.corrections)}::json) AS r("dossierId" uuid, fields text[], actor text)`;
  }
}
