import pg from 'pg';
import { applyMigrations } from '../../../src/store/apply-migrations.ts';

/**
 * Migrations of a large database may take longer than a process has to come up, and the queue that it used went with the
 * machine of an earlier run.
 */
export async function prepareFilled(databaseUrl: string): Promise<void> {
  await applyMigrations(databaseUrl);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("DELETE FROM register.setting WHERE key = 'queue-backend'");
  } finally {
    await client.end();
  }
}
