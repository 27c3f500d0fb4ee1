import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openOutbound } from '../../src/lib/outbound/outbound.ts';
import { postOutside } from '../../src/lib/post-outside.ts';
import { addWebhook } from '../../src/service/add-webhook.ts';
import { announceDossiers } from '../../src/service/announce-dossiers.ts';
import { deliverWebhooks } from '../../src/service/deliver-webhooks.ts';
import { closeInvitations } from '../../src/service/close-invitations.ts';
import { createWorld, DAY_MS, HOUR_MS, newCode, tokenOf, type World } from '../support/service-world.ts';
import { AT_INTAKE, invite } from '../support/world-invited.ts';
import type { WorldCitizen } from '../support/world-citizen.ts';
import { isSignedBy, startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

let world: World;
let receiver: WebhookReceiver;

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => world.close());

beforeEach(async () => {
  receiver = await startWebhookReceiver();
});

afterEach(async () => {
  await receiver.close();
  for (const { id } of await world.parts.webhooks.all()) await world.parts.webhooks.remove(id);
});

function deliverParts(timeoutMs = 500) {
  const post: Parameters<typeof deliverWebhooks>[0]['postOutside'] = (url, headers, body) =>
    postOutside(url, headers, body, { trusted: ['127.0.0.1'], timeoutMs, outbound: openOutbound(null) });
  return { ...world.parts, postOutside: post };
}

/** Everything that the timers would do now. */
async function tell(): Promise<void> {
  while ((await announceDossiers(world.parts)) > 0);
  while ((await deliverWebhooks(deliverParts())) > 0);
}

const subscribe = (scope: string | null = null) => addWebhook(world.parts, receiver.url, scope);

function heard(code?: string) {
  const events = receiver.received.map(({ event }) => event).filter(({ data }) => !code || data.code === code);
  return events.map(({ type }) => type);
}

async function answerAll(citizen: WorldCitizen): Promise<void> {
  await citizen.tap('Bắt đầu');
  await citizen.type('4', '4', '4', '4', 'không', 'không có');
  await world.drain();
}

