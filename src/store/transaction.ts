import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { poolOf } from './connect.ts';
import { layersOf } from './error-layers.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { statementName } from './statement-name.ts';

type Query = TemplateStringsArray | Prisma.Sql;

/** What statements need, inside and outside of a transaction. */
export interface Connection {
  $queryRaw<Rows = unknown>(query: Query, ...values: unknown[]): Promise<Rows>;
  /** How many rows it changed. */
  $executeRaw(query: Query, ...values: unknown[]): Promise<number>;
}

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

/**
 * Straight on the driver: on their way through the client, thousands of rows cost several times as much. A connection
 * that breaks between two statements fails the next one, and an event that nobody hears would end the process.
 */
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

/** Statements are prepared once a connection; parameters and rows are as Prisma has them. */
function connectionOn(client: pg.PoolClient): Connection {
  function run(query: Query, values: readonly unknown[]): Promise<pg.QueryResult> {
    const { text, values: parameters } = query instanceof Prisma.Sql ? query : new Prisma.Sql(query, values);
    return client.query({ name: statementName(text), text, values: parameters.map(parameter), types: TYPES });
  }
  return {
    $queryRaw: async <Rows>(query: Query, ...values: unknown[]) => (await run(query, values)).rows as Rows,
    $executeRaw: async (query, ...values) => (await run(query, values)).rowCount ?? 0,
  };
}

/** The driver would write an instant in the zone of this machine. */
function parameter(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}

type Parser = (text: string) => unknown;

/** A day is midnight UTC, whatever the zone of this machine, and no number loses digits. */
const PARSERS: ReadonlyMap<number, Parser> = new Map<number, Parser>([
  [pg.types.builtins.INT8, BigInt],
  [pg.types.builtins.NUMERIC, (text) => new Prisma.Decimal(text)],
  [pg.types.builtins.DATE, (text) => new Date(text)],
]);

const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (oid, format): Parser => PARSERS.get(oid) ?? pg.types.getTypeParser(oid, format),
};

function isConflict(error: unknown): boolean {
  return layersOf(error).some(({ code }) => CONFLICTS.has(code));
}
