import type { Config } from '../config.ts';
import type { Log } from '../lib/log.ts';
import { connect, type Database } from '../store/connect.ts';
import type { Closers } from './closers.ts';
import type { Standing } from './role.ts';

/** One pool for each role of the database, at the edge one for all; connections open when first used. */
export function connectDatabase(
  config: Config,
  url: string,
  closers: Closers,
  log: Log,
  standing: Standing = 'all',
): Database {
  const { ballotUrl = null, consoleUrl = null } = config.database ?? {};
  const database = connect({
    url,
    ballotUrl,
    consoleUrl,
    atEdge: standing === 'edge',
    onBroken: (role, error) => log.warn({ role, err: error }, 'a database connection broke'),
  });
  closers.add('database connections', () => database.close());
  return database;
}
