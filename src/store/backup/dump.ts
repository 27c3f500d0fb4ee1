import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { block } from './blocks.ts';
import { columnsOf, isKept, SCHEMAS, SESSION, tablesInOrder, type Manifest } from './layout.ts';

/**
 * Every row of one moment, as blocks, in one transaction that hinders nobody. What lies in a queue is not in it, nor
 * who is signed in.
 */
export async function* dumpDatabase(url: string, now: Date): AsyncGenerator<Buffer> {
  const client = new pg.Client({ connectionString: url, application_name: 'hai-long backup' });
  await client.connect();
  try {
    await client.query(SESSION);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    yield block('manifest', await manifestOf(client, now));
    for (const table of (await tablesInOrder(client)).filter(isKept)) yield* dumpTable(client, table);
    yield block('sequences', await sequencesOf(client));
    await client.query('COMMIT');
    yield block('end', Buffer.alloc(0));
  } finally {
    await client.end();
  }
}

async function manifestOf(client: pg.Client, now: Date): Promise<Manifest> {
  const { rows } = await client.query<Manifest['migrations'][number]>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY finished_at, migration_name`,
  );
  return { createdAt: now.toISOString(), migrations: rows };
}

async function* dumpTable(client: pg.Client, table: string): AsyncGenerator<Buffer> {
  const columns = await columnsOf(client, table);
  yield block('table', { table, columns });
  const rows = client.query(copyTo(`COPY (SELECT ${columns.join(', ')} FROM ${table}) TO STDOUT`));
  for await (const piece of rows) yield block('rows', Buffer.from(piece));
}

async function sequencesOf(client: pg.Client): Promise<readonly object[]> {
  const { rows: names } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, sequencename) AS name FROM pg_sequences WHERE schemaname = ANY($1) ORDER BY 1`,
    [SCHEMAS],
  );
  const sequences: object[] = [];
  for (const { name } of names) {
    const { rows } = await client.query<{ value: string; isCalled: boolean }>(
      `SELECT last_value::text AS value, is_called AS "isCalled" FROM ${name}`,
    );
    sequences.push({ name, ...rows[0] });
  }
  return sequences;
}
