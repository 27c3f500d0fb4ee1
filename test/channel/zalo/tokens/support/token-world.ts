import { randomBytes } from 'node:crypto';
import { UNCONFIRMED } from '../../../../../src/channel/zalo/to-be-confirmed.ts';
import { createTransport } from '../../../../../src/channel/zalo/sdk/call.ts';
import { ZaloOAuth } from '../../../../../src/channel/zalo/sdk/oauth.ts';
import { TokenKeeper, type TokenKeeperOptions } from '../../../../../src/channel/zalo/tokens/token-keeper.ts';
import type { ZaloGrantFault, ZaloTokenStore } from '../../../../../src/service/ports.ts';
import { createDatabase, type TestDatabase } from '../../../../support/database.ts';
import { startFakeZalo, type FakeZalo } from '../../../../support/zalo/fake-zalo.ts';
import { MovableClock } from '../../../../support/zalo/movable-clock.ts';
import { ACCOUNT, APP_ID, APP_SECRET } from '../../../../support/zalo/samples.ts';
import type { Grant } from '../../../../support/zalo/tokens.ts';
import { openStore } from './open-store.ts';

export const HOUR_MS = 3_600_000;
const LIFE_MS = 25 * HOUR_MS;

/** Zalo, a database, and keepers that share nothing else. */
export interface TokenWorld {
  readonly fake: FakeZalo;
  readonly clock: MovableClock;
  readonly database: TestDatabase;
  readonly key: Buffer;
  readonly store: ZaloTokenStore;
  readonly faults: ZaloGrantFault[];
  oauth(fetch?: typeof globalThis.fetch): ZaloOAuth;
  keeper(options?: Partial<TokenKeeperOptions>): TokenKeeper;
  /** Puts a grant into the store that came so many hours ago; from 20 on it is due. */
  keepGrant(hoursAgo: number): Promise<Grant>;
  close(): Promise<void>;
}

export async function createTokenWorld(): Promise<TokenWorld> {
  const clock = new MovableClock();
  const fake = await startFakeZalo({ ...ACCOUNT, clock });
  const database = await createDatabase();
  const key = randomBytes(32);
  const store = openStore(database.url, key);
  const faults: ZaloGrantFault[] = [];
  const oauth: TokenWorld['oauth'] = (fetch) =>
    new ZaloOAuth({ transport: createTransport({ roots: fake.urls, fetch }), appId: APP_ID, appSecret: APP_SECRET });
  return {
    fake,
    clock,
    database,
    key,
    store,
    faults,
    oauth,
    keeper: (options = {}) =>
      new TokenKeeper({
        store: openStore(database.url, key),
        oauth: oauth(),
        clock: clock.asService,
        seed: null,
        spentCodes: UNCONFIRMED.spentGrant,
        onFailure: (fault) => faults.push(fault),
        ...options,
      }),
    async keepGrant(hoursAgo) {
      const grant = fake.grant();
      const refreshedAt = new Date(clock.now() - hoursAgo * HOUR_MS);
      await store.exclusively(async (held) => {
        await held.read();
        await held.save({ ...grant, refreshedAt, expiresAt: new Date(refreshedAt.getTime() + LIFE_MS) }, null);
      });
      return grant;
    },
    async close() {
      await fake.stop();
      await database.drop();
    },
  };
}
