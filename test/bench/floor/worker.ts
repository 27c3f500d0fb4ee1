import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import pg from 'pg';

/** What waits goes into the table by one statement. */
const AT_ONCE = 1_000;

const [databaseUrl, redisUrl] = process.argv.slice(2);
const redis = new Redis(redisUrl ?? '');
const client = new pg.Client({ connectionString: databaseUrl });
await client.connect();
await client.query('CREATE TABLE IF NOT EXISTS floor_answer (id bigserial PRIMARY KEY, body text NOT NULL)');
process.send?.('ready');
for (;;) {
  const bodies = await redis.lpop('floor', AT_ONCE);
  if (bodies === null) await sleep(5);
  else await client.query('INSERT INTO floor_answer (body) SELECT unnest($1::text[])', [bodies]);
}
