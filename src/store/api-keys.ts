import { randomUUID } from 'node:crypto';
import type { UnitScope } from '../domain/unit.ts';
import type { ApiKeyStore, StoredKey } from '../service/ports.ts';
import type { PrismaClient } from './generated/client.ts';

/** Of role hl_console. */
export function openApiKeys(console: PrismaClient): ApiKeyStore {
  return {
    recognise: async (hash) => {
      // Written once in ten minutes, so that calls do not wait for one row.
      const rows = await console.$queryRaw<Pick<StoredKey, 'id' | 'scope' | 'test'>[]>`
        WITH known AS (
          SELECT k.id, k.unit_code, k.test, k.last_used_at FROM console.api_key k
          WHERE k.hash = decode(${hash}, 'hex') AND k.revoked_at IS NULL
        ), noted AS (
          UPDATE console.api_key k SET last_used_at = now() FROM known
          WHERE k.id = known.id AND (known.last_used_at IS NULL OR known.last_used_at < now() - interval '10 minutes')
        )
        SELECT known.id, known.unit_code AS scope, known.test FROM known`;
      return rows[0] ?? null;
    },
    any: async () => {
      const rows = await console.$queryRaw<unknown[]>`SELECT 1 AS found FROM console.api_key LIMIT 1`;
      return rows.length > 0;
    },
    all: async () =>
      console.$queryRaw<StoredKey[]>`
        SELECT k.id, k.name, k.unit_code AS scope, k.test, k.created_at AS "createdAt", k.revoked_at AS "revokedAt",
          k.last_used_at AS "lastUsedAt"
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
