import pg from 'pg';
import { SCHEMAS } from './layout.ts';

/** Neither schemas of ours nor migrations recorded. */
export async function isDatabaseEmpty(url: string): Promise<boolean> {
  return withClient(url, async (client) => {
    const { rowCount } = await client.query(
      `SELECT FROM pg_namespace WHERE nspname = ANY($1)
       UNION ALL SELECT FROM pg_class WHERE oid = to_regclass('_prisma_migrations')`,
      [SCHEMAS],
    );
    return rowCount === 0;
  });
}

/** Back to empty, after a restore that failed. */
export async function clearDatabase(url: string): Promise<void> {
  await withClient(url, async (client) => {
    await client.query(`DROP SCHEMA IF EXISTS ${SCHEMAS.join(', ')} CASCADE; DROP TABLE IF EXISTS _prisma_migrations`);
  });
}

async function withClient<Result>(url: string, use: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, application_name: 'hai-long restore' });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
