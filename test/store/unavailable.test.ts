import { describe, expect, it } from 'vitest';
import { isUnavailable, sayingUnavailable } from '../../src/store/unavailable.ts';
import { openStores } from '../support/database.ts';

function coded(code: string, message = 'something'): Error {
  return Object.assign(new Error(message), { code });
}

/** As Prisma wraps what a raw statement met. */
function raw(cause: object): Error {
  return Object.assign(coded('P2010'), { meta: { driverAdapterError: Object.assign(new Error('layer'), { cause }) } });
}

describe('src/store/unavailable', () => {
  it.each([
    coded('ECONNREFUSED'),
    coded('ECONNRESET'),
    coded('57P01'),
    coded('57P03'),
    coded('08006'),
    coded('53300'),
    coded('53100'),
    coded('25006'),
    coded('58030'),
    coded('P1001'),
    coded('P1017'),
    coded('P2024'),
    coded('P2028', 'Transaction API error: Unable to start a transaction in the given time.'),
    raw({ kind: 'DatabaseNotReachable' }),
    raw({ kind: 'ConnectionClosed' }),
    raw({ kind: 'postgres', code: '57P02' }),
    new Error('Connection terminated unexpectedly'),
    new Error('Client has encountered a connection error and is not queryable'),
    new Error('timeout exceeded when trying to connect'),
  ])('takes %s for a database that is away', (error) => {
    expect(isUnavailable(error)).toBe(true);
  });

  it.each([
    coded('23505'),
    coded('40001'),
    coded('42P01'),
    coded('P2028', 'Transaction API error: Transaction already closed: it took too long.'),
    raw({ kind: 'UniqueConstraintViolation' }),
    raw({ kind: 'postgres', code: '22P02', message: 'invalid input: "Connection terminated"' }),
    new Error('division by zero'),
    'Connection terminated',
    null,
  ])('takes %s for what it is', (error) => {
    expect(isUnavailable(error)).toBe(false);
  });

  it('lets answers and other errors of a store pass', async () => {
    const store = sayingUnavailable({
      double: async (n: number) => 2 * n,
      fail: async () => {
        throw coded('23505');
      },
    });
    expect(await store.double(21)).toBe(42);
    await expect(store.fail()).rejects.toMatchObject({ code: '23505' });
  });

  it('is what every store says when nothing listens', async () => {
    const { conversations, messages, references, database } = openStores('postgresql://nobody@127.0.0.1:1/none');
    const away = { code: 'unavailable' };
    await expect(conversations.forgetUpdates(new Date())).rejects.toMatchObject(away);
    await expect(conversations.isProcessed('web', 'web', '1')).rejects.toMatchObject(away);
    await expect(
      messages.recover({ dueBefore: new Date(), claimedBefore: new Date(), maxAttempts: 8, limit: 1 }),
    ).rejects.toMatchObject(away);
    await expect(references.units()).rejects.toMatchObject(away);
    await database.close();
  });
});
