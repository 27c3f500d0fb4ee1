import type { ImportState } from '../domain/dossier-import/import.ts';
import type { ImportChanges, ImportProgress, ImportStore, StoredImport } from '../service/ports.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { asBuffer } from './table.ts';
import { inTransaction, type Connection } from './transaction.ts';

/** Of role hl_register. */
export function openImports(register: PrismaClient): ImportStore {
  return {
    create: async ({ id, actor, scope, kind }) => {
      await register.import.create({ data: { id, actor, scope, kind, state: 'uploading' } });
    },
    find: async (id, actor) =>
      (await select(register, Prisma.sql`m.id = ${id}::uuid AND m.actor = ${actor}`))[0] ?? null,
    list: (actor) => select(register, Prisma.sql`m.actor = ${actor}`),
    change: (id, from, changes) => inTransaction(register, (connection) => change(connection, id, from, changes)),
    addPiece: async (importId, kind, position, sealed) => {
      await register.importPiece.create({ data: { importId, kind, position, sealed: bytes(sealed) } });
    },
    piece: async (importId, kind, position) => {
      const piece = await register.importPiece.findUnique({
        where: { importId_kind_position: { importId, kind, position } },
      });
      return piece && asBuffer(piece.sealed);
    },
    positions: async (importId, kind) => {
      const where = { importId, kind };
      const found = await register.importPiece.findMany({
        where,
        select: { position: true },
        orderBy: { position: 'asc' },
      });
      return found.map(({ position }) => position);
    },
    removePieces: async (importId, kind) => {
      await register.importPiece.deleteMany({ where: { importId, kind } });
    },
    remove: async (id) => {
      await register.import.deleteMany({ where: { id } });
    },
    claim: (leaseMs) => claim(register, leaseMs),
    progress: (...args) => inTransaction(register, (connection) => progress(connection, ...args)),
    release: async (id) => {
      await register.import.updateMany({ where: { id }, data: { claimedUntil: null } });
    },
    forget: (olderThanMs) => register.$executeRaw`
      DELETE FROM register.import m WHERE m.changed_at < now() - make_interval(secs => ${olderThanMs / 1_000}::float8)`,
  };
}

function bytes(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(buffer);
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
