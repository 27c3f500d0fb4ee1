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
    expect(await stores.apiKeys.recognise(hash)).toEqual({ id, scope: '01', test: true });
    expect(await stores.apiKeys.recognise(fingerprint('other'))).toBeNull();
    await stores.database.console.apiKey.update({ where: { id }, data: { revokedAt: new Date() } });
    expect(await stores.apiKeys.recognise(hash)).toBeNull();
  });

  it('notes when a key was used, once in ten minutes', async () => {
    const hash = fingerprint('used');
    const id = await stores.apiKeys.create({ name: 'cổng tỉnh', hash, scope: null, test: false });
    const lastUse = async () => (await stores.apiKeys.all()).find((key) => key.id === id)?.lastUsedAt?.getTime() ?? 0;
    expect(await lastUse()).toBe(0);
    await stores.apiKeys.recognise(hash);
    const first = await lastUse();
    expect(first).toBeGreaterThan(0);
    await stores.apiKeys.recognise(hash);
    expect(await lastUse()).toBe(first);
    const lastUsedAt = new Date(first - 11 * 60_000);
    await stores.database.console.apiKey.update({ where: { id }, data: { lastUsedAt } });
    await stores.apiKeys.recognise(hash);
    expect(await lastUse()).toBeGreaterThanOrEqual(first);
  });
});
