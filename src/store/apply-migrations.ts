import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { CodedError } from '../lib/coded-error.ts';
import { packageRoot } from '../lib/package-root.ts';

interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file in hex, as Prisma records it. */
  readonly checksum: string;
}

interface Applied {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

/** The lock that `prisma migrate` takes too. */
const LOCK = 72_707_369;

const TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id varchar(36) PRIMARY KEY NOT NULL,
    checksum varchar(64) NOT NULL,
    finished_at timestamptz,
    migration_name varchar(255) NOT NULL,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0
  )`;

export interface MigrationOptions {
  readonly folder?: string;
  /** Those that a backup was made after, in their order; all of ours otherwise. */
  readonly only?: readonly Pick<Migration, 'name' | 'checksum'>[];
}

/**
 * Applies what is pending, in order, each migration in a transaction; `prisma migrate deploy` finds it in place.
 * @returns names of the migrations applied by this call
 * @throws CodedError `migration-changed`, `migration-unfinished`, `migration-failed` or `migration-unknown`
 */
export async function applyMigrations(
  url: string,
  { folder = join(packageRoot(), 'prisma', 'migrations'), only }: MigrationOptions = {},
): Promise<readonly string[]> {
  const all = await readMigrations(folder);
  const migrations = only ? chosen(all, only) : all;
  const client = new pg.Client({ connectionString: url, application_name: 'hai-long migrations' });
  await client.connect();
  try {
    if (pending(migrations, await readApplied(client)).length === 0) return [];
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query(TABLE);
    const waiting = pending(migrations, await readApplied(client));
    for (const migration of waiting) await apply(client, migration);
    return waiting.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/**
 * For a process that may not change tables: those of this version must be there.
 * @throws CodedError `not-migrated`, `migration-changed` or `migration-unfinished`
 */
export async function checkMigrations(url: string): Promise<void> {
  const migrations = await readMigrations(join(packageRoot(), 'prisma', 'migrations'));
  const client = new pg.Client({ connectionString: url, application_name: 'hai-long migrations' });
  await client.connect();
  try {
    await client.query('SET ROLE hl_edge');
    if (pending(migrations, await readApplied(client)).length > 0) throw notMigrated();
  } catch (cause) {
    throw cause instanceof CodedError ? cause : notMigrated(cause);
  } finally {
    await client.end();
  }
}

function notMigrated(cause?: unknown): CodedError {
  const message =
    'The database is not of this version yet, or the login may not take on the role hl_edge: start a process with the console or a worker first.';
  return new CodedError('not-migrated', message, { cause });
}

function chosen(all: readonly Migration[], only: Required<MigrationOptions>['only']): readonly Migration[] {
  return only.map(({ name, checksum }) => {
    const found = all.find((each) => each.name === name && each.checksum === checksum);
    if (found) return found;
    throw new CodedError(
      'migration-unknown',
      `This version does not know migration ${name}: use the one that made it.`,
    );
  });
}

async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.toSorted().map((name) => readMigration(folder, name)));
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}

async function readApplied(client: pg.Client): Promise<readonly Applied[]> {
  const found = await client.query<{ there: boolean }>(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`);
  if (!found.rows[0]?.there) return [];
  const { rows } = await client.query<Applied>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  return rows;
}

function pending(migrations: readonly Migration[], applied: readonly Applied[]): readonly Migration[] {
  const known = new Map(applied.map((row) => [row.name, row]));
  return migrations.filter(({ name, checksum }) => {
    const row = known.get(name);
    if (!row) return true;
    if (!row.finished) throw new CodedError('migration-unfinished', unfinished(name));
    if (row.checksum !== checksum) throw new CodedError('migration-changed', changed(name));
    return false;
  });
}

function unfinished(name: string): string {
  return `Migration ${name} was begun by another tool and not finished: settle it with "prisma migrate resolve".`;
}

function changed(name: string): string {
  return `Migration ${name} has changed since it was applied: restore the file and put the change into a new migration.`;
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (cause) {
    const message = `Migration ${name} failed and was taken back; the database is as it was before.`;
    throw new CodedError('migration-failed', message, { cause });
  }
}
