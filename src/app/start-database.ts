import { join } from 'node:path';
import type { Config } from '../config.ts';
import { startEmbeddedPostgres } from '../lib/embedded-postgres.ts';
import type { Log } from '../lib/log.ts';
import { applyMigrations, checkMigrations } from '../store/apply-migrations.ts';
import { claimDataDir } from './claim-data-dir.ts';
import type { Closers } from './closers.ts';
import { watchServer } from './watch-server.ts';

export interface StartedDatabase {
  readonly kind: 'embedded' | 'external';
  readonly url: string;
  readonly adopted: boolean;
  /** Something about the embedded server that the operator should know. */
  readonly note: string | null;
}

/** The same for a process with few rights: others bring the tables. @throws CodedError `not-migrated` */
export async function joinDatabase(config: Config, closers: Closers, log: Log): Promise<StartedDatabase> {
  const opened = await openDatabase(config, false, closers, log);
  await checkMigrations(opened.url);
  return opened;
}

/**
 * The configured PostgreSQL, or an embedded one in the data directory; migrated. An embedded server is looked after
 * and stopped by the process that `owns` the data directory, whoever started it.
 * @throws CodedError `already-running` when another process owns it
 */
export async function startDatabase(
  config: Config,
  owns: boolean,
  closers: Closers,
  log: Log,
): Promise<StartedDatabase> {
  const started = await openDatabase(config, owns, closers, log);
  await applyMigrations(started.url);
  return started;
}

/** The same, with its tables as they are. */
export async function openDatabase(
  config: Config,
  owns: boolean,
  closers: Closers,
  log: Log,
): Promise<StartedDatabase> {
  return config.database ? external(config.database.url) : embedded(config, owns, closers, log);
}

function external(url: string): StartedDatabase {
  return { kind: 'external', url, adopted: false, note: null };
}

async function embedded(config: Config, owns: boolean, closers: Closers, log: Log): Promise<StartedDatabase> {
  const server = await startEmbeddedPostgres({ dataDir: join(config.dataDir, 'postgres') });
  // Claimed first: whoever is refused must not stop the server of the other.
  const claim = owns ? await claimDataDir(server.url) : null;
  if (owns || !server.adopted) {
    closers.add('postgres', () => server.stop());
    watchServer('postgres', server, closers, log);
  }
  if (claim) closers.add('data directory', () => claim.release());
  return { kind: 'embedded', url: server.url, adopted: server.adopted, note: server.note };
}
