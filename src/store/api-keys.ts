import { randomUUID } from 'node:crypto';
import type { UnitScope } from '../domain/unit.ts';
import type { ApiKeyStore, StoredKey } from '../service/ports.ts';
import type { PrismaClient } from './generated/client.ts';

/** Of role hl_console. */
export function openApiKeys(console: PrismaClient): ApiKeyStore {
  return {
    findScope: async (hash) => {
      const rows = await console.$queryRaw<Pick<StoredKey, 'id' | 'scope' | 'test'>[]>`
        SELECT k.id, k.unit_code AS scope, k.test FROM console.api_key k
        WHERE k.hash = decode(${hash}, 'hex') AND k.revoked_at IS NULL`;
      return rows[0] ?? null;
    },
    any: async () => {
      const rows = await console.$queryRaw<unknown[]>`SELECT 1 AS found FROM console.api_key LIMIT 1`;
      return rows.length > 0;
    },
    all: async () =>
      console.$queryRaw<StoredKey[]>`
        SELECT k.id, k.name, k.unit_code AS scope, k.test, k.created_at AS "createdAt", k.revoked_at AS "revokedAt"
        FROM console.api_key k ORDER BY k.created_at, k.id`,
    revoke: async (id) => {
      const rows = await console.$queryRaw<{ scope: UnitScope }[]>`
        UPDATE console.api_key k SET revoked_at = now() WHERE k.id::text = ${id} AND k.revoked_at IS NULL
        RETURNING k.unit_code AS scope`;
      return rows[0] ?? null;
    },
    create: async ({ name, hash, scope, test }) => {
      const id = randomUUID();
      await console.$executeRaw`
        INSERT INTO console.api_key (id, name, hash, unit_code, test)
        VALUES (${id}::uuid, ${name}, decode(${hash}, 'hex'), ${scope}, ${test})`;
      return id;
    },
  };
}
