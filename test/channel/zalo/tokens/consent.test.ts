import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConsentFlow, type ConsentOptions } from '../../../../src/channel/zalo/tokens/consent.ts';
import { UNCONFIRMED } from '../../../../src/channel/zalo/to-be-confirmed.ts';
import { OA_ID } from '../../../support/zalo/samples.ts';
import { createTokenWorld, type TokenWorld } from './support/token-world.ts';

describe('channel/zalo/tokens/consent', () => {
  let world: TokenWorld;

  beforeEach(async () => {
    world = await createTokenWorld();
  });
  afterEach(async () => {
    world.fake.outbox.assertClean();
    await world.close();
  });

  function flow(change: Partial<ConsentOptions> = {}): ConsentFlow {
    return new ConsentFlow({
      oauth: world.oauth(),
      keeper: world.keeper(),
      clock: world.clock.asService,
      redirectUri: 'https://hai-long.test/oauth/zalo/callback',
      oaId: OA_ID,
      secret: 'secret-of-the-service',
      unconfirmed: UNCONFIRMED,
      ...change,
    });
  }

  /** The admin says yes; what the browser brings back. */
  async function agree(url: string): Promise<Readonly<Record<string, string>>> {
    const consent = await fetch(url, { redirect: 'manual' });
    return Object.fromEntries(new URL(consent.headers.get('location') ?? '').searchParams);
  }

  it('brings a first grant, also when another process takes the callback', async () => {
    const query = await agree(flow().begin().url);
    await flow().finish(query);
    const { grant } = await world.store.read();
    expect(grant?.accessToken).toBe(world.fake.tokens.last.accessToken);
    expect(await world.keeper().current()).toBe(grant?.accessToken);
  });

  it('refuses what it has not asked for', async () => {
    const query = await agree(flow().begin().url);
    const other = flow({ secret: 'of-somebody-else' }).begin().state ?? '';
    const bad = [
      {},
      { ...query, state: undefined },
      { ...query, state: other },
      { ...query, state: `${query['state']}x` },
      { ...query, oa_id: '1' },
      { ...query, code: '' },
      { ...query, code: ['a', 'b'] },
    ];
    for (const each of bad) await expect(flow().finish(each)).rejects.toMatchObject({ code: 'consent-invalid' });
    world.clock.advance(15 * 60_000 + 1);
    await expect(flow().finish(query)).rejects.toMatchObject({ code: 'consent-invalid' });
    expect(world.fake.outbox.of('oauth.token')).toEqual([]);
  });

  it('says what Zalo says to a code that is over, and keeps the grant', async () => {
    const grant = await world.keepGrant(1);
    const query = await agree(flow().begin().url);
    world.clock.advance(10 * 60_000);
    await expect(flow().finish(query)).rejects.toMatchObject({ code: 'zalo-rejected' });
    expect((await world.store.read()).grant?.accessToken).toBe(grant.accessToken);
  });

  it('works with a consent page that is fixed in the console', async () => {
    const fixed = { unconfirmed: { ...UNCONFIRMED, consentState: false } };
    const { url, state } = flow(fixed).begin();
    expect(state).toBeNull();
    expect(url).toBe(flow(fixed).begin().url);
    await flow(fixed).finish(await agree(url));
    expect((await world.store.read()).grant).not.toBeNull();
  });
});
