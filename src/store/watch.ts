import type { Unsent, WatchStore } from '../service/ports.ts';
import type { PrismaClient } from './generated/client.ts';

/** Each side counts its own. */
export function openWatch(register: PrismaClient, ballot: PrismaClient): WatchStore {
  return {
    unsent: (now) => register.$queryRaw<Unsent[]>`
      SELECT m.channel, m.lane, count(*)::int AS count, min(m.created_at) AS "oldestAt" FROM register.message m
      WHERE m.status IN ('created', 'sending') AND m.not_before <= ${now} AND m.not_after > ${now}
      GROUP BY m.channel, m.lane`,
    asideCount: async () => {
      const [row] = await register.$queryRaw<[{ count: number }]>`
        SELECT count(*)::int AS count FROM register.dead_update`;
      return row.count;
    },
    mix: async () => {
      const [row] = await ballot.$queryRaw<[{ waiting: number; oldestAt: Date | null }]>`
        SELECT count(*)::int AS waiting, min(x.entered_at) AS "oldestAt" FROM ballot.mix x`;
      return row;
    },
    now: async () => {
      const [row] = await register.$queryRaw<[{ now: Date }]>`SELECT clock_timestamp() AS now`;
      return row.now;
    },
    write: async () => {
      await register.$queryRaw`SELECT register.note_written()::text`;
    },
  };
}
