import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStores, type OwnStores } from '../support/database.ts';

describe('src/store/connection', () => {
  let stores: OwnStores;

  beforeAll(async () => {
    stores = await createStores();
  });

  afterAll(() => stores.drop());

  it.each([0, 1_790_000_000_123, 253_402_300_800_000, 999_999_999_999_999])(
    'hands on the instant %d, whatever its year',
    async (ms) => {
      const rows = await stores.database.register.$queryRaw<{ ms: number }[]>`
        SELECT (extract(epoch FROM ${new Date(ms)}::timestamptz) * 1000)::float8 AS ms`;
      expect(rows).toEqual([{ ms }]);
    },
  );

  it('finds nothing by a text with a zero byte, alone or in a list', async () => {
    const rows = await stores.database.register.$queryRaw`
      SELECT u.code FROM register.unit u WHERE u.code = ${'01\0'} OR u.code = ANY(${['\0', '01\0']}::text[])`;
    expect(rows).toEqual([]);
  });
});
