import type { Config } from '../config.ts';
import type { Log } from '../lib/log.ts';
import type { Backend } from '../queue/backend.ts';
import type { RedisWarning } from '../queue/check-redis.ts';
import type { Layout } from '../queue/jobs.ts';
import type { SettingStore } from '../service/ports.ts';
import type { Closers } from './closers.ts';

export interface StartedBackend {
  readonly backend: Backend;
  readonly kind: 'redis' | 'embedded-redis' | 'postgres';
  readonly adopted: boolean;
  readonly warnings: readonly RedisWarning[];
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
