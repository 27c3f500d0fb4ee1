import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { masterKeys, replaceMasterKey } from '../../src/app/master-key.ts';
import { checkKeys, keysAt, openKeys } from '../../src/app/open-keys.ts';
import { readConfig, type Config } from '../../src/config.ts';
import { Vault } from '../../src/lib/vault.ts';
import { createDatabase, createStores, type TestDatabase } from '../support/database.ts';
import { query } from '../support/look.ts';

describe('app/open-keys', () => {
  let folder: string;
  let database: TestDatabase;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hai-long-keys-'));
    database = await createDatabase();
  });

  afterEach(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  function configWith(env: Readonly<Record<string, string>>): Config {
    return readConfig({ DATA_DIR: folder, DATABASE_URL: database.url, ...env });
  }

  const newKey = () => randomBytes(32).toString('base64');
  const mark = ({ vault }: { readonly vault: Vault }) => vault.index('phone', '+84912000001').toString('hex');

  it('finds all again when ENCRYPTION_KEY is replaced, at first with the one before and then without it', async () => {
    const [old, next] = [newKey(), newKey()];
    const KEYS_DIR = join(folder, 'keys');
    const before = await openKeys(configWith({ KEYS_DIR, ENCRYPTION_KEY: old }), database.url);
    expect(mark(before)).not.toBe(mark({ vault: new Vault(Buffer.from(old, 'base64')) }));
    const locked = openKeys(configWith({ KEYS_DIR, ENCRYPTION_KEY: next }), database.url);
    await expect(locked).rejects.toMatchObject({ code: 'key-ring-locked' });
    const both = { KEYS_DIR, ENCRYPTION_KEY: next, ENCRYPTION_KEY_PREVIOUS: old };
    expect(mark(await openKeys(configWith(both), database.url))).toBe(mark(before));
    expect(mark(await openKeys(configWith({ KEYS_DIR, ENCRYPTION_KEY: next }), database.url))).toBe(mark(before));
    await expect(openKeys(configWith({ KEYS_DIR, ENCRYPTION_KEY: old }), database.url)).rejects.toMatchObject({
      code: 'key-ring-locked',
    });
  });

  it('makes one ring however many processes start at once', async () => {
    const config = configWith({ KEYS_DIR: join(folder, 'keys'), ENCRYPTION_KEY: newKey() });
    const opened = await Promise.all([1, 2, 3].map(() => openKeys(config, database.url)));
    expect(new Set(opened.map(mark)).size).toBe(1);
  });

  it('goes on with the keys of an installation that had no ring', async () => {
    const ENCRYPTION_KEY = newKey();
    const alone = await openKeys(configWith({ ENCRYPTION_KEY }), database.url);
    expect(alone.ring).toBeNull();
    await query(database.url, `INSERT INTO register.suppression (index) VALUES ('\\x00')`);
    const ringed = await openKeys(configWith({ ENCRYPTION_KEY, KEYS_DIR: join(folder, 'keys') }), database.url);
    expect(ringed.ring).not.toBeNull();
    expect(mark(ringed)).toBe(mark(alone));
  });

  it('refuses a database that was written with other keys', async () => {
    const stores = await createStores();
    const first = await openKeys(configWith({ ENCRYPTION_KEY: newKey() }), database.url);
    const other = await openKeys(configWith({ ENCRYPTION_KEY: newKey() }), database.url);
    await checkKeys(first, stores.settings);
    await checkKeys(first, stores.settings);
    await expect(checkKeys(other, stores.settings)).rejects.toMatchObject({ code: 'keys-differ' });
    await stores.drop();
  });

  it('has a generated key replaced, wherever a crash comes in between', async () => {
    const embedded = readConfig({ DATA_DIR: folder });
    const before = await openKeys(embedded, database.url);
    const file = join(folder, 'encryption.key');
    const first = await readFile(file, 'utf8');
    const { ring } = before;
    const crash = replaceMasterKey(embedded, async (next) => {
      await ring?.reseal(next);
      throw new Error('killed');
    });
    await expect(crash).rejects.toThrow('killed');
    expect((await masterKeys(embedded))()).toHaveLength(2);
    expect(mark(await keysAt(embedded))).toBe(mark(before));
    await replaceMasterKey(embedded, async (next) => ring?.reseal(next));
    expect(await readFile(file, 'utf8')).not.toBe(first);
    expect((await masterKeys(embedded))()).toHaveLength(1);
    expect(mark(await keysAt(embedded))).toBe(mark(before));
  });
});
