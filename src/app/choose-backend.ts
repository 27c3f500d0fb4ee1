import { join } from 'node:path';
import { startEmbeddedRedis } from '../lib/embedded-redis.ts';
import type { Backend } from '../queue/backend.ts';
import { checkRedis } from '../queue/check-redis.ts';
import type { BackendSetting, StartedBackend } from './started-backend.ts';
import { takeOverJobs } from './take-over-jobs.ts';
import { watchServer } from './watch-server.ts';

export interface ChosenBackend extends StartedBackend {
  /** Jobs taken over from the backend used before. */
  readonly moved: number;
}

/**
 * `REDIS_URL`, else a redis-server on the PATH as a child, else PostgreSQL.
 * @throws CodedError `queue-left-behind`, `queue-busy` or `queue-differs` when another one was used before
 */
export async function chooseBackend(setting: BackendSetting): Promise<ChosenBackend> {
  const started = await startBackend(setting);
  return { ...started, moved: await takeOverJobs(setting, started) };
}

async function startBackend({ config, databaseUrl, owns, closers, log }: BackendSetting): Promise<StartedBackend> {
  if (config.redisUrl !== null) {
    const warnings = await checkRedis(config.redisUrl);
    return { kind: 'redis', backend: { kind: 'redis', url: config.redisUrl }, adopted: false, warnings };
  }
  const embedded = await startEmbeddedRedis({ dataDir: join(config.dataDir, 'redis') });
  if (!embedded) {
    return { kind: 'postgres', backend: { kind: 'postgres', url: databaseUrl }, adopted: false, warnings: [] };
  }
  if (owns || !embedded.adopted) {
    closers.add('redis', () => embedded.stop());
    watchServer('redis', embedded, closers, log);
  }
  const backend: Backend = { kind: 'redis', url: embedded.url };
  return { kind: 'embedded-redis', backend, adopted: embedded.adopted, warnings: [] };
}
