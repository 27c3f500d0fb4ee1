import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Vault } from '../../src/lib/vault.ts';
import type { ZaloGrant, ZaloTokenStore } from '../../src/service/ports.ts';
import { openZaloTokens } from '../../src/store/zalo-tokens.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

const AT = new Date('2026-11-23T05:00:00Z');
const LATER = new Date('2026-11-24T06:00:00Z');

function grant(name: string): ZaloGrant {
  return { accessToken: `at-${name}`, refreshToken: `rt-${name}`, refreshedAt: AT, expiresAt: LATER };
}

describe('src/store/zalo-tokens', () => {
  const vault = new Vault(randomBytes(32));
  let database: TestDatabase;
  let store: ZaloTokenStore;

  beforeEach(async () => {
    database = await createDatabase();
    store = openZaloTokens({ url: database.url, vault, account: 'oa' });
  });
  afterEach(() => database.drop());

  async function save(name: string, seed: string | null = null): Promise<boolean> {
    return store.exclusively(async (held) => {
      await held.read();
      return held.save(grant(name), seed);
    });
  }

  async function row(): Promise<Readonly<Record<string, unknown>>> {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query<Readonly<Record<string, unknown>>>('SELECT * FROM register.zalo_token');
    await client.end();
    return rows[0] ?? {};
  }

  it('holds nothing at first', async () => {
    expect(await store.read()).toEqual({ grant: null, failure: null, usedSeeds: [] });
  });

  it('keeps a pair, and the one before it', async () => {
    expect([await save('1', 'seed'), await save('2')]).toEqual([true, true]);
    expect(await store.read()).toEqual({ grant: grant('2'), failure: null, usedSeeds: ['seed'] });
    const { previous_sealed: previous } = await row();
    expect(vault.open('zalo-token', 'oa', previous as Buffer).toString()).toContain('rt-1');
  });

  it('keeps nothing readable, and opens it with no other key or account', async () => {
    await save('1');
    await save('2');
    expect(JSON.stringify(await row())).not.toMatch(/[ar]t-/);
    const dump = Object.values(await row()).map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : ''));
    expect(dump.join('')).not.toMatch(/[ar]t-[12]/);
    const stranger = openZaloTokens({ url: database.url, vault: new Vault(randomBytes(32)), account: 'oa' });
    await expect(stranger.read()).rejects.toMatchObject({ code: 'sealed-unreadable' });
    expect((await openZaloTokens({ url: database.url, vault, account: 'other' }).read()).grant).toBeNull();
  });

  it('remembers a failure until there is a new pair', async () => {
    await store.exclusively((held) => held.recordFailure('spent', AT, 'seed'));
    expect(await store.read()).toEqual({ grant: null, failure: { fault: 'spent', at: AT }, usedSeeds: ['seed'] });
    await save('1');
    expect(await store.read()).toEqual({ grant: grant('1'), failure: null, usedSeeds: ['seed'] });
    await store.exclusively((held) => held.recordFailure('lost', LATER, null));
    expect(await store.read()).toEqual({
      grant: grant('1'),
      failure: { fault: 'lost', at: LATER },
      usedSeeds: ['seed'],
    });
  });

  it('lets one work at a time, and the next one find what was saved', async () => {
    const others = [1, 2, 3, 4, 5].map((name) =>
      openZaloTokens({ url: database.url, vault, account: 'oa' }).exclusively(async (held) => {
        const before = (await held.read()).usedSeeds.length;
        await sleep(10);
        await held.save(grant(`${name}`), `seed-${name}`);
        return before;
      }),
    );
    expect((await Promise.all(others)).toSorted()).toEqual([0, 1, 2, 3, 4]);
  });

  it('lets go of the lock when the work fails', async () => {
    await expect(store.exclusively(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await save('1')).toBe(true);
  });

  it('does not replace a pair that it has not seen', async () => {
    const isSaved = await store.exclusively(async (held) => {
      await held.read();
      await breakConnections();
      await save('faster');
      return held.save(grant('slower'), null);
    });
    expect(isSaved).toBe(false);
    expect((await store.read()).grant).toEqual(grant('faster'));
  });

  it('saves on a new connection when its own breaks', async () => {
    await save('1');
    const isSaved = await store.exclusively(async (held) => {
      await held.read();
      await breakConnections();
      return held.save(grant('2'), null);
    });
    expect(isSaved).toBe(true);
    expect((await store.read()).grant).toEqual(grant('2'));
  });

  it('gives up when nothing can be saved at all', async () => {
    const impatient = openZaloTokens({ url: database.url, vault, account: 'oa', saveRetries: 1 });
    const saving = impatient.exclusively(async (held) => {
      await held.read();
      await database.drop();
      return held.save(grant('1'), null);
    });
    await expect(saving).rejects.toThrow(/./);
  });

  it('hands a pair to the operating system before its promise is returned', async () => {
    await store
      .exclusively(async (held) => {
        await held.read();
        void held.save(grant('1'), null).catch(() => undefined);
        blockFor(300);
        throw new Error('crash');
      })
      .catch(() => undefined);
    expect((await store.read()).grant).toEqual(grant('1'));
  });

  async function breakConnections(): Promise<void> {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`);
    await client.end();
  }
});

/** Nothing of this process runs meanwhile. */
function blockFor(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
