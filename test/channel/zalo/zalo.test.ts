import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ZaloAlert } from '../../../src/channel/zalo/alert.ts';
import type { TemplateSettings } from '../../../src/channel/zalo/templates/template-book.ts';
import { createZalo, type ZaloParts } from '../../../src/channel/zalo/zalo.ts';
import { APP_ID, APP_SECRET, INVITE, INVITE_DATA, OA_ID } from '../../support/zalo/samples.ts';
import { createTokenWorld, HOUR_MS, type TokenWorld } from './tokens/support/token-world.ts';

describe('channel/zalo/zalo', () => {
  let world: TokenWorld;
  let alerts: ZaloAlert[];
  const started: ZaloParts[] = [];

  beforeEach(async () => {
    world = await createTokenWorld();
    world.fake.templates.add(INVITE);
    alerts = [];
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((zalo) => zalo.stop()));
    world.fake.outbox.assertClean();
    await world.close();
  });

  function create(
    seed: string | null,
    sample: Readonly<Record<string, string>> = INVITE_DATA,
    others: TemplateSettings = {},
  ): ZaloParts {
    const zalo = createZalo({
      appId: APP_ID,
      appSecret: APP_SECRET,
      oaId: OA_ID,
      roots: world.fake.urls,
      store: world.store,
      seed,
      clock: world.clock.asService,
      templates: { invite: { id: INVITE.id, sample }, ...others },
      hashPhones: false,
      consent: { redirectUri: 'https://hai-long.test/oauth/zalo/callback', secret: 's' },
      wordTyped: (labels) => labels.join(', '),
      phoneCard: null,
      onAlert: (alert) => alerts.push(alert),
    });
    started.push(zalo);
    return zalo;
  }

  async function until(isTrue: () => boolean): Promise<void> {
    for (let i = 0; i < 500 && !isTrue(); i += 1) await sleep(10);
    expect(isTrue()).toBe(true);
  }

  it('goes from a first grant to a message, and renews what expires on the way', async () => {
    const zalo = create(world.fake.grant().refreshToken);
    zalo.start();
    const citizen = world.fake.person('84987654321');
    citizen.follow();
    const body = { text: 'Chào', buttons: [], asksForPhone: false, editMessageId: null, callbackId: null };
    const address = `user:${citizen.userId}`;
    expect(await zalo.channel.send(address, body)).toMatchObject({ kind: 'sent' });
    world.clock.advance(2 * HOUR_MS);
    world.fake.tokens.expireAccess();
    const results = await Promise.all([1, 2, 3].map(() => zalo.channel.send(address, body)));
    expect(results.map(({ kind }) => kind)).toEqual(['sent', 'sent', 'sent']);
    expect([world.fake.tokens.refreshCount, world.fake.tokens.failedRefreshCount]).toEqual([2, 0]);
    expect(alerts).toEqual([]);
  });

  it('compares its templates with what Zalo knows when it starts', async () => {
    await world.keepGrant(1);
    create(null, { ma_ho_so: 'H26.99-261122-0001' }).start();
    await until(() => alerts.length > 0);
    expect(alerts).toEqual([
      {
        kind: 'template',
        template: 'invite',
        problems: ['ngay is not offered', 'ma_phieu is not offered', 'lien_ket is not offered'],
      },
    ]);
  });

  it('says which template Zalo does not know, whatever else is wrong with others', async () => {
    await world.keepGrant(1);
    const zalo = create(null, {}, { late: { id: '999999', sample: {} } });
    await zalo.checkTemplates();
    expect(alerts.map((alert) => (alert.kind === 'template' ? [alert.template, alert.problems] : []))).toEqual([
      ['invite', expect.arrayContaining(['lien_ket is not offered'])],
      ['late', ['cannot be looked up: zalo-109']],
    ]);
  });

  it('starts while Zalo is away, and sends nothing without a grant', async () => {
    const zalo = create(null);
    zalo.start();
    const body = { text: 'Chào', buttons: [], asksForPhone: false, editMessageId: null, callbackId: null };
    expect(await zalo.channel.send('user:186729651760683225', body)).toEqual({
      kind: 'refused',
      reason: 'unauthorised',
    });
    expect(world.fake.outbox.calls).toEqual([]);
  });

  it('alerts when the grant is gone', async () => {
    await world.keepGrant(26);
    world.fake.tokens.revoke();
    create(null).start();
    await until(() => alerts.length > 0);
    expect(alerts).toEqual([{ kind: 'grant', fault: 'spent', failure: 'zalo-14014' }]);
  });

  it('takes up a new grant through the consent page', async () => {
    const zalo = create(null);
    const consent = await fetch(zalo.consent.begin().url, { redirect: 'manual' });
    await zalo.consent.finish(Object.fromEntries(new URL(consent.headers.get('location') ?? '').searchParams));
    expect(await zalo.client.templates.quality()).toBe('HIGH');
  });
});
