import type { Inbound } from '../domain/inbound.ts';
import type { Log } from '../lib/log.ts';
import type { Closing } from './closing.ts';
import { failureCode } from './failure.ts';
import { InboundBatch } from './inbound-schema.ts';
import type { JobData } from './jobs.ts';
import { PutBackError, untilAvailable } from './until-available.ts';

export interface InboxHandlers {
  /** All or nothing; idempotent by update id; throws `unavailable` when it can only wait. */
  readonly process: (updates: readonly Inbound[]) => Promise<void>;
  /** Keeps an update that cannot be processed for a person to look at. */
  readonly setAside: (update: Inbound, error: unknown) => Promise<void>;
}

interface Surroundings {
  readonly open: (sealed: string) => string;
  readonly closing: Closing;
  readonly log: Log;
}

/** A batch that fails is repeated update by update, in order; only the poisonous ones are set aside. */
export function inboxTask(
  { process, setAside }: InboxHandlers,
  { open, closing, log }: Surroundings,
): (data: JobData<'update.process'>) => Promise<void> {
  async function processAlone(update: Inbound): Promise<void> {
    try {
      await untilAvailable(() => process([update]), closing);
    } catch (error) {
      if (error instanceof PutBackError) throw error;
      log.error({ channel: update.channel, code: failureCode(error), error }, 'an update is set aside');
      await untilAvailable(() => setAside(update, error), closing);
    }
  }

  return async (data) => {
    const updates = InboundBatch.parse(JSON.parse(open(data.sealed)));
    try {
      await untilAvailable(() => process(updates), closing);
    } catch (error) {
      if (error instanceof PutBackError) throw error;
      log.warn({ count: updates.length, code: failureCode(error) }, 'a batch is repeated update by update');
      for (const update of updates) await processAlone(update);
    }
  };
}
