import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { poolOf } from './connect.ts';
import { connectionOn, type Connection } from './connection.ts';
import { layersOf } from './error-layers.ts';
import type { PrismaClient } from './generated/client.ts';

export type { Connection } from './connection.ts';

const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 20;
/** Serialisation failure, deadlock, and a row that another transaction inserted first. */
const CONFLICTS: ReadonlySet<unknown> = new Set(['40001', '40P01', '23505']);

/** Runs `work` in one transaction, again from its start when it collided with another one. */
export async function inTransaction<Result>(
  client: PrismaClient,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const pool = poolOf(client);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(pool, work);
    } catch (error) {
      if (attempt === ATTEMPTS || !isConflict(error)) throw error;
      await sleep(FIRST_PAUSE_MS * 2 ** attempt * Math.random());
    }
  }
}

/** A connection that breaks between two statements fails the next one, and an event that nobody hears would end the process. */
async function once<Result>(pool: pg.Pool, work: (connection: Connection) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let isBroken = false;
  const onError = () => (isBroken = true);
  client.on('error', onError);
  try {
    await client.query('BEGIN');
    const result = await work(connectionOn(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(onError);
    throw error;
  } finally {
    client.off('error', onError);
    client.release(isBroken);
  }
}

function isConflict(error: unknown): boolean {
  return layersOf(error).some(({ code }) => CONFLICTS.has(code));
}
