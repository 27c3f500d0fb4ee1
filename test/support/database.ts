import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { connect, type ConnectOptions, type Database } from '../../src/store/connect.ts';
import { openStores as openAllStores, type Stores } from '../../src/store/open-stores.ts';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A database of one's own with all migrations; `empty` has none. */
export async function createDatabase(kind: 'migrated' | 'empty' = 'migrated'): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const template = kind === 'migrated' ? inject('postgresTemplate') : 'template1';
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function asAdmin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

export interface TestStores extends Stores {
  readonly database: Database;
}

/** All stores over one database; closed by `database.close()`. */
export function openStores(url: string, poolSizes: ConnectOptions['poolSizes'] = {}): TestStores {
  const database = connect({ url, poolSizes });
  return { ...openAllStores(database), database };
}

export interface OwnStores extends TestStores {
  drop(): Promise<void>;
}

/** All stores over a database of their own, which goes with them. */
export async function createStores(poolSizes?: ConnectOptions['poolSizes']): Promise<OwnStores> {
  const { url, drop } = await createDatabase();
  const stores = openStores(url, poolSizes);
  return {
    ...stores,
    async drop() {
      await stores.database.close();
      await drop();
    },
  };
}
