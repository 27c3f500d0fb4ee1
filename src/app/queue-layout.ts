import type { Config } from '../config.ts';
import { DEFAULT_SHARDS, type Layout } from '../queue/jobs.ts';

/** The queues of this installation; the same in every process. */
export function queueLayout(config: Config): Layout {
  return {
    shards: DEFAULT_SHARDS,
    channels: [...(config.telegram ? ['telegram' as const] : []), ...(config.zalo ? ['zalo' as const] : [])],
  };
}
