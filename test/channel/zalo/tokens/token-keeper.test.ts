import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTokenWorld, HOUR_MS, type TokenWorld } from './support/token-world.ts';

const MINUTE_MS = 60_000;

describe('channel/zalo/tokens/token-keeper', () => {
  let world: TokenWorld;

  beforeEach(async () => {
    world = await createTokenWorld();
  });
  afterEach(async () => {
    world.fake.outbox.assertClean();
    await world.close();
  });

  async function refreshes(): Promise<readonly number[]> {
    return [world.fake.tokens.refreshCount, world.fake.tokens.failedRefreshCount];
  }

  it('has no token before there is a grant', async () => {
    await expect(world.keeper().current()).rejects.toMatchObject({ code: 'zalo-grant-none' });
    expect(world.faults).toEqual([]);
  });

  it('takes the first grant from the settings, once', async () => {
    const seed = world.fake.grant().refreshToken;
    const first = world.keeper({ seed });
    await first.keepFresh();
    expect(world.fake.tokens.check(await first.current())).toBe('good');
    const second = world.keeper({ seed });
    await second.keepFresh();
    expect(await second.current()).toBe(await first.current());
    expect(await refreshes()).toEqual([1, 0]);
  });

  it('takes another first grant when the settings bring one', async () => {
    await world.keepGrant(1);
    const seed = world.fake.grant().refreshToken;
    const keeper = world.keeper({ seed });
    await keeper.keepFresh();
    expect(await keeper.current()).toBe(world.fake.tokens.last.accessToken);
    expect(await refreshes()).toEqual([1, 0]);
  });

  it('keeps what it has when a first grant is no good, and does not try it again', async () => {
    const grant = await world.keepGrant(1);
    const keeper = world.keeper({ seed: 'rt-long-spent' });
    await keeper.keepFresh();
    await keeper.keepFresh();
    expect(await keeper.current()).toBe(grant.accessToken);
    expect(world.faults).toEqual(['spent']);
    world.clock.advance(21 * HOUR_MS);
    await keeper.keepFresh();
    expect(await keeper.current()).toBe(world.fake.tokens.last.accessToken);
    expect(await refreshes()).toEqual([1, 1]);
  });

  it('refreshes at 20 of 25 hours, and lets nobody wait for it', async () => {
    const grant = await world.keepGrant(0);
    const keeper = world.keeper();
    world.clock.advance(20 * HOUR_MS - 1);
    expect(await keeper.current()).toBe(grant.accessToken);
    await keeper.stop();
    expect(await refreshes()).toEqual([0, 0]);
    const other = world.keeper();
    world.clock.advance(1);
    world.fake.faults.add({ call: 'oauth.token', fault: { kind: 'hang', accepted: false } });
    expect(await other.current()).toBe(grant.accessToken);
  });

  it('uses the new pair once the old one is due', async () => {
    const grant = await world.keepGrant(21);
    const keeper = world.keeper();
    expect(await keeper.current()).toBe(grant.accessToken);
    await keeper.stop();
    expect(await keeper.current()).toBe(world.fake.tokens.last.accessToken);
    expect((await world.store.read()).grant?.accessToken).toBe(world.fake.tokens.last.accessToken);
    expect(await refreshes()).toEqual([1, 0]);
  });

  it('waits for a new token when the old one is over', async () => {
    await world.keepGrant(26);
    const keeper = world.keeper();
    const tokens = await Promise.all([1, 2, 3].map(() => keeper.current()));
    expect(new Set(tokens)).toEqual(new Set([world.fake.tokens.last.accessToken]));
    expect(await refreshes()).toEqual([1, 0]);
  });

  it('renews a refused token once for ten keepers with connections of their own', async () => {
    const { accessToken } = await world.keepGrant(2);
    const keepers = Array.from({ length: 10 }, () => world.keeper());
    const tokens = await Promise.all(keepers.map((keeper) => keeper.renew(accessToken)));
    expect(new Set(tokens)).toEqual(new Set([world.fake.tokens.last.accessToken]));
    expect(await refreshes()).toEqual([1, 0]);
  });

  it('does not renew for ever what Zalo refuses however new it is', async () => {
    const { accessToken } = await world.keepGrant(2);
    const keeper = world.keeper();
    const second = await keeper.renew(accessToken);
    await expect(keeper.renew(second)).rejects.toMatchObject({ code: 'zalo-grant-refused' });
    world.clock.advance(MINUTE_MS);
    expect(await keeper.renew(second)).not.toBe(second);
    expect(await refreshes()).toEqual([2, 0]);
  });

  it('rests a minute after a failure, whichever process met it, and uses what it has', async () => {
    const grant = await world.keepGrant(21);
    world.fake.faults.add({ call: 'oauth.token', fault: { kind: 'html', status: 502 } });
    await world.keeper().keepFresh();
    expect(world.faults).toEqual(['lost']);
    const other = world.keeper();
    await other.keepFresh();
    expect(await other.current()).toBe(grant.accessToken);
    expect(world.fake.outbox.of('oauth.token')).toHaveLength(1);
    world.clock.advance(MINUTE_MS);
    await other.keepFresh();
    expect(await refreshes()).toEqual([1, 0]);
    expect((await world.store.read()).failure).toBeNull();
  });

  it.each([
    ['spent', { kind: 'code', code: -14014 }],
    ['spent', { kind: 'code', code: -118 }],
    ['refused', { kind: 'code', code: -14002 }],
    ['lost', { kind: 'body', body: { access_token: 'a' } }],
    ['lost', { kind: 'reset', accepted: false }],
    ['unsent', { kind: 'html', status: 403 }],
  ] as const)('tells at the first failure that a refresh was %s', async (fault, failure) => {
    const grant = await world.keepGrant(21);
    world.fake.faults.add({ call: 'oauth.token', fault: failure });
    const keeper = world.keeper();
    await keeper.keepFresh();
    expect(world.faults).toEqual([fault]);
    expect(await world.store.read()).toMatchObject({
      grant: { accessToken: grant.accessToken, refreshToken: grant.refreshToken },
      failure: { fault },
    });
  });

  it('leaves a spent grant alone until a person grants anew', async () => {
    const grant = await world.keepGrant(26);
    world.fake.tokens.revoke();
    const keeper = world.keeper();
    await expect(keeper.current()).rejects.toMatchObject({ code: 'zalo-grant-spent' });
    world.clock.advance(24 * HOUR_MS);
    await expect(keeper.current()).rejects.toMatchObject({ code: 'zalo-grant-resting' });
    expect(world.faults).toEqual(['spent']);
    expect(await refreshes()).toEqual([0, 1]);
    await keeper.adopt(world.fake.tokens.authorise(null), 'v'.repeat(43));
    expect(await keeper.current()).toBe(world.fake.tokens.last.accessToken);
    expect(await keeper.current()).not.toBe(grant.accessToken);
    expect((await world.store.read()).failure).toBeNull();
  });

  it('takes a first grant from the settings after the old one was spent', async () => {
    await world.keepGrant(26);
    world.fake.tokens.revoke();
    await world.keeper().keepFresh();
    const keeper = world.keeper({ seed: world.fake.grant().refreshToken });
    await keeper.keepFresh();
    expect(world.fake.tokens.check(await keeper.current())).toBe('good');
  });

  it('keeps the grant when the database drops the connection while Zalo answers', async () => {
    const { accessToken } = await world.keepGrant(2);
    const keeper = world.keeper({
      oauth: world.oauth(async (input, init) => {
        const answer = await fetch(input, init);
        await dropConnections(world.database.url);
        return answer;
      }),
    });
    const renewed = await keeper.renew(accessToken);
    expect(world.fake.tokens.check(renewed)).toBe('good');
    expect((await world.store.read()).grant?.accessToken).toBe(renewed);
    expect(await refreshes()).toEqual([1, 0]);
  });

  it('uses nothing that is not saved, and says so at once', async () => {
    const { accessToken } = await world.keepGrant(2);
    const store = {
      ...world.store,
      exclusively: (work: Parameters<typeof world.store.exclusively>[0]) =>
        world.store.exclusively((held) => work({ ...held, save: () => Promise.reject(new Error('no room')) })),
    } as typeof world.store;
    const keeper = world.keeper({ store });
    await expect(keeper.renew(accessToken)).rejects.toThrow('no room');
    expect(world.faults).toEqual(['lost']);
    expect(await keeper.current()).toBe(accessToken);
  });

  it('works from memory while the database is away', async () => {
    const { accessToken } = await world.keepGrant(2);
    const keeper = world.keeper();
    await keeper.current();
    await world.database.drop();
    expect(await keeper.current()).toBe(accessToken);
  });
});

async function dropConnections(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  await client.end();
}
