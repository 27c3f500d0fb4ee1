import { join } from 'node:path';
import type { Config } from '../config.ts';
import { startEmbeddedRedis } from '../lib/embedded-redis.ts';
import type { Log } from '../lib/log.ts';
import type { Backend } from '../queue/backend.ts';
import { checkRedis, type RedisWarning } from '../queue/check-redis.ts';
import type { Layout } from '../queue/jobs.ts';
import { leaveBackend } from '../queue/switch-backend.ts';
import type { SettingStore } from '../store/settings.ts';
import type { Closers } from './closers.ts';

export interface ChosenBackend {
  readonly backend: Backend;
  readonly kind: 'redis' | 'embedded-redis' | 'postgres';
  readonly adopted: boolean;
  readonly warnings: readonly RedisWarning[];
  /** Jobs taken over from the backend used before. */
  readonly moved: number;
}

interface Setting {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly settings: SettingStore;
  readonly layout: Layout;
  readonly owns: boolean;
  readonly closers: Closers;
  readonly log: Log;
}

/** `REDIS_URL`, else a redis-server on the PATH as a child, else PostgreSQL. */
export async function chooseBackend(setting: Setting): Promise<ChosenBackend> {
  const chosen = await startBackend(setting);
  const moved = await takeOver(setting, chosen);
  return { ...chosen, moved };
}

async function startBackend({ config, databaseUrl, owns, closers }: Setting): Promise<Omit<ChosenBackend, 'moved'>> {
  if (config.redisUrl !== null) {
    const warnings = await checkRedis(config.redisUrl);
    return { kind: 'redis', backend: { kind: 'redis', url: config.redisUrl }, adopted: false, warnings };
  }
  const embedded = await startEmbeddedRedis({ dataDir: join(config.dataDir, 'redis') });
  if (!embedded) return { kind: 'postgres', backend: { kind: 'postgres', url: databaseUrl }, adopted: false, warnings: [] };
  if (owns || !embedded.adopted) closers.add('redis', () => embedded.stop());
  return {
    kind: 'embedded-redis',
    backend: { kind: 'redis', url: embedded.url },
    adopted: embedded.adopted,
    warnings: [],
  };
}

const RECORD = 'queue-backend';

/** The backend in use is recorded: jobs of an earlier one are moved before anything starts, or the start refuses. */
async function takeOver(setting: Setting, chosen: Omit<ChosenBackend, 'moved'>): Promise<number> {
  const { settings, layout, log, config, databaseUrl } = setting;
  const recorded = await settings.get(RECORD);
  const name = chosen.kind;
  if (recorded === name) return 0;
  const before = recorded === null ? null : await reopen(recorded, config, databaseUrl, setting.closers);
  const moved = before === null ? 0 : await leaveBackend(before, chosen.backend, layout, log);
  await settings.set(RECORD, name);
  return moved;
}

/** The backend that was used before, brought up once more so that it can be emptied. */
async function reopen(kind: string, config: Config, databaseUrl: string, closers: Closers): Promise<Backend> {
  if (kind === 'postgres') return { kind: 'postgres', url: databaseUrl };
  if (kind === 'redis' && config.redisUrl !== null) return { kind: 'redis', url: config.redisUrl };
  const embedded = kind === 'embedded-redis' ? await startEmbeddedRedis({ dataDir: join(config.dataDir, 'redis') }) : null;
  if (embedded) closers.add('previous redis', () => embedded.stop());
  // A port on which nothing answers: leaving refuses with what to do.
  return { kind: 'redis', url: embedded?.url ?? 'redis://127.0.0.1:1' };
}
