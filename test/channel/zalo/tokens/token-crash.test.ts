import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RefreshProcess } from './support/refresh-process.ts';
import { createTokenWorld, type TokenWorld } from './support/token-world.ts';

/** Every await of a refresh; the call has gone out when the process dies, or (`-done`) its answer has come. */
const KEPT = ['lock', 'read', 'read-done', 'request', 'save', 'save-done', 'lock-done'];

describe('channel/zalo/tokens: processes', { timeout: 120_000 }, () => {
  let world: TokenWorld;

  beforeEach(async () => {
    world = await createTokenWorld();
  });
  afterEach(async () => {
    world.fake.outbox.assertClean();
    await world.close();
  });

  it('refreshes once when ten processes meet an expired token at the same moment', async () => {
    const { accessToken } = await world.keepGrant(2);
    world.fake.tokens.expireAccess();
    const processes = Array.from({ length: 10 }, () => new RefreshProcess(world, accessToken, null));
    await Promise.all(processes.map((each) => each.ready()));
    const tokens = await Promise.all(processes.map((each) => each.go()));
    expect(tokens).toEqual(processes.map(() => world.fake.tokens.last.accessToken));
    expect([world.fake.tokens.refreshCount, world.fake.tokens.failedRefreshCount]).toEqual([1, 0]);
  });

  it.each(KEPT)('loses no grant when a process dies at `%s`', async (step) => {
    const { accessToken } = await world.keepGrant(2);
    const dying = new RefreshProcess(world, accessToken, step);
    await dying.ready();
    expect(await dying.go()).toBeNull();
    await untilUnlocked();
    const renewed = await world.keeper().renew(accessToken);
    expect(renewed).toBe(world.fake.tokens.last.accessToken);
    expect([world.fake.tokens.refreshCount, world.fake.tokens.failedRefreshCount]).toEqual([1, 0]);
    expect(world.faults).toEqual([]);
  });

  it.each([
    ['keeps', false, []],
    ['knows that it has lost', true, ['spent']],
  ] as const)(
    '%s a grant when the process dies before Zalo answers (accepted: %s)',
    async (_name, accepted, faults) => {
      const { accessToken } = await world.keepGrant(21);
      world.fake.faults.add({ call: 'oauth.token', fault: { kind: 'hang', accepted } });
      const dying = new RefreshProcess(world, accessToken, null);
      await dying.ready();
      const gone = dying.go();
      while (world.fake.outbox.of('oauth.token').length === 0) await sleep(10);
      dying.kill();
      expect(await gone).toBeNull();
      const keeper = world.keeper();
      await keeper.keepFresh();
      expect(world.faults).toEqual(faults);
      expect(world.fake.tokens.check(await keeper.current())).toBe('good');
    },
  );

  /** The database finishes what a dead process had sent before it lets go of the lock. */
  async function untilUnlocked(): Promise<void> {
    await world.store.exclusively(async () => undefined);
  }
});
