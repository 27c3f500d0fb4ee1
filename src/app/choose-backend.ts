import { join } from 'node:path';
import type { Config } from '../config.ts';
import { startEmbeddedRedis } from '../lib/embedded-redis.ts';
import type { Log } from '../lib/log.ts';
import type { Backend } from '../queue/backend.ts';
import { checkRedis, type RedisWarning } from '../queue/check-redis.ts';
import type { Layout } from '../queue/jobs.ts';
import type { SettingStore } from '../store/settings.ts';
import type { Closers } from './closers.ts';
import { takeOverJobs } from './take-over-jobs.ts';
import { watchServer } from './watch-server.ts';

export interface StartedBackend {
  readonly backend: Backend;
  readonly kind: 'redis' | 'embedded-redis' | 'postgres';
  readonly adopted: boolean;
  readonly warnings: readonly RedisWarning[];
}

export interface ChosenBackend extends StartedBackend {
  /** Jobs taken over from the backend used before. */
  readonly moved: number;
}

export interface BackendSetting {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly settings: SettingStore;
  readonly layout: Layout;
  readonly owns: boolean;
  /** What to do when another backend was used before: a service moves its jobs, a command leaves them alone. */
  readonly whenOther: 'move' | 'refuse' | 'abandon';
  readonly closers: Closers;
  readonly log: Log;
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
