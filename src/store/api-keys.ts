import { randomUUID } from 'node:crypto';
import type { UnitScope } from '../domain/unit.ts';
import type { ApiKeyStore } from '../service/ports.ts';
import type { PrismaClient } from './generated/client.ts';

/** Of role hl_console. */
export function openApiKeys(console: PrismaClient): ApiKeyStore {
  return {
    findScope: async (hash) => {
      const rows = await console.$queryRaw<{ id: string; scope: UnitScope }[]>`
        SELECT k.id, k.unit_code AS scope FROM console.api_key k
        WHERE k.hash = decode(${hash}, 'hex') AND k.revoked_at IS NULL`;
      return rows[0] ?? null;
    },
    any: async () => {
      const rows = await console.$queryRaw<unknown[]>`SELECT 1 AS found FROM console.api_key LIMIT 1`;
      return rows.length > 0;
    },
    create: async ({ name, hash, scope }) => {
      const id = randomUUID();
      await console.$executeRaw`
        INSERT INTO console.api_key (id, name, hash, unit_code)
        VALUES (${id}::uuid, ${name}, decode(${hash}, 'hex'), ${scope})`;
      return id;
    },
  };
}
