import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createZaloClient, type ZaloClient } from '../../../../src/channel/zalo/sdk/client.ts';
import { UNCONFIRMED } from '../../../../src/channel/zalo/to-be-confirmed.ts';
import { startFakeZalo, type FakeZalo } from '../../../support/zalo/fake-zalo.ts';
import { MovableClock } from '../../../support/zalo/movable-clock.ts';
import { ACCOUNT, APP_SECRET, INVITE, INVITE_DATA, RATING } from '../../../support/zalo/samples.ts';
import { failureOf, fixedTokens, type FixedTokens } from './fixed-tokens.ts';

const NOON = '2026-11-23T05:00:00Z';

describe('channel/zalo/sdk/client', () => {
  let fake: FakeZalo;
  let tokens: FixedTokens;
  let client: ZaloClient;

  beforeEach(async () => {
    fake = await startFakeZalo({
      ...ACCOUNT,
      templates: [INVITE, RATING],
      clock: new MovableClock({ start: NOON }),
    });
    tokens = fixedTokens(fake.grant().accessToken);
    client = connect();
  });
  afterEach(async () => {
    fake.outbox.assertClean();
    await fake.stop();
  });

  function connect(change: Partial<typeof UNCONFIRMED> = {}, source: FixedTokens = tokens): ZaloClient {
    const unconfirmed = { ...UNCONFIRMED, ...change };
    return createZaloClient({ tokens: source, roots: fake.urls, appSecret: APP_SECRET, unconfirmed });
  }

  function citizen() {
    const person = fake.person('84987654321');
    person.follow();
    return person;
  }

  it('sends a text with buttons', async () => {
    const person = citizen();
    const buttons = [{ kind: 'query', title: 'Hài lòng', payload: 'p5' }] as const;
    const { messageId } = await client.messages.sendText(person.userId, { text: 'Câu 1/5', buttons });
    expect(person.lastMessage).toMatchObject({ id: messageId, text: 'Câu 1/5' });
    expect(Number.isSafeInteger(Number(person.userId))).toBe(false);
  });

  it('asks for the phone number', async () => {
    const person = citizen();
    const request = { title: 'Xác nhận', subtitle: 'Để gắn hồ sơ', imageUrl: 'https://hai-long.test/a.png' };
    await client.messages.requestUserInfo(person.userId, request);
    expect(fake.outbox.accepted('message.cs')).toHaveLength(1);
  });

  it('sends without the quote that Zalo does not take', async () => {
    const person = citizen();
    fake.faults.add({ call: 'message.cs', fault: { kind: 'code', code: -201 } });
    await client.messages.sendText(person.userId, { text: 'Vâng', quoteMessageId: 'gone' });
    expect(fake.outbox.of('message.cs').map(({ payload }) => payload['message'])).toEqual([
      { text: 'Vâng', quote_message_id: 'gone' },
      { text: 'Vâng' },
    ]);
    fake.faults.add({ call: 'message.cs', fault: { kind: 'code', code: -201 } });
    const failure = await failureOf(client.messages.sendText(person.userId, { text: 'Vâng' }));
    expect(failure).toMatchObject({ kind: 'rejected', code: -201 });
  });

  it('sends templates by phone number, by its hash and by user id', async () => {
    const person = citizen();
    const message = { templateId: INVITE.id, parameters: INVITE_DATA, phone: '+84987654321', trackingId: 'inv-1' };
    const byPhone = await client.templates.sendToPhone(message);
    expect(byPhone).toEqual({
      messageId: person.lastMessage?.id,
      sentAt: new Date(NOON),
      quota: { daily: 5000, remaining: 4999 },
    });
    const byHash = await client.templates.sendToHashedPhone(message);
    const byUser = await client.templates.sendToUser(person.userId, message);
    expect(person.chat.map(({ id }) => id)).toEqual([byPhone, byHash, byUser].map(({ messageId }) => messageId));
    expect(fake.outbox.of('template.hash')[0]?.body).not.toContain('987654321');
  });

  it('looks templates, quotas and people up', async () => {
    const person = citizen();
    person.shareInfo();
    const info = await client.templates.info(INVITE.id);
    expect(info).toMatchObject({ id: INVITE.id, status: 'ENABLE', priceByPhone: expect.any(Number) });
    expect(info.parameters.map(({ name, required, maxLength }) => [name, required, maxLength])).toEqual([
      ['ma_ho_so', true, 30],
      ['ngay', true, 20],
      ['ma_phieu', true, 30],
      ['lien_ket', true, 200],
    ]);
    expect(await client.templates.quota()).toEqual({ daily: 5000, remaining: 5000 });
    expect(await client.templates.quality()).toBe('HIGH');
    expect(await client.messages.userDetail(person.userId)).toEqual({
      userId: person.userId,
      isFollower: true,
      lastInteractionOn: '2026-11-23',
      sharedPhone: '84987654321',
    });
    expect((await client.messages.userQuota(person.userId)).lastInteractionAt).toEqual(new Date(NOON));
  });

  it.each(['POST', 'GET'] as const)('reads ratings back where Zalo wants %s', async (method) => {
    fake.rules.ratingMethod = method;
    const person = citizen();
    const parameters = { ma_ho_so: 'H26.99-261122-0001', lien_ket: 'abc' };
    await client.templates.sendToPhone({ templateId: RATING.id, parameters, phone: '84987654321', trackingId: 'r-1' });
    person.rate(4, ['Đúng hẹn'], 'Nhanh gọn');
    const query = {
      templateId: RATING.id,
      from: new Date(0),
      to: new Date(Date.parse(NOON) + 1),
      offset: 0,
      limit: 100,
    };
    expect(await client.templates.ratings(query)).toEqual({
      total: 1,
      ratings: [
        {
          messageId: person.lastMessage?.id,
          trackingId: 'r-1',
          submittedAt: new Date(NOON),
          rate: 4,
          note: 'Nhanh gọn',
          feedbacks: ['Đúng hẹn'],
        },
      ],
    });
  });

  it.each([-216, -220, -124, 216, 401, -401])(
    'renews a token that is refused with %i, once, and tries again',
    async (code) => {
      const person = citizen();
      const old = await tokens.current();
      const source = fixedTokens(old, fake.grant().accessToken);
      fake.faults.add({ fault: { kind: 'code', code } });
      await connect({}, source).messages.sendText(person.userId, { text: 'Chào' });
      expect(source.refused).toEqual([old]);
      expect(person.chat).toHaveLength(1);
    },
  );

  it('gives up when the new token is refused too', async () => {
    const person = citizen();
    fake.faults.add({ fault: { kind: 'code', code: -216 }, times: 9 });
    const failure = await failureOf(client.messages.sendText(person.userId, { text: 'Chào' }));
    expect(failure).toMatchObject({ kind: 'rejected', code: -216 });
    expect(fake.outbox.calls).toHaveLength(2);
  });

  it('proves the app secret when told to', async () => {
    fake.rules.requiresProof = true;
    const person = citizen();
    expect(await failureOf(client.messages.sendText(person.userId, { text: 'Chào' }))).toMatchObject({ code: -242 });
    await connect({ appSecretProof: true }).messages.sendText(person.userId, { text: 'Chào' });
    expect(person.lastMessage?.text).toBe('Chào');
  });

  it('changes forms with the account', async () => {
    fake.rules.buttonForm = 'button-template';
    const person = citizen();
    const buttons = [{ kind: 'query', title: 'Có', payload: 'p' }] as const;
    await connect({ buttons: 'button-template' }).messages.sendText(person.userId, { text: 'Hỏi', buttons });
    expect(person.lastMessage?.text).toBe('Hỏi');
  });

  it('does not take silence for success', async () => {
    const person = citizen();
    for (const body of [{}, { data: { message_id: 'x' } }]) {
      fake.faults.add({ fault: { kind: 'body', body } });
      const failure = await failureOf(client.messages.sendText(person.userId, { text: 'Chào' }));
      expect(failure).toEqual({ kind: 'lost', reason: 'no-error-field' });
    }
  });

  it.each([{}, { data: null }, { data: { message_id: 7, quota: 'none' } }])(
    'takes an acceptance as it comes: %j',
    async (rest) => {
      const person = citizen();
      fake.faults.add({ fault: { kind: 'body', body: { error: 0, ...rest } } });
      const { messageId } = await client.messages.sendText(person.userId, { text: 'Chào' });
      expect([null, '7']).toContain(messageId);
    },
  );
});
