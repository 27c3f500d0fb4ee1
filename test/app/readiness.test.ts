import { describe, expect, it } from 'vitest';
import { readinessOf } from '../../src/app/readiness.ts';

type Spool = Parameters<typeof readinessOf>[0]['queues']['spool'];

const up = async () => undefined;
const away = async () => Promise.reject(new Error('away'));

function spoolThat(probe: () => Promise<void>): Spool {
  return { probe, state: () => ({ waiting: 0, corrupt: 0 }), adopt: async () => 0 };
}

describe('src/app/readiness.ts', () => {
  it.each([
    [up, up, null, true],
    [away, up, null, false],
    [up, away, null, false],
    [up, up, spoolThat(away), true],
    [up, away, spoolThat(up), true],
    [up, away, spoolThat(away), false],
    [away, up, spoolThat(up), false],
  ])(
    'needs a database that takes writes, and a queue or a spool that takes updates (%#)',
    async (write, ping, spool, ok) => {
      const told = await readinessOf({ watch: { write }, queues: { ping, spool } })();
      expect(told).toEqual({
        ok,
        parts: {
          database: write === up,
          queue: ping === up,
          ...(spool === null ? {} : { spool: (await spool.probe().catch(() => 'away')) === undefined }),
        },
      });
    },
  );

  it('writes once, however many ask', async () => {
    let writes = 0;
    const write = async () => void (writes += 1);
    const ask = readinessOf({ watch: { write }, queues: { ping: up, spool: null } });
    await Promise.all([ask(), ask(), ask()]);
    expect(writes).toBe(1);
  });
});
