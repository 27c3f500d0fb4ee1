import { describe, expect, it, vi } from 'vitest';
import { createLog } from '../../src/lib/log.ts';
import type { Backlog } from '../../src/queue/backlog.ts';
import { Closing } from '../../src/queue/closing.ts';
import { inboxTask } from '../../src/queue/inbox-task.ts';
import { logToRun } from '../support/run-log.ts';
import { textUpdate } from './support/updates.ts';

const remove = async () => undefined;

describe('src/queue/inbox-task.ts', () => {
  it('names in each line the requests that it concerns: all of a batch, one of an update alone', async () => {
    const lines: Record<string, unknown>[] = [];
    const log = createLog('info', { write: (line: string) => void lines.push(JSON.parse(line)) });
    const updates = ['1', '2', '3'].map((address) => textUpdate(address, address));
    const behind = [{ sealed: JSON.stringify([textUpdate('4', '4')]), count: 1, requests: ['d'] }];
    const backlogs: Backlog[] = [
      { data: [], remove },
      { data: behind, remove },
    ];
    const backlog = async () => backlogs.shift() ?? { data: [], remove };
    const task = inboxTask(
      {
        process: async (some) => {
          if (some.some(({ address }) => address === '2')) throw new Error('a fault of ours');
        },
        setAside: async () => undefined,
      },
      { open: (sealed) => sealed, backlog, closing: new Closing(), log },
    );
    await task({ sealed: JSON.stringify(updates), count: 3, requests: ['a', 'b', null] });
    await task({ sealed: JSON.stringify([textUpdate('5', '5')]), count: 1, requests: ['e'] });
    expect(lines.map(({ msg, request, requests }) => ({ msg, request, requests }))).toEqual([
      { msg: 'a batch is repeated update by update', requests: ['a', 'b'] },
      { msg: 'an update is set aside', request: 'b' },
      { msg: 'updates are done', requests: ['a', 'b'] },
      { msg: 'updates are done', requests: ['e', 'd'] },
    ]);
  });

  it('waits for others while a shard is busy, unless so many come along by themselves', async () => {
    const closing = new Closing();
    const pause = vi.spyOn(closing, 'pause').mockResolvedValue(true);
    const job = (address: string) => ({ sealed: JSON.stringify([textUpdate(address, address)]), count: 1 });
    const many = Array.from({ length: 60 }, (_, i) => job(`many ${String(i)}`));
    const backlogs: Backlog[] = [
      { data: [], remove },
      { data: many, remove },
    ];
    const backlog = async () => backlogs.shift() ?? { data: [], remove };
    const handlers = { process: async () => undefined, setAside: async () => undefined };
    const task = inboxTask(handlers, { open: (sealed) => sealed, backlog, closing, log: logToRun() });
    const pauses: number[] = [];
    for (const address of ['first', 'second', 'third', 'fourth']) {
      await task(job(address));
      pauses.push(pause.mock.calls.length);
    }
    expect(pauses).toEqual([0, 1, 1, 2]);
  });
});
