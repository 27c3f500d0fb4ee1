import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStores, type OwnStores } from '../support/database.ts';

describe('src/store/settings', () => {
  let stores: OwnStores;

  beforeAll(async () => {
    stores = await createStores();
  });

  afterAll(() => stores.drop());

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
