import { join } from 'node:path';
import { CodedError } from '../lib/coded-error.ts';
import { startEmbeddedRedis } from '../lib/embedded-redis.ts';
import { describeBackend, type Backend } from '../queue/backend.ts';
import { leaveBackend } from '../queue/switch-backend.ts';
import { inLock } from './in-lock.ts';
import type { BackendSetting, StartedBackend } from './started-backend.ts';

const RECORD = 'queue-backend';

/**
 * The backend in use is recorded: jobs of an earlier one are moved before anything starts, or the start refuses.
 * Returns how many were moved.
 */
export async function takeOverJobs(setting: BackendSetting, started: StartedBackend): Promise<number> {
  const { settings, whenOther } = setting;
  const name = nameOf(started);
  if ((await settings.get(RECORD)) === name) return 0;
  if (whenOther === 'abandon') return record(setting, name, 0);
  // Several processes may start at once: two that moved the same jobs would get into each other's way.
  return inLock(setting.databaseUrl, 'queue-switch', async () => {
    const before = await settings.get(RECORD);
    if (before === name) return 0;
    if (whenOther === 'refuse') return before === null ? 0 : refuse(before);
    return record(setting, name, before === null ? 0 : await empty(before, setting, started.backend));
  });
}

/** What it is and, for one that we do not run ourselves, where; never its password. */
function nameOf({ kind, backend }: StartedBackend): string {
  return kind === 'redis' ? describeBackend(backend) : kind;
}

async function record({ settings }: BackendSetting, name: string, moved: number): Promise<number> {
  await settings.set(RECORD, name);
  return moved;
}

function refuse(before: string): never {
  const message = `The service keeps its queue in ${before}: run the command with the same REDIS_URL and PATH.`;
  throw new CodedError('queue-differs', message);
}

async function empty(before: string, setting: BackendSetting, next: Backend): Promise<number> {
  const { config, databaseUrl, layout, log } = setting;
  if (before === 'postgres') return leaveBackend({ kind: 'postgres', url: databaseUrl }, next, layout, log);
  if (before !== 'embedded-redis') throw leftBehind(before, 'set REDIS_URL to it');
  const server = await startEmbeddedRedis({ dataDir: join(config.dataDir, 'redis') });
  if (!server) throw leftBehind('the embedded Redis', 'install redis-server');
  try {
    return await leaveBackend({ kind: 'redis', url: server.url }, next, layout, log);
  } finally {
    await server.stop();
  }
}

/** Its address is recorded without its password, so nobody but the operator can open it again. */
function leftBehind(before: string, remedy: string): CodedError {
  const message = `The queue was kept in ${before} until now and may hold answers: ${remedy} again and let it run empty,
or give up what it holds with: npm run queue -- abandon`;
  return new CodedError('queue-left-behind', message);
}
