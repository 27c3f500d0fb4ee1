import { describe, expect, it } from 'vitest';
import { createDatabase, openStores } from '../support/database.ts';

describe('src/store/watch', () => {
  it('writes where that is possible, and rejects where it is not', async () => {
    const place = await createDatabase();
    const stores = openStores(place.url);
    const write = () => stores.watch.write();
    await expect(write()).resolves.toBeUndefined();
    await expect(write()).resolves.toBeUndefined();
    await stores.database.register.$executeRaw`SET default_transaction_read_only = on`;
    const answers = await Promise.allSettled(Array.from({ length: 20 }, write));
    expect(answers.some(({ status }) => status === 'rejected')).toBe(true);
    await place.drop();
    await expect(write()).rejects.toThrow(/./);
    await stores.database.close();
  });

  it('counts nothing where nothing is', async () => {
    const place = await createDatabase();
    const stores = openStores(place.url);
    expect(await stores.watch.unsent(new Date())).toEqual([]);
    expect(await stores.watch.asideCount()).toBe(0);
    expect(await stores.watch.mix()).toEqual({ waiting: 0, oldestAt: null });
    await stores.database.close();
    await place.drop();
  });
});
