import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, openStores, type TestDatabase, type TestStores } from '../support/database.ts';
import { fingerprint } from './samples.ts';

describe('src/store/api-keys', () => {
  let database: TestDatabase;
  let stores: TestStores;

  beforeAll(async () => {
    database = await createDatabase();
    stores = openStores(database.url);
  });

  afterAll(async () => {
    await stores.database.close();
    await database.drop();
  });

  it('finds the scope of a key until it is revoked', async () => {
    expect(await stores.apiKeys.any()).toBe(false);
    const hash = fingerprint('key');
    const id = await stores.apiKeys.create({ name: 'một cửa', hash, scope: '01', test: true });
    expect(await stores.apiKeys.any()).toBe(true);
    expect(await stores.apiKeys.findScope(hash)).toEqual({ id, scope: '01', test: true });
    expect(await stores.apiKeys.findScope(fingerprint('other'))).toBeNull();
    await stores.database.console.apiKey.update({ where: { id }, data: { revokedAt: new Date() } });
    expect(await stores.apiKeys.findScope(hash)).toBeNull();
  });
});
