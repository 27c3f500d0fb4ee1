import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../../src/store/transaction.ts';
import { createStores, type OwnStores } from '../support/database.ts';

describe('src/store/transaction', () => {
  let stores: OwnStores;

  beforeAll(async () => {
    stores = await createStores();
    await stores.settings.set('a', '0');
    await stores.settings.set('b', '0');
  });

  afterAll(() => stores.drop());

  it('runs again what a deadlock threw out', async () => {
    let attempts = 0;
    let arrive = () => {};
    const everyoneIsHere = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const add = (order: readonly string[]) =>
      inTransaction(stores.database.register, async (connection) => {
        attempts += 1;
        for (const key of order) {
          await connection.$executeRaw`UPDATE register.setting s SET value = (s.value::int + 1)::text WHERE s.key = ${key}`;
          if (attempts >= 2) arrive();
          await everyoneIsHere;
        }
      });
    await Promise.all([add(['a', 'b']), add(['b', 'a'])]);
    expect(attempts).toBe(3);
    expect([await stores.settings.get('a'), await stores.settings.get('b')]).toEqual(['2', '2']);
  });

  it('runs again what met a row that another transaction inserted first', async () => {
    let attempts = 0;
    await inTransaction(stores.database.register, async (connection) => {
      attempts += 1;
      if (attempts === 1) await stores.settings.set('taken', 'first');
      const known = await connection.$queryRaw<unknown[]>`SELECT 1 AS found FROM register.setting WHERE key = 'taken'`;
      if (attempts === 1 || known.length === 0) {
        await connection.$executeRaw`INSERT INTO register.setting (key, value) VALUES ('taken', 'second')`;
      }
    });
    expect([attempts, await stores.settings.get('taken')]).toEqual([2, 'first']);
  });

  it('gives up at once on what will not get better', async () => {
    let attempts = 0;
    const work = inTransaction(stores.database.register, async (connection) => {
      attempts += 1;
      await connection.$executeRaw`SELECT 1 / 0`;
    });
    await expect(work).rejects.toThrow(/division by zero/);
    expect(attempts).toBe(1);
  });
});
