import { setTimeout as sleep } from 'node:timers/promises';
import { layersOf } from './error-layers.ts';
import type { Prisma, PrismaClient } from './generated/client.ts';

/** What statements need, inside and outside of a transaction. */
export type Connection = Pick<Prisma.TransactionClient, '$queryRaw' | '$executeRaw'>;

const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 20;
/** Serialisation failure, deadlock, and a row that another transaction inserted first. */
const CONFLICTS: ReadonlySet<unknown> = new Set(['40001', '40P01', '23505', 'P2034', 'P2002']);
const KINDS: ReadonlySet<unknown> = new Set(['TransactionWriteConflict', 'UniqueConstraintViolation']);

/** Runs `work` in one transaction, again from its start when it collided with another one. */
export async function inTransaction<Result>(
  client: PrismaClient,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await client.$transaction(work);
    } catch (error) {
      if (attempt === ATTEMPTS || !isConflict(error)) throw error;
      await sleep(FIRST_PAUSE_MS * 2 ** attempt * Math.random());
    }
  }
}

function isConflict(error: unknown): boolean {
  return layersOf(error).some(({ code, kind }) => CONFLICTS.has(code) || KINDS.has(kind));
}
