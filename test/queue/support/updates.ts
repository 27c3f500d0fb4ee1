import { setTimeout as sleep } from 'node:timers/promises';
import type { Inbound } from '../../../src/domain/inbound.ts';
import type { Handlers } from '../../../src/queue/workers.ts';

export function textUpdate(address: string, updateId: string, text = 'hài lòng'): Inbound {
  return {
    channel: 'telegram',
    account: 'bot',
    updateId,
    address,
    device: null,
    locale: null,
    receivedAt: '2026-01-05T01:02:03.000Z',
    event: { kind: 'text', text },
  };
}

export function handlersWith(some: Partial<Handlers>): Handlers {
  return {
    process: async () => undefined,
    setAside: async () => undefined,
    deliver: async () => undefined,
    timers: [],
    ...some,
  };
}

/** Waits for a condition; the test's own time-out ends a wait in vain. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(10);
}
