import { asId, type MessageId } from '../domain/ids.ts';
import type { Log } from '../lib/log.ts';
import type { JobQueue } from './broker.ts';
import type { Closing } from './closing.ts';
import { failureCode } from './failure.ts';
import type { JobData } from './jobs.ts';
import { deliverJob } from './outbox.ts';
import { PutBackError, untilAvailable } from './until-available.ts';

/** Claims, sends and records; idempotent by the row's compare-and-set; throws `unavailable` when it can only wait. */
export type DeliverMessages = (ids: readonly MessageId[]) => Promise<void>;

/** A job of many messages that fails is split, so that one bad message holds up no other. */
export function outboxTask(
  deliver: DeliverMessages,
  queue: JobQueue,
  { closing, log }: { readonly closing: Closing; readonly log: Log },
): (data: JobData<'message.deliver'>) => Promise<void> {
  return async (data) => {
    const ids = data.ids.map((id) => asId<MessageId>(id));
    try {
      await untilAvailable(() => deliver(ids), closing);
    } catch (error) {
      if (error instanceof PutBackError || ids.length === 1) throw error;
      log.warn({ queue: queue.name, count: ids.length, code: failureCode(error) }, 'a job is split');
      await queue.addBulk(ids.map((id) => deliverJob([id], 0)));
    }
  };
}
