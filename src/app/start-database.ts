import { join } from 'node:path';
import type { Config } from '../config.ts';
import { startEmbeddedPostgres } from '../lib/embedded-postgres.ts';
import { applyMigrations } from '../store/apply-migrations.ts';
import type { Closers } from './closers.ts';

export interface StartedDatabase {
  readonly kind: 'embedded' | 'external';
  readonly url: string;
  readonly adopted: boolean;
  /** Something about the embedded server that the operator should know. */
  readonly note: string | null;
}

/**
 * The configured PostgreSQL, or an embedded one in the data directory; migrated. An embedded server is stopped by the
 * process that `owns` the data directory, whoever started it.
 */
export async function startDatabase(config: Config, owns: boolean, closers: Closers): Promise<StartedDatabase> {
  const started = config.database ? external(config.database.url) : await embedded(config, owns, closers);
  await applyMigrations(started.url);
  return started;
}

function external(url: string): StartedDatabase {
  return { kind: 'external', url, adopted: false, note: null };
}

async function embedded(config: Config, owns: boolean, closers: Closers): Promise<StartedDatabase> {
  const server = await startEmbeddedPostgres({ dataDir: join(config.dataDir, 'postgres') });
  if (owns || !server.adopted) closers.add('postgres', () => server.stop());
  return { kind: 'embedded', url: server.url, adopted: server.adopted, note: server.note };
}
