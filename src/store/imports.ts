import type { ImportState } from '../domain/dossier-import/import.ts';
import type { ImportChanges, ImportProgress, ImportStore, StoredImport } from '../service/ports.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { asBuffer } from './table.ts';
import { inTransaction, type Connection } from './transaction.ts';

/** Of role hl_register. */
export function openImports(register: PrismaClient): ImportStore {
  return {
    async create({ id, actor, scope, kind }) {
      await register.$executeRaw`
        INSERT INTO register.import AS m (id, actor, scope, kind, state)
        VALUES (${id}::uuid, ${actor}, ${scope}, ${kind}, 'uploading')`;
    },
    find: async (id, actor) =>
      (await select(register, Prisma.sql`m.id = ${id}::uuid AND m.actor = ${actor}`))[0] ?? null,
    list: (actor) => select(register, Prisma.sql`m.actor = ${actor}`),
    change: (id, from, changes) => inTransaction(register, (connection) => change(connection, id, from, changes)),
    async addPiece(importId, kind, position, sealed) {
      await register.$executeRaw`
        INSERT INTO register.import_piece (import_id, kind, position, sealed)
        VALUES (${importId}::uuid, ${kind}, ${position}, ${sealed})`;
    },
    async piece(importId, kind, position) {
      const found = await register.$queryRaw<{ sealed: Uint8Array }[]>`
        SELECT p.sealed FROM register.import_piece p
        WHERE p.import_id = ${importId}::uuid AND p.kind = ${kind} AND p.position = ${position}`;
      return found.map(({ sealed }) => asBuffer(sealed))[0] ?? null;
    },
    async positions(importId, kind) {
      const found = await register.$queryRaw<{ position: number }[]>`
        SELECT p.position FROM register.import_piece p
        WHERE p.import_id = ${importId}::uuid AND p.kind = ${kind} ORDER BY p.position`;
      return found.map(({ position }) => position);
    },
    async removePieces(importId, kind) {
      await register.$executeRaw`
        DELETE FROM register.import_piece p WHERE p.import_id = ${importId}::uuid AND p.kind = ${kind}`;
    },
    async remove(id) {
      await register.$executeRaw`DELETE FROM register.import m WHERE m.id = ${id}::uuid`;
    },
    claim: (leaseMs) => claim(register, leaseMs),
    progress: (...args) => inTransaction(register, (connection) => progress(connection, ...args)),
    async release(id) {
      await register.$executeRaw`UPDATE register.import m SET claimed_until = NULL WHERE m.id = ${id}::uuid`;
    },
    forget: (olderThanMs) => register.$executeRaw`
      DELETE FROM register.import m WHERE m.changed_at < now() - make_interval(secs => ${olderThanMs / 1_000}::float8)`,
  };
}

const FIELDS =
  Prisma.raw(`m.id, m.actor, m.scope, m.kind, m.state, m.byte_count AS "byteCount", m.row_count AS "rowCount",
  m.processed, jsonb_build_object('created', m.created, 'updated', m.updated, 'unchanged', m.unchanged, 'rejected', m.rejected)
    AS counts, m.faults, m.failure, m.plan, m.attempts, m.created_at AS "createdAt", m.changed_at AS "changedAt"`);

async function select(connection: Connection, condition: Prisma.Sql): Promise<StoredImport[]> {
  const rows = await connection.$queryRaw<StoredImport[]>`
    SELECT ${FIELDS} FROM register.import m WHERE ${condition} ORDER BY m.created_at DESC, m.id`;
  return rows.map(withPlan);
}

function withPlan(row: StoredImport): StoredImport {
  return { ...row, plan: row.plan && asBuffer(row.plan) };
}

async function change(
  connection: Connection,
  id: string,
  from: readonly ImportState[],
  { state, kind, byteCount, rowCount, plan, failure }: ImportChanges,
): Promise<boolean> {
  const begins = state === 'checking' || state === 'importing';
  const changed = await connection.$executeRaw`
    UPDATE register.import m SET state = coalesce(${state ?? null}, m.state), kind = coalesce(${kind ?? null}, m.kind), failure = ${failure ?? null},
      byte_count = coalesce(${byteCount ?? null}::int, m.byte_count), row_count = coalesce(${rowCount ?? null}::int, m.row_count),
      plan = coalesce(${plan ?? null}::bytea, m.plan), changed_at = now(), claimed_until = NULL, attempts = 0
      ${begins ? ANEW : Prisma.empty}
    WHERE m.id = ${id}::uuid AND m.state = ANY(${from}::text[])`;
  if (changed === 1 && begins) {
    await connection.$executeRaw`DELETE FROM register.import_piece p WHERE p.import_id = ${id}::uuid AND p.kind = 'rejected'`;
  }
  return changed === 1;
}

const ANEW = Prisma.sql`, processed = 0, created = 0, updated = 0, unchanged = 0, rejected = 0, faults = '{}'`;

async function claim(connection: Connection, leaseMs: number): Promise<StoredImport | null> {
  const rows = await connection.$queryRaw<StoredImport[]>`
    WITH picked AS (
      SELECT i.id FROM register.import i
      WHERE i.state IN ('checking', 'importing') AND (i.claimed_until IS NULL OR i.claimed_until < now())
      ORDER BY i.changed_at, i.id LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    UPDATE register.import m SET claimed_until = ${until(leaseMs)}, changed_at = now(), attempts = m.attempts + 1
    FROM picked WHERE m.id = picked.id
    RETURNING ${FIELDS}`;
  return rows.map(withPlan)[0] ?? null;
}

function until(leaseMs: number): Prisma.Sql {
  return Prisma.sql`now() + make_interval(secs => ${leaseMs / 1_000}::float8)`;
}

async function progress(
  connection: Connection,
  id: string,
  state: ImportState,
  { from, to, counts, faults, rejected }: ImportProgress,
  leaseMs: number,
): Promise<boolean> {
  const moved = await connection.$executeRaw`
    UPDATE register.import m SET processed = ${to}, created = ${counts.created}, updated = ${counts.updated},
      unchanged = ${counts.unchanged}, rejected = ${counts.rejected}, faults = ${JSON.stringify(faults)}::jsonb,
      claimed_until = ${until(leaseMs)}, changed_at = now(), attempts = 0
    WHERE m.id = ${id}::uuid AND m.state = ${state} AND m.processed = ${from}`;
  if (moved === 1 && rejected !== null) {
    await connection.$executeRaw`
      INSERT INTO register.import_piece (import_id, kind, position, sealed)
      VALUES (${id}::uuid, 'rejected', ${from}, ${rejected})`;
  }
  return moved === 1;
}
