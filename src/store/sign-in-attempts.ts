import type { Attempts } from '../domain/lock-out.ts';
import type { AttemptStore } from '../service/ports.ts';
import type { PrismaClient } from './generated/client.ts';
import { inTransaction, type Connection } from './transaction.ts';

/** Of role hl_console. */
export function openSignInAttempts(console: PrismaClient): AttemptStore {
  return {
    find: (index) => findAttempts(console, index),
    update: (index, decide) =>
      inTransaction(console, async (connection) => {
        await connection.$executeRaw`
          SELECT pg_advisory_xact_lock(hashtext('console.sign_in_attempt'), hashtext(encode(${index}, 'hex')))`;
        const { ruling, next } = decide(await findAttempts(connection, index));
        if (next) {
          await connection.$executeRaw`
            INSERT INTO console.sign_in_attempt (index, failures, failed_at, locked_until)
            VALUES (${index}, ${next.failures}, ${next.failedAt}, ${next.lockedUntil})
            ON CONFLICT (index) DO UPDATE SET failures = EXCLUDED.failures, failed_at = EXCLUDED.failed_at,
              locked_until = EXCLUDED.locked_until`;
        }
        return ruling;
      }),
    clear: async (index) => {
      await console.$executeRaw`DELETE FROM console.sign_in_attempt t WHERE t.index = ${index}`;
    },
    forget: async (before) => {
      await console.$executeRaw`DELETE FROM console.sign_in_attempt t WHERE t.failed_at < ${before}`;
    },
  };
}

async function findAttempts(connection: Connection, index: Buffer): Promise<Attempts | null> {
  const rows = await connection.$queryRaw<Attempts[]>`
    SELECT t.failures, t.failed_at AS "failedAt", t.locked_until AS "lockedUntil"
    FROM console.sign_in_attempt t WHERE t.index = ${index}`;
  return rows[0] ?? null;
}
