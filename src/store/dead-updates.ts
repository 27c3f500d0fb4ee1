import type { DeadUpdate, DeadUpdateStore } from '../service/ports.ts';
import type { PrismaClient } from './generated/client.ts';
import { asBuffer } from './table.ts';

/** Of role hl_register. */
export function openDeadUpdates(register: PrismaClient): DeadUpdateStore {
  return {
    list: (limit) => register.$queryRaw<DeadUpdate[]>`
      SELECT u.id, u.channel, u.failure, u.created_at AS "setAsideAt"
      FROM register.dead_update u ORDER BY u.created_at DESC, u.id LIMIT ${limit}::int`,
    find: async (id) => {
      const rows = await register.$queryRaw<{ updateId: string; sealed: Buffer }[]>`
        SELECT u.update_id AS "updateId", u.sealed FROM register.dead_update u WHERE u.id::text = ${id}`;
      return rows.map(({ updateId, sealed }) => ({ updateId, sealed: asBuffer(sealed) }))[0] ?? null;
    },
    remove: async (id) => {
      const removed = await register.$executeRaw`DELETE FROM register.dead_update u WHERE u.id::text = ${id}`;
      return removed > 0;
    },
    forget: (before) => register.$executeRaw`DELETE FROM register.dead_update u WHERE u.created_at < ${before}`,
  };
}
