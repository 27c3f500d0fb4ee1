import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStores, type OwnStores } from '../support/database.ts';
import { fingerprint } from './samples.ts';

describe('src/store/api-keys', () => {
  let stores: OwnStores;

  beforeAll(async () => {
    stores = await createStores();
  });

  afterAll(() => stores.drop());

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
