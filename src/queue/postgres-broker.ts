import { createPostgresBackend, isPgPool, runMigrations, type PgPool } from 'bullmq';
import pg from 'pg';
import { CodedError } from '../lib/coded-error.ts';
import type { Log } from '../lib/log.ts';
import { makeBroker, type Broker } from './broker.ts';
import { createFaultLog } from './fault-log.ts';

const SCHEMA = 'bullmq';
const CONNECT_MS = 5_000;

/**
 * BullMQ on PostgreSQL puts a job that comes back from a dead or closing worker behind those that came later, where
 * Redis puts it in front. Order per citizen needs it in front: it keeps the place it had.
 */
const KEEP_PLACE = `
  CREATE OR REPLACE FUNCTION ${SCHEMA}.keep_place() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN NEW.seq := OLD.seq; RETURN NEW; END $$;
  CREATE OR REPLACE TRIGGER keep_place BEFORE UPDATE ON ${SCHEMA}.job FOR EACH ROW
    WHEN (OLD.state = 'active' AND NEW.state = 'waiting') EXECUTE FUNCTION ${SCHEMA}.keep_place();`;

export async function openPostgresBroker(backend: { readonly url: string }, log: Log): Promise<Broker> {
  const faults = createFaultLog(log);
  const limits = { connectionString: backend.url, connectionTimeoutMillis: CONNECT_MS, keepAlive: true };
  const pool = new pg.Pool({ ...limits, max: 4, query_timeout: 10_000, options: `-c search_path=${SCHEMA}` });
  pool.setMaxListeners(0);
  pool.on('error', faults);
  try {
    await migrate(pool);
  } catch (cause) {
    await pool.end();
    throw new CodedError('queue-unreachable', 'PostgreSQL does not answer or refuses the queue schema.', { cause });
  }
  return makeBroker(
    {
      producer: (name, options, extra) =>
        createPostgresBackend(name, { ...options, connection: asBackendPool(pool) }, extra),
      consumer: (name, options, extra) =>
        createPostgresBackend(name, { ...options, connection: { ...limits, schema: SCHEMA, max: 2 } }, extra),
      prefixOf: () => SCHEMA,
      ping: async () => void (await pool.query('SELECT 1')),
      replicated: (_, write) => write(),
      together: (begin) => begin(),
      compact: async () => undefined,
      close: () => pool.end(),
    },
    faults,
  );
}

/** The driver's and BullMQ's types of one and the same pool do not meet: BullMQ's own check joins them. */
function asBackendPool(pool: unknown): PgPool {
  if (!isPgPool(pool)) throw new TypeError('not a PostgreSQL pool');
  return pool;
}

/** Several processes may start at once: the lock makes them take turns. */
async function migrate(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client, SCHEMA);
    await client.query('BEGIN');
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('hai-long.keep-place'))`);
    const { rowCount } = await client.query(
      `SELECT FROM pg_trigger WHERE tgname = 'keep_place' AND tgrelid = '${SCHEMA}.job'::regclass`,
    );
    if (rowCount === 0) await client.query(KEEP_PLACE);
    await client.query('COMMIT');
  } finally {
    // A failed transaction must not go back into the pool.
    client.release(true);
  }
}
