import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, openStores, type TestDatabase, type TestStores } from '../support/database.ts';

describe('src/store/settings', () => {
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

  it('keeps settings and changes them only from what is expected', async () => {
    const { settings } = stores;
    expect(await settings.get('queue')).toBeNull();
    const taken = await Promise.all(['a', 'b', 'c'].map((value) => settings.compareAndSet('queue', null, value)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    await settings.set('queue', 'redis');
    expect(await settings.compareAndSet('queue', 'postgres', 'x')).toBe(false);
    expect(await settings.compareAndSet('queue', 'redis', 'postgres')).toBe(true);
    expect(await settings.get('queue')).toBe('postgres');
  });
});
