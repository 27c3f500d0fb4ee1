import type { Registry } from 'prom-client';
import { insist } from '../lib/insist.ts';
import { deliverMessages } from '../service/deliver-messages.ts';
import { createReplySender } from '../service/delivery/send-replies.ts';
import { processUpdates } from '../service/process-updates.ts';
import { sealFinished } from '../service/seal-finished.ts';
import { setAsideUpdate } from '../service/set-aside-update.ts';
import { AT_ONCE, sweepMessages } from '../service/sweep-messages.ts';
import type { Parts } from './parts.ts';
import { withBackCheck, withPolicy } from './policy-source.ts';
import { timersOf } from './run-timers.ts';
import { measureWork } from './watching/measure-work.ts';

/** Shorter than a claim lasts before a sweep takes it for lost. */
const RECORD_MS = 60_000;

type Record = Parameters<Parts['messages']['record']>;

/** Lets this process consume the queues and take its turn at the timers; `alone`, it first clears up after a crash. */
export async function startWorkers(parts: Parts, metrics: Registry, alone: boolean): Promise<void> {
  if (alone) await sweepMessages(parts, AT_ONCE);
  const meter = measureWork(metrics);
  const { messages } = parts;
  const deliver = {
    ...parts,
    channels: new Map([...parts.channels].map(([name, channel]) => [name, meter.timedChannel(channel)])),
    tally: meter.tally,
    // What is out cannot be sent anew: its record outlasts a restart of the database.
    messages: { ...messages, record: (...args: Record) => insist(() => messages.record(...args), RECORD_MS) },
    sealFinished: async (ids: Parameters<typeof sealFinished>[1]) => {
      await sealFinished(await withBackCheck(parts), ids);
    },
  };
  const replies = createReplySender(deliver);
  await parts.queues.startWorkers({
    process: meter.timed('update.process', async (updates) => {
      await processUpdates({ ...(await withBackCheck(parts)), replies }, updates);
      meter.processed(updates.length);
    }),
    async setAside(update, error) {
      await setAsideUpdate(parts, update, error);
      meter.setAside();
    },
    deliver: meter.timed('message.deliver', async (ids) => deliverMessages(await withPolicy(deliver), ids)),
    close: () => replies.close(),
    timers: timersOf(parts, meter.swept).map((timer) => meter.timedTimer(timer)),
  });
}
