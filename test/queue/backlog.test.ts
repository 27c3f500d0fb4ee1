import { describe, expect, it } from 'vitest';
import { openBroker } from '../../src/queue/backend.ts';
import { backlogOf } from '../../src/queue/backlog.ts';
import { createBackend, quietLog } from './support/backends.ts';

describe('queue/backlog', () => {
  it('is empty while the queue is away, for the job that runs can do without', async () => {
    const space = await createBackend('redis');
    const broker = await openBroker(space.backend, quietLog);
    const queue = broker.queue('inbox-0');
    await queue.add('update.process', { sealed: 'behind', count: 1 });
    expect((await backlogOf(queue, 10)).data).toHaveLength(1);
    await broker.close();
    expect((await backlogOf(queue, 10)).data).toEqual([]);
    await space.drop();
  });
});
