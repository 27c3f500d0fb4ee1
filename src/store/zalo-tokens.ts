import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import type { Vault } from '../lib/vault.ts';
import type { HeldZaloGrant, StoredZaloGrant, ZaloGrant, ZaloGrantFault, ZaloTokenStore } from '../service/ports.ts';

export interface ZaloTokenOptions {
  readonly url: string;
  readonly vault: Vault;
  /** Id of the Official Account. */
  readonly account: string;
  /** How often a save is tried again on a new connection, with pauses of up to 5 s. */
  readonly saveRetries?: number;
}

const SAVE_RETRIES = 120;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const CONNECT_MS = 10_000;
/** Longer than the one who holds the lock may wait for Zalo. */
const LOCK_WAIT = '120s';

const Tokens = z.object({ accessToken: z.string(), refreshToken: z.string() });

interface Row {
  readonly generation: number;
  readonly sealed: Buffer | null;
  readonly refreshed_at: Date | null;
  readonly expires_at: Date | null;
  readonly failure: ZaloGrantFault | null;
  readonly failed_at: Date | null;
  readonly used_seeds: readonly string[];
}

const READ = `
  SELECT t.generation, t.sealed, t.refreshed_at, t.expires_at, t.failure, t.failed_at, t.used_seeds
  FROM register.zalo_token t WHERE t.account = $1`;

const SAVE = `
  INSERT INTO register.zalo_token AS t (account, generation, sealed, refreshed_at, expires_at, used_seeds)
  VALUES ($1, $2::int + 1, $3, $4, $5, $6)
  ON CONFLICT (account) DO UPDATE SET
    generation = excluded.generation, sealed = excluded.sealed, previous_sealed = t.sealed,
    refreshed_at = excluded.refreshed_at, expires_at = excluded.expires_at, failure = NULL, failed_at = NULL,
    used_seeds = t.used_seeds || excluded.used_seeds
  WHERE t.generation = $2::int`;

const RECORD_FAILURE = `
  INSERT INTO register.zalo_token AS t (account, generation, failure, failed_at, used_seeds)
  VALUES ($1, 0, $2, $3, $4)
  ON CONFLICT (account) DO UPDATE SET
    failure = excluded.failure, failed_at = excluded.failed_at, used_seeds = t.used_seeds || excluded.used_seeds`;

/**
 * Connections of their own, opened for one piece of work each: the lock is a session's, and a statement on a waiting
 * connection is with the operating system at once, which a pool cannot promise.
 */
export function openZaloTokens(options: ZaloTokenOptions): ZaloTokenStore {
  const { url, account } = options;
  return {
    read: () => withClient(url, async (client) => toStored(options, await readRow(client, account))),
    exclusively: (work) =>
      withClient(url, async (client) => {
        await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`zalo-token:${account}`]);
        return work(holding(options, client));
      }),
  };
}

function holding(options: ZaloTokenOptions, client: pg.Client): HeldZaloGrant {
  const { account } = options;
  let generation = 0;
  return {
    async read() {
      const row = await readRow(client, account);
      generation = row?.generation ?? 0;
      return toStored(options, row);
    },
    async save(grant, usedSeed) {
      const values = [account, generation, seal(options, grant), grant.refreshedAt, grant.expiresAt, seeds(usedSeed)];
      const first = client.query(SAVE, values);
      try {
        return isWritten(await first);
      } catch (error) {
        return saveLater(options, grant, values, error);
      }
    },
    async recordFailure(fault, at, usedSeed) {
      await client.query(RECORD_FAILURE, [account, fault, at, seeds(usedSeed)]);
    },
  };
}

/** The refresh token before is spent: this pair exists nowhere else, so only patience keeps the grant. */
async function saveLater(
  options: ZaloTokenOptions,
  grant: ZaloGrant,
  values: readonly unknown[],
  cause: unknown,
): Promise<boolean> {
  let last = cause;
  for (let retry = 0; retry < (options.saveRetries ?? SAVE_RETRIES); retry += 1) {
    await sleep(Math.min(FIRST_PAUSE_MS * 2 ** Math.min(retry, 10), LONGEST_PAUSE_MS));
    try {
      return await withClient(options.url, async (client) => {
        if (isWritten(await client.query(SAVE, [...values]))) return true;
        const { grant: found } = toStored(options, await readRow(client, options.account));
        return found?.refreshToken === grant.refreshToken;
      });
    } catch (error) {
      last = error;
    }
  }
  throw last;
}

async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'hai-long zalo tokens',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
  });
  // A break shows in the statement that runs then, or in the next one.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(`SET ROLE hl_register; SET lock_timeout = '${LOCK_WAIT}'`);
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function readRow(client: pg.Client, account: string): Promise<Row | null> {
  const { rows } = await client.query<Row>(READ, [account]);
  return rows[0] ?? null;
}

function toStored(options: ZaloTokenOptions, row: Row | null): StoredZaloGrant {
  if (!row) return { grant: null, failure: null, usedSeeds: [] };
  const { failure, failed_at: at, used_seeds: usedSeeds } = row;
  return { grant: toGrant(options, row), failure: failure && at && { fault: failure, at }, usedSeeds };
}

function toGrant({ vault, account }: ZaloTokenOptions, row: Row): ZaloGrant | null {
  const { sealed, refreshed_at: refreshedAt, expires_at: expiresAt } = row;
  if (!sealed || !refreshedAt || !expiresAt) return null;
  const tokens = Tokens.parse(JSON.parse(vault.open('zalo-token', account, sealed).toString()));
  return { ...tokens, refreshedAt, expiresAt };
}

function seal({ vault, account }: ZaloTokenOptions, { accessToken, refreshToken }: ZaloGrant): Buffer {
  return vault.seal('zalo-token', account, JSON.stringify({ accessToken, refreshToken }));
}

function seeds(used: string | null): readonly string[] {
  return used === null ? [] : [used];
}

function isWritten({ rowCount }: pg.QueryResult): boolean {
  return rowCount === 1;
}