describe('src/service: webhooks', () => {
  it('tell what becomes of a dossier, signed, by the words of the API', async () => {
    const { secret } = await subscribe();
    const citizen = world.citizen();
    const [result] = await world.register([AT_INTAKE]);
    await tell();
    const code = String(result?.code);
    expect(receiver.received.map(({ event }) => event)).toEqual([
      {
        type: 'dossier.registered',
        timestamp: world.now().toISOString(),
        data: { code, unit: '99001', state: 'registered' },
      },
    ]);
    const [first] = receiver.received;
    expect(first?.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': expect.stringMatching(/^msg_[0-9a-f-]{36}$/),
      'webhook-timestamp': String(Math.floor(world.now().getTime() / 1000)),
    });
    expect(receiver.received.map((each) => isSignedBy(secret, each))).toEqual([true]);
    expect(isSignedBy(secret, { headers: first?.headers ?? {}, body: `${String(first?.body)} ` })).toBe(false);

    await citizen.start(tokenOf(result));
    await world.register([{ code }]);
    await tell();
    expect(heard(code)).toEqual(['dossier.registered']);
    await world.sendDue();
    await tell();
    expect(heard(code)).toEqual(['dossier.registered', 'dossier.sent']);
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
  });

  it('say at once that a dossier cannot be sent, and why', async () => {
    await subscribe();
    const [result] = await world.register([{ applicant: 'organisation' }]);
    await tell();
    expect(receiver.received.map(({ event: { type, data } }) => [type, data.state, data.reason])).toEqual([
      ['dossier.registered', 'not-sendable', 'organisation'],
      ['dossier.not-sendable', 'not-sendable', 'organisation'],
    ]);
    expect(result?.outcome).toBe('created');
  });

  it('keep to their unit', async () => {
    await subscribe('99002');
    await world.register([{ unit: '99001' }, { unit: '99002' }]);
    await tell();
    expect(receiver.received.map(({ event }) => event.data.unit)).toEqual(['99002']);
  });

  it('say nothing about a dossier of before but how it goes on', async () => {
    const [before] = await world.register([AT_INTAKE]);
    await subscribe();
    await tell();
    expect(heard()).toEqual([]);
    await world.register([{ code: String(before?.code), applicant: 'organisation' }]);
    await tell();
    expect(heard()).toEqual(['dossier.not-sendable']);
  });

  it('write nothing at all while nobody listens', async () => {
    const news = () => world.rows('SELECT n.dossier_id, n.told, n.check_at FROM register.dossier_news n');
    const before = await news();
    await invite(world);
    expect(await news()).toEqual(before);
  });

  describe('the end of a survey', () => {
    /** One answers everything, one says no, one does nothing; the fourth had its invitation before anybody listened. */
    async function fourSurveys() {
      const early = await invite(world);
      await subscribe();
      const people = [await invite(world), await invite(world), await invite(world), early] as const;
      await tell();
      return people;
    }

    it('is told for everybody at the same moment, whatever they did', async () => {
      const people = await fourSurveys();
      const codes = people.map(({ code }) => code);
      expect(codes.map((code) => heard(code).includes('dossier.closed'))).toEqual([false, false, false, false]);
      const quiet = receiver.received.length;
      await answerAll(people[0].citizen);
      await answerAll(people[3].citizen);
      await people[1].citizen.type('không tham gia');
      await world.drain();
      await tell();
      expect(receiver.received.length).toBe(quiet);
      expect(await world.rows("SELECT 1 FROM register.dossier_news WHERE check_at = '-infinity'")).toEqual([]);

      world.skip(8 * DAY_MS);
      await closeInvitations(world.parts);
      await tell();
      const closed = receiver.received
        .slice(quiet)
        .map(({ event }) => event)
        .filter(({ data }) => codes.includes(data.code));
      expect(closed.map(({ data }) => data.code).toSorted()).toEqual(codes.toSorted());
      expect(new Set(closed.map(({ type, data }) => `${type} ${JSON.stringify({ ...data, code: '' })}`))).toEqual(
        new Set(['dossier.closed {"code":"","unit":"99001","state":"closed"}']),
      );
      expect(new Set(closed.map(({ timestamp }) => timestamp)).size).toBe(1);
    });
  });

  describe('an address that does not answer', () => {
    it('is asked again with the same id and a fresh signature, later and later', async () => {
      const { secret } = await subscribe();
      receiver.answer = { status: 500 };
      await world.register([{ applicant: 'organisation' }]);
      await tell();
      expect(receiver.received).toHaveLength(1);
      await tell();
      expect(receiver.received).toHaveLength(1);
      world.skip(5_000);
      receiver.answer = 'silence';
      await tell();
      expect(receiver.received).toHaveLength(2);
      receiver.answer = { status: 200 };
      world.skip(10_000);
      await tell();
      world.skip(HOUR_MS);
      await tell();
      const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
      expect(new Set(ids).size).toBe(2);
      expect(new Set(receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBeGreaterThan(2);
      expect(receiver.received.every((each) => isSignedBy(secret, each))).toBe(true);
      const [webhook] = await world.parts.webhooks.all();
      expect(webhook).toMatchObject({ failures: 0, failingSince: null });
      expect(await world.rows('SELECT 1 FROM register.webhook_delivery')).toEqual([]);
    });

    it('is counted until it arrives, and when it last did', async () => {
      const { id } = await subscribe();
      receiver.answer = { status: 503 };
      await world.register([{ applicant: 'organisation' }]);
      await tell();
      expect(await world.parts.webhooks.backlog(id)).toEqual({ waiting: 2, retried: 1 });
      receiver.answer = { status: 204 };
      world.skip(DAY_MS);
      await tell();
      expect(await world.parts.webhooks.backlog(id)).toEqual({ waiting: 0, retried: 0 });
      expect(await world.parts.webhooks.all()).toMatchObject([{ deliveredAt: world.now(), givenUp: 0 }]);
    });

    it('is left alone as long as it asks', async () => {
      await subscribe();
      receiver.answer = { status: 429, headers: { 'retry-after': '3600' } };
      await world.register([{ applicant: 'organisation' }]);
      await tell();
      world.skip(HOUR_MS - 1_000);
      await tell();
      expect(receiver.received).toHaveLength(1);
      world.skip(1_000);
      await tell();
      expect(receiver.received).toHaveLength(2);
    });

    it('keeps nobody else waiting', async () => {
      await addWebhook(world.parts, 'http://127.0.0.1:1/closed', null);
      await subscribe();
      await world.register([{ applicant: 'organisation' }]);
      await tell();
      expect(heard()).toEqual(['dossier.registered', 'dossier.not-sendable']);
    });

    it('does not block the others with one event that it refuses', async () => {
      await subscribe();
      receiver.answer = { status: 422 };
      await world.register([{ applicant: 'organisation' }]);
      await tell();
      expect(heard()).toEqual(['dossier.registered', 'dossier.not-sendable']);
      expect(await world.rows('SELECT 1 FROM register.webhook_delivery')).toHaveLength(2);
    });

    it('is switched off after five days, or when it says that it is gone', async () => {
      const { id } = await subscribe();
      receiver.answer = { status: 503 };
      await world.register([{ applicant: 'organisation' }]);
      for (let hours = 0; hours <= 121; hours += 11) {
        await tell();
        world.skip(11 * HOUR_MS);
      }
      const [webhook] = await world.parts.webhooks.all();
      expect(webhook?.disabledAt).not.toBeNull();
      expect(webhook).toMatchObject({ deliveredAt: null, givenUp: 2 });
      expect(await world.rows('SELECT 1 FROM register.webhook_delivery')).toEqual([]);
      const calls = receiver.received.length;
      await world.register([{ applicant: 'organisation' }]);
      await tell();
      expect(receiver.received.length).toBe(calls);

      expect(await world.parts.webhooks.enable(id)).toBe(true);
      receiver.answer = { status: 410 };
      await world.register([{ applicant: 'organisation' }]);
      await tell();
      expect((await world.parts.webhooks.all())[0]?.disabledAt).not.toBeNull();
    });
  });

  describe('what marks a dossier', () => {
    const STAFF_MAY_SEE = [
      "exclusion = 'opted-out'",
      "not_after = not_after + interval '1 day'",
      'invited_at = now()',
      "status = 'queued'",
      "status = 'waiting'",
      "close_reason = 'no-contact'",
      "channel = 'web'",
      "proof = 'phone'",
    ];
    const ONLY_THE_CITIZEN_KNOWS = [
      "status = 'started'",
      "status = 'finished'",
      "status = 'closed', close_reason = 'declined', closed_on = now()::date",
      'started_on = now()::date',
      'reminded_at = now()',
      'delivered_at = now()',
    ];
    it.each([
      ...STAFF_MAY_SEE.map((change) => [change, true] as const),
      ...ONLY_THE_CITIZEN_KNOWS.map((change) => [change, false] as const),
    ])('%s: %s', async (change, isMarked) => {
      await subscribe();
      const { code } = await invite(world);
      await tell();
      const { dossierId } = await world.invitation(code);
      await world.rows(`UPDATE register.invitation SET ${change} WHERE dossier_id = $1`, [dossierId]);
      const marked = await world.rows(
        "SELECT 1 FROM register.dossier_news WHERE dossier_id = $1 AND check_at = '-infinity'",
        [dossierId],
      );
      expect(marked.length > 0).toBe(isMarked);
    });
  });

  it('are told again under the same id when a process dies before it writes down that they arrived', async () => {
    await subscribe();
    await world.register([AT_INTAKE]);
    while ((await announceDossiers(world.parts)) > 0);
    const { webhooks } = world.parts;
    const dying = { ...deliverParts(), webhooks: { ...webhooks, settle: () => Promise.reject(new Error('dead')) } };
    await expect(deliverWebhooks(dying)).rejects.toThrow('dead');
    expect(await deliverWebhooks(deliverParts())).toBe(0);
    world.skip(5 * 60_000 + 1);
    await tell();
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('mark the change in its own transaction: what is rolled back is not told', async () => {
    await subscribe();
    const failing = world.parts.dossiers.register({ codes: [newCode()], phones: [] }, () => {
      throw new Error('planned');
    });
    await expect(failing).rejects.toThrow('planned');
    await tell();
    expect(heard()).toEqual([]);
  });
});
