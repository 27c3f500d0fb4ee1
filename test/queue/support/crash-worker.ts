import { appendFileSync } from 'node:fs';
import { z } from 'zod';
import { open, openTestQueues, seal } from './backends.ts';
import { handlersWith } from './updates.ts';

/**
 * A worker process for the crash test: notes each update in a file and, told so, stops dead in the middle of a batch,
 * after half of it is noted.
 */
const Order = z.object({
  backend: z.union([
    z.object({ kind: z.literal('redis'), url: z.string(), prefix: z.string() }),
    z.object({ kind: z.literal('postgres'), url: z.string() }),
  ]),
  file: z.string(),
  hangAt: z.string().nullable(),
});

const { backend, file, hangAt } = Order.parse(JSON.parse(process.argv.at(-1) ?? ''));
const queues = await openTestQueues(backend, { shards: 2, channels: [], seal, open });

await queues.startWorkers(
  handlersWith({
    process: async (updates) => {
      for (const { address, updateId } of updates) {
        if (updateId === hangAt) {
          appendFileSync(file, 'hangs\n');
          await new Promise(() => setInterval(() => undefined, 1_000));
        }
        appendFileSync(file, `${address} ${updateId}\n`);
      }
    },
  }),
);
