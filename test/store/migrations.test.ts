import { readdirSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/lib/package-root.ts';
import { applyMigrations } from '../../src/store/apply-migrations.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { declaredColumns, declaredIndexes, type Column } from './read-schema.ts';

const NAMES = readdirSync(join(packageRoot(), 'prisma', 'migrations'))
  .filter((name) => /^\d{14}_/.test(name))
  .toSorted();

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('src/store/apply-migrations', () => {
  let database: TestDatabase;
  let folder: string;

  beforeEach(async () => {
    database = await createDatabase('empty');
    folder = await mkdtemp(join(tmpdir(), 'hai-long-migrations-'));
    await cp(join(packageRoot(), 'prisma', 'migrations'), folder, { recursive: true });
  });

  afterEach(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('applies everything once and then nothing', async () => {
    expect(await applyMigrations(database.url)).toEqual(NAMES);
    expect(await applyMigrations(database.url)).toEqual([]);
  });

  it('lets starts at the same moment apply each migration once', async () => {
    const applied = await Promise.all([1, 2, 3, 4].map(() => applyMigrations(database.url)));
    expect(applied.flat()).toEqual(NAMES);
  });

  it('records what `prisma migrate deploy` would record', async () => {
    await applyMigrations(database.url);
    const rows = await query(
      database.url,
      `SELECT migration_name, length(checksum) AS checksum, finished_at >= started_at AS finished, logs, rolled_back_at,
         applied_steps_count FROM _prisma_migrations ORDER BY migration_name`,
    );
    const done = { checksum: 64, finished: true, logs: null, rolled_back_at: null, applied_steps_count: 1 };
    expect(rows).toEqual(NAMES.map((migration_name) => ({ migration_name, ...done })));
  });

  it('applies only what was added since', async () => {
    await applyMigrations(database.url, { folder });
    await cp(join(folder, '20261123000000_init'), join(folder, '20991231000000_more'), { recursive: true });
    await writeFile(join(folder, '20991231000000_more', 'migration.sql'), 'CREATE TABLE register.more (id int);');
    expect(await applyMigrations(database.url, { folder })).toEqual(['20991231000000_more']);
  });

  it('refuses when an applied migration has changed', async () => {
    await applyMigrations(database.url, { folder });
    const file = join(folder, NAMES[0] ?? '', 'migration.sql');
    await writeFile(file, `${await readFile(file, 'utf8')}-- changed\n`);
    await expect(applyMigrations(database.url, { folder })).rejects.toMatchObject({ code: 'migration-changed' });
  });

  it('takes a failing migration back whole and keeps the ones before it', async () => {
    await cp(join(folder, '20261123000000_init'), join(folder, '20991231000000_bad'), { recursive: true });
    await writeFile(
      join(folder, '20991231000000_bad', 'migration.sql'),
      'CREATE TABLE register.bad (id int); SELECT 1/0;',
    );
    await expect(applyMigrations(database.url, { folder })).rejects.toMatchObject({ code: 'migration-failed' });
    const left = await query(
      database.url,
      `SELECT to_regclass('register.bad') AS bad, to_regclass('register.unit') AS unit`,
    );
    expect(left).toEqual([{ bad: null, unit: 'register.unit' }]);
  });

  it('refuses to go on after a migration that another tool left unfinished', async () => {
    await applyMigrations(database.url);
    await query(database.url, `UPDATE _prisma_migrations SET finished_at = NULL`);
    await expect(applyMigrations(database.url)).rejects.toMatchObject({ code: 'migration-unfinished' });
  });
});

describe('prisma/migrations', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createDatabase();
  });

  afterAll(() => database.drop());

  it('make exactly the columns that the schema declares', async () => {
    const made = await query<Column>(
      database.url,
      `SELECT c.table_schema AS schema, c.table_name AS table, c.column_name AS name, c.udt_name AS type,
         c.is_nullable = 'YES' AND c.udt_name NOT LIKE '\\_%' AS optional, c.column_default IS NOT NULL AS defaulted
       FROM information_schema.columns c WHERE c.table_schema IN ('register', 'ballot', 'console')`,
    );
    const order = (columns: readonly Column[]) => columns.map((column) => JSON.stringify(column)).toSorted();
    const declared = await declaredColumns();
    expect(declared.length).toBeGreaterThan(100);
    expect(order(made)).toEqual(order(declared));
  });

  it('make exactly the indexes that the schema declares, the partial ones, and one that needs an extension', async () => {
    const made = await query<{ index: string }>(
      database.url,
      `SELECT format('%s.%s %s (%s)', n.nspname, t.relname, CASE WHEN x.indisunique THEN 'unique' ELSE 'index' END,
         (SELECT string_agg(a.attname, ', ' ORDER BY k.n)
          FROM unnest(x.indkey::int[]) WITH ORDINALITY AS k(number, n)
          JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number)) AS index
       FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
       WHERE n.nspname IN ('register', 'ballot', 'console')`,
    );
    const partial = [
      'register.message index (chat_id, position)',
      'register.message index (not_before)',
      'register.message index (claimed_at)',
      'register.message index (sent_at)',
      'register.message index (platform_id)',
      'register.message index (not_before)',
      'register.invitation index (unit_code, not_before)',
      'ballot.tally index (month, unit_code)',
      'ballot.response index (id)',
      'ballot.response index (released_on)',
      'register.invitation index (status, not_after)',
      'register.invitation index (phone_index, invited_at)',
      'register.invitation index (chat_id)',
      'register.invitation index (closed_on)',
      'register.invitation index (seal_on)',
      'register.invitation index (invited_at)',
      'register.dossier index (received_at)',
      'register.invitation index (unit_code)',
      'ballot.ledger_leaf index (unit_code, withdrawn_on)',
      'ballot.published_comment index (folded)',
    ];
    expect(made.map(({ index }) => index).toSorted()).toEqual([...(await declaredIndexes()), ...partial].toSorted());
  });
});
