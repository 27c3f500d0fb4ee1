import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { connectionOn } from './connection.ts';
import { PrismaClient } from './generated/client.ts';
import { statementName } from './statement-name.ts';

/** The rights of a connection; they stand in the migrations. */
export type Role = 'register' | 'ballot' | 'console' | 'edge';

export interface ConnectOptions {
  readonly url: string;
  /** Logins of their own for these roles; the first URL with SET ROLE otherwise. */
  readonly ballotUrl?: string | null;
  readonly consoleUrl?: string | null;
  /** Everything by role hl_edge, which may do what citizens' pages and webhooks need. */
  readonly atEdge?: boolean;
  /** Connections a role may hold. */
  readonly poolSizes?: Partial<Readonly<Record<Role, number>>>;
  /** Told when an idle connection breaks; the pool replaces it. */
  readonly onBroken?: (role: Role, error: Error) => void;
}

/** `busy` and `idle` are open; `waiting` are calls that found none free. */
export interface PoolState {
  readonly role: Role;
  readonly max: number;
  readonly busy: number;
  readonly idle: number;
  readonly waiting: number;
}

/** A client for each side, of its role. Queries are never logged, for their parameters hold personal data. */
export interface Database {
  readonly register: PrismaClient;
  readonly ballot: PrismaClient;
  readonly console: PrismaClient;
  /** How the connections of each role stand. */
  pools(): readonly PoolState[];
  close(): Promise<void>;
}

const POOL_SIZES: Readonly<Record<Role, number>> = { register: 10, ballot: 2, console: 5, edge: 10 };
const CONNECT_MS = 10_000;
const IDLE_MS = 60_000;
const STATEMENT_MS = 60_000;

/** Connections open when first used. */
export function connect(options: ConnectOptions): Database {
  if (options.atEdge) {
    const edge = open('edge', options.url, options);
    return databaseOf({ register: edge, ballot: edge, console: edge });
  }
  return databaseOf({
    register: open('register', options.url, options),
    ballot: open('ballot', options.ballotUrl ?? options.url, options),
    console: open('console', options.consoleUrl ?? options.url, options),
  });
}

function databaseOf(sides: Readonly<Record<'register' | 'ballot' | 'console', Opened>>): Database {
  const opened = [...new Set(Object.values(sides))];
  return {
    register: sides.register.client,
    ballot: sides.ballot.client,
    console: sides.console.client,
    pools: () => opened.map(stateOf),
    close: async () => {
      await Promise.all(opened.map(({ disconnect }) => disconnect()));
      await Promise.all(opened.map(({ pool }) => (pool.ending ? null : pool.end())));
    },
  };
}

interface Opened {
  readonly role: Role;
  readonly pool: pg.Pool;
  readonly client: PrismaClient;
  readonly disconnect: () => Promise<void>;
}

function open(role: Role, url: string, options: ConnectOptions): Opened {
  const { connectionString, startup } = takeStartupOptions(url);
  const pool = new pg.Pool({
    connectionString,
    options: `${startup} -c role=hl_${role}`.trim(),
    application_name: `hai-long ${role}`,
    max: options.poolSizes?.[role] ?? POOL_SIZES[role],
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: IDLE_MS,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    keepAlive: true,
  });
  // Before the client connects, transactions may have used the pool.
  pool.on('error', (error) => options.onBroken?.(role, error));
  let models: PrismaClient | null = null;
  const client = rawOn(pool, () => (models ??= openModels(role, pool, options)));
  POOLS.set(client, pool);
  return { role, pool, client, disconnect: async () => models?.$disconnect() };
}

function openModels(role: Role, pool: pg.Pool, { onBroken }: ConnectOptions): PrismaClient {
  const adapter = new PrismaPg(pool, {
    statementNameGenerator: ({ sql }) => statementName(sql),
    onConnectionError: (error) => onBroken?.(role, error),
  });
  return new PrismaClient({
    adapter,
    errorFormat: 'minimal',
    transactionOptions: { maxWait: CONNECT_MS, timeout: STATEMENT_MS },
  });
}

/**
 * Statements go straight to the driver: on their way through Prisma's client, thousands of rows cost several times as
 * much. The client itself takes 40 MiB, and is made when somebody first asks for a model.
 */
function rawOn(pool: pg.Pool, models: () => PrismaClient): PrismaClient {
  const raw = connectionOn(pool) as PrismaClient;
  return new Proxy(raw, {
    get(target, name) {
      if (Object.hasOwn(target, name)) return Reflect.get(target, name);
      const value: unknown = Reflect.get(models(), name);
      return typeof value === 'function' ? value.bind(models()) : value;
    },
  });
}

/** The connections below each client. */
const POOLS = new WeakMap<PrismaClient, pg.Pool>();

export function poolOf(client: PrismaClient): pg.Pool {
  const pool = POOLS.get(client);
  if (!pool) throw new TypeError('A client that was not opened here.');
  return pool;
}

function stateOf({ role, pool }: Opened): PoolState {
  const { options, totalCount, idleCount, waitingCount } = pool;
  return { role, max: options.max, busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
}

/** In `pg` the options of a URL would replace ours, and with them the role. */
function takeStartupOptions(url: string): { readonly connectionString: string; readonly startup: string } {
  const parsed = new URL(url);
  const startup = parsed.searchParams.get('options') ?? '';
  parsed.searchParams.delete('options');
  return { connectionString: parsed.href, startup };
}
