import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { open, quietLog, seal } from './backends.ts';
import { openSpool } from '../../../src/queue/spool.ts';

/** A process for the crash test: writes one packet after the other, and tells each that it was promised to keep. */
const Order = z.object({ folder: z.string(), from: z.int() });

const { folder, from } = Order.parse(JSON.parse(process.argv.at(-1) ?? ''));
const spool = await openSpool({ folder, shards: 1, open, log: quietLog });

for (let i = from; ; i += 1) {
  await spool.write(0, { sealed: seal(`${i} ${'x'.repeat(20_000)}`), count: 1 });
  if (!process.stdout.write(`${i}\n`)) await once(process.stdout, 'drain');
  await sleep(0);
}
