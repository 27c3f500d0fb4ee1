import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OA_CODES, ZBS_CODES } from './error-codes.ts';
import { startFakeZalo, type FakeZalo } from './fake-zalo.ts';
import { appSecretProof, hashPhone } from './ids.ts';
import { MovableClock } from './movable-clock.ts';
import { DAY_MS, HOUR_MS } from './quotas.ts';
import { callRaw } from './raw-call.ts';
import { ACCOUNT, APP_SECRET, INVITE, INVITE_DATA, OA_ID, RATING } from './samples.ts';

const PHONE = '84987654321';

describe('support/zalo/fake-zalo', () => {
  let fake: FakeZalo;

  beforeEach(async () => {
    const clock = new MovableClock({ start: '2026-11-22T02:00:00.000Z' });
    fake = await startFakeZalo({ ...ACCOUNT, clock, templates: [INVITE, RATING] });
  });
  afterEach(() => fake.stop());

  const citizen = () => fake.person(PHONE);
  const cs = (message: unknown, userId = citizen().userId) =>
    callRaw(fake, 'openapi', '/v3.0/oa/message/cs', { json: { recipient: { user_id: userId }, message } });
  const byPhone = (change: object = {}) =>
    callRaw(fake, 'business', '/message/template', {
      json: { phone: PHONE, template_id: INVITE.id, template_data: INVITE_DATA, tracking_id: 'inv_1', ...change },
    });
  const errorOf = async (answer: ReturnType<typeof cs>) => {
    const { status, body } = await answer;
    return status === 200 ? body.error : `http ${status}`;
  };
  const lastEvent = () => fake.webhook.events.at(-1);

  describe('chat messages', () => {
    const button = (change: object = {}) => ({ title: 'Hài lòng', type: 'oa.query.hide', payload: 'hl:x', ...change });
    const withButtons = (buttons: readonly object[], text = 'Câu 1') => ({
      text,
      attachment: { type: 'template', payload: { buttons } },
    });

    it('answers as zalo.md §1.9 says, echoes and confirms', async () => {
      citizen().type('Xin chào');
      const { body } = await cs({ text: 'Chào ông/bà' });
      expect(body).toMatchObject({ error: 0, message: 'Success', data: { user_id: citizen().userId } });
      expect(fake.webhook.events.map(({ event_name }) => event_name)).toEqual([
        'user_send_text',
        'user_received_message',
        'oa_send_text',
      ]);
      citizen().see();
      expect(lastEvent()).toMatchObject({ event_name: 'user_seen_message', sender: { id: OA_ID } });
      expect(citizen().chat.map(({ from, text }) => [from, text])).toEqual([
        ['person', 'Xin chào'],
        ['oa', 'Chào ông/bà'],
      ]);
    });

    it('keeps the windows: never, 48 hours free, 7 days billed, closed', async () => {
      expect(await errorOf(cs({ text: 'x' }))).toBe(-232);
      citizen().openChat();
      fake.clock.advance(48 * HOUR_MS);
      expect(await errorOf(cs({ text: 'x' }))).toBe(0);
      expect(fake.quotas.purchased).toBe(1000);
      fake.clock.advance(1);
      expect((await cs({ text: 'x' })).body).toMatchObject({ data: { quota: { quota_type: 'purchase_quota' } } });
      expect(fake.quotas.purchased).toBe(999);
      fake.quotas.purchased = 0;
      expect(await errorOf(cs({ text: 'x' }))).toBe(-211);
      fake.clock.advance(5 * DAY_MS);
      expect(await errorOf(cs({ text: 'x' }))).toBe(-230);
    });

    it('sends a tapped button back as a text, hidden or shown, and opens links', async () => {
      citizen().type('a');
      const link = button({ title: 'Mở phiếu', type: 'oa.open.url', payload: { url: 'https://hai-long.test/s/a' } });
      await cs(withButtons([button(), button({ title: 'Hiện', type: 'oa.query.show' }), link]));
      expect(citizen().tap('Mở phiếu')).toBe('https://hai-long.test/s/a');
      citizen().tap('Hài lòng');
      expect(lastEvent()).toMatchObject({ event_name: 'user_send_text', message: { text: 'hl:x' } });
      citizen().tap('Hiện');
      expect(citizen().chat.map(({ text }) => text)).toEqual(['a', 'Câu 1', 'hl:x']);
    });

    it.each([
      ['2,000 letters', { text: 'x'.repeat(2000) }, 0],
      ['2,001 letters', { text: 'x'.repeat(2001) }, -210],
      ['five buttons', withButtons(Array.from({ length: 5 }, () => button())), 0],
      ['six buttons', withButtons(Array.from({ length: 6 }, () => button())), -210],
      ['a long label', withButtons([button({ title: 'x'.repeat(101) })]), -210],
      ['a long payload', withButtons([button({ payload: 'x'.repeat(1001) })]), -210],
      ['an unknown quote', { text: 'x', quote_message_id: 'nope' }, -201],
      ['a blank text', { text: ' ' }, -201],
    ])('answers %s with %s', async (_name, message, code) => {
      citizen().type('a');
      expect(await errorOf(cs(message))).toBe(code);
      fake.outbox.assertClean();
    });

    it.each([
      ['an unknown field', { text: 'x', colour: 'red' }],
      ['the other form of buttons', { attachment: { type: 'template', payload: { template_type: 'button' } } }],
      ['an unknown button', withButtons([button({ type: 'oa.click' })])],
      ['an image as attachment', { attachment: { type: 'image', payload: {} } }],
      ['no text', {}],
    ])('records %s as a violation', async (_name, message) => {
      citizen().type('a');
      expect(await errorOf(cs(message))).toBe(-201);
      expect(fake.outbox.violations).toHaveLength(1);
    });

    it('takes the other form of buttons when told', async () => {
      fake.rules.buttonForm = 'button-template';
      citizen().type('a');
      const payload = { template_type: 'button', text: 'Câu 1', buttons: [button()] };
      expect(await errorOf(cs({ attachment: { type: 'template', payload } }))).toBe(0);
      expect(citizen().lastMessage).toMatchObject({ text: 'Câu 1', buttons: [{ label: 'Hài lòng' }] });
    });

    it('notes a text that is not in NFC', async () => {
      citizen().type('a');
      await cs({ text: 'Hài lòng'.normalize('NFD') });
      expect(() => fake.outbox.assertClean()).toThrow('NFC');
    });

    it('refuses a user id that was read as a number', async () => {
      citizen().type('a');
      expect(await errorOf(cs({ text: 'x' }, String(Number(citizen().userId))))).toBe(-201);
    });

    it('asks for the phone number and gets it, as text or number, in both forms', async () => {
      citizen().type('a');
      const elements = [{ title: 'Số điện thoại', subtitle: 'Để gắn hồ sơ', image_url: 'https://hai-long.test/a.png' }];
      const payload = { template_type: 'request_user_info', elements };
      expect(await errorOf(cs({ attachment: { type: 'template', payload } }))).toBe(0);
      citizen().shareInfo();
      expect(lastEvent()).toMatchObject({ event_name: 'user_submit_info', info: { phone: PHONE, gender: 'Nam' } });
      fake.rules.submitInfoForm = 'old';
      citizen().shareInfo(Number(PHONE));
      expect(lastEvent()).toMatchObject({ info: { phone: Number(PHONE), district: 'Ba Đình' } });
      const data = encodeURIComponent(JSON.stringify({ user_id: citizen().userId }));
      const { body } = await callRaw(fake, 'openapi', `/v3.0/oa/user/detail?data=${data}`);
      expect(body).toMatchObject({ data: { shared_info: { phone: PHONE }, user_last_interaction_date: '22/11/2026' } });
    });

    it.each([
      ['has blocked the account', () => citizen().block(), -217],
      ['is inactive', () => void (citizen().standing = 'inactive'), -227],
      ['has restricted the account', () => void (citizen().restricts = true), -244],
      ['has no account', () => void (citizen().standing = 'absent'), -201],
    ])('refuses who %s', async (_name, happen, code) => {
      citizen().type('a');
      happen();
      expect(await errorOf(cs({ text: 'x' }))).toBe(code);
    });

    it('has shut down what is shut down', async () => {
      citizen().type('a');
      const json = { recipient: { user_id: citizen().userId }, message: { text: 'x' } };
      expect(await errorOf(callRaw(fake, 'openapi', '/v2.0/oa/message', { json }))).toBe(-240);
      expect(await errorOf(callRaw(fake, 'openapi', '/v3.0/oa/message/transaction', { json }))).toBe(-233);
      expect((await callRaw(fake, 'business', '/v3.0/oa/message/cs', { json })).body.error).toBe(404);
    });
  });

  describe('templates', () => {
    it('shows the template with its link, and confirms with the phone number', async () => {
      citizen();
      const { body } = await byPhone();
      expect(body).toMatchObject({ error: 0, data: { quota: { dailyQuota: '5000', remainingQuota: '4999' } } });
      expect(citizen().lastMessage?.text).toContain('H26.99-261122-0001 đã có kết quả ngày 22/11/2026');
      expect(citizen().tap('Mở phiếu khảo sát')).toBe('https://hai-long.test/s/abc');
      const message = { delivery_time: String(fake.clock.now()), tracking_id: 'inv_1' };
      expect(lastEvent()).toMatchObject({ event_name: 'user_received_message', recipient: { id: PHONE }, message });
    });

    it('takes the hash of the number, and confirms with it', async () => {
      citizen();
      const json = {
        hash_phone: hashPhone(PHONE),
        template_id: INVITE.id,
        template_data: INVITE_DATA,
        tracking_id: 'a',
      };
      expect(await errorOf(callRaw(fake, 'business', '/message/template/hashphone', { json }))).toBe(0);
      expect(lastEvent()).toMatchObject({ recipient: { id: hashPhone(PHONE) } });
    });

    it('takes a user id, without tracking', async () => {
      const json = { user_id: citizen().userId, template_id: INVITE.id, template_data: INVITE_DATA };
      const send = () => errorOf(callRaw(fake, 'openapi', '/v3.0/oa/message/template', { json }));
      expect(await send()).toBe(-232);
      citizen().follow();
      expect(await send()).toBe(0);
      fake.templates.add({ ...INVITE, isUserCapable: false });
      expect(await send()).toBe(-249);
    });

    it.each([
      ['a number that is none', { phone: '0987654321' }, -108],
      ['a number without Zalo', { phone: '84911111111' }, -118],
      ['an unknown template', { template_id: '9' }, -109],
      ['no values', { template_data: {} }, -111],
      ['a missing value', { template_data: { ...INVITE_DATA, ngay: '' } }, -1122],
      ['an unknown value', { template_data: { ...INVITE_DATA, ten: 'A' } }, -1122],
      ['a long value', { template_data: { ...INVITE_DATA, ma_ho_so: 'x'.repeat(31) } }, -1121],
      ['a date in another form', { template_data: { ...INVITE_DATA, ngay: '2026-11-22' } }, -1124],
      ['a link with a space', { template_data: { ...INVITE_DATA, lien_ket: 'a b' } }, -1131],
      ['a long tracking id', { tracking_id: 'x'.repeat(49) }, -132],
      ['a test to somebody', { mode: 'development' }, -127],
    ])('answers %s with %s', async (_name, change, code) => {
      citizen();
      expect(await errorOf(byPhone(change))).toBe(code);
      fake.outbox.assertClean();
    });

    it.each([
      ['a value that is a number', { template_data: { ...INVITE_DATA, ma_phieu: 5 } }],
      ['no tracking id', { tracking_id: undefined }],
      ['an unknown field', { campaign_id: 'x' }],
    ])('records %s as a violation', async (_name, change) => {
      citizen();
      expect(await errorOf(byPhone(change))).toBe(-132);
      expect(fake.outbox.violations).toHaveLength(1);
    });

    it.each([
      ['blocked', -141],
      ['inactive', -114],
      ['absent', -118],
    ] as const)('refuses who is %s', async (standing, code) => {
      citizen().standing = standing;
      expect(await errorOf(byPhone())).toBe(code);
    });

    it('sleeps at night, in Vietnam, unless told otherwise', async () => {
      citizen();
      fake.clock.moveTo('2026-11-22T15:00:00.000Z');
      expect(await errorOf(byPhone())).toBe(-133);
      fake.clock.moveTo('2026-11-22T22:59:59.000Z');
      expect(await errorOf(byPhone())).toBe(-133);
      fake.clock.moveTo('2026-11-22T23:00:00.000Z');
      expect(await errorOf(byPhone())).toBe(0);
      fake.clock.moveTo('2026-11-23T16:00:00.000Z');
      fake.rules.nightRule = false;
      expect(await errorOf(byPhone())).toBe(0);
    });

    it('has daily quotas that fall with the quality, and says so', async () => {
      citizen();
      fake.changeDailyQuota(1);
      expect([await errorOf(byPhone()), await errorOf(byPhone())]).toEqual([0, -144]);
      fake.clock.advance(DAY_MS);
      expect(await errorOf(byPhone())).toBe(0);
      fake.changeDailyQuota(5000);
      fake.dropTier();
      expect(lastEvent()).toMatchObject({ oaId: OA_ID, quota: { prev_value: 5000, new_value: 2000 } });
      expect((await callRaw(fake, 'business', '/quality')).body).toMatchObject({ data: { oaCurrentQuality: 'LOW' } });
      const quota = await callRaw(fake, 'business', '/message/quota');
      expect(quota.body).toMatchObject({ data: { dailyQuota: 2000, remainingQuota: 1999 } });
      fake.changeTemplateQuality(INVITE.id, 'LOW');
      expect(await errorOf(byPhone())).toBe(-146);
      fake.quotas.balance = 199;
      expect(await errorOf(byPhone({ template_id: RATING.id, template_data: { ma_ho_so: 'a', lien_ket: 'b' } }))).toBe(
        -115,
      );
    });

    it('describes its templates', async () => {
      const { body } = await callRaw(fake, 'business', `/template/info/v2?template_id=${INVITE.id}`);
      expect(body).toMatchObject({
        data: {
          templateId: INVITE.id,
          status: 'ENABLE',
          listParams: expect.arrayContaining([
            { name: 'ma_ho_so', require: true, type: 'STRING', maxLength: 30, minLength: 0, acceptNull: false },
          ]),
          price_sdt: '120',
        },
      });
      const all = await callRaw(fake, 'business', '/template/all?offset=0&limit=100&status=1');
      expect(all.body).toMatchObject({ metadata: { total: 2 } });
    });

    it('delivers when the phone is on again', async () => {
      citizen().goOffline();
      const { body } = await byPhone();
      const { msg_id } = body['data'] as { readonly msg_id: string };
      const status = async () => (await callRaw(fake, 'business', `/message/status?message_id=${msg_id}`)).body;
      expect(fake.webhook.events).toEqual([]);
      expect(await status()).toMatchObject({ data: { status: 0 } });
      citizen().goOnline();
      expect(lastEvent()).toMatchObject({ event_name: 'user_received_message' });
      expect(await status()).toMatchObject({ data: { status: 1 } });
    });

    it('is rated once, and tells it again when asked', async () => {
      citizen();
      const template_data = { ma_ho_so: 'H26', lien_ket: 'abc' };
      await byPhone({ template_id: RATING.id, template_data, tracking_id: 'random-1' });
      citizen().rate(4, ['Đúng hẹn'], 'Nhanh gọn');
      expect(() => citizen().rate(5)).toThrow('nothing to rate');
      const message = { rate: 4, note: 'Nhanh gọn', feedbacks: ['Đúng hẹn'], tracking_id: 'random-1' };
      expect(lastEvent()).toMatchObject({ event_name: 'user_feedback', oa_id: OA_ID, message });
      expect(JSON.stringify(lastEvent())).not.toContain(citizen().userId);
      const query = `template_id=${RATING.id}&from_time=0&to_time=${fake.clock.now()}&offset=0&limit=10`;
      expect((await callRaw(fake, 'business', `/rating/get?${query}`)).body.error).toBe(-106);
      fake.rules.ratingMethod = 'GET';
      const { body } = await callRaw(fake, 'business', `/rating/get?${query}`);
      expect(body).toMatchObject({ data: { total: 1, data: [{ trackingId: 'random-1', rate: 4 }] } });
      expect(citizen().lastInteractionAt).toBeNull();
    });
  });

  describe('tokens', () => {
    const form = (change: Readonly<Record<string, string>> = {}) => ({
      grant_type: 'refresh_token',
      app_id: ACCOUNT.appId,
      refresh_token: fake.tokens.last.refreshToken,
      ...change,
    });
    const token = (sent: Readonly<Record<string, string>>, secret = APP_SECRET) =>
      callRaw(fake, 'oauth', '/v4/oa/access_token', { form: sent, headers: { secret_key: secret } });

    it('rotates: a refresh token works once', async () => {
      const first = form();
      const { body } = await token(first);
      expect(body).toMatchObject({ expires_in: '90000', access_token: fake.tokens.last.accessToken });
      expect(body.error).toBeUndefined();
      expect((await token(first)).body).toMatchObject({ error: -14014, error_name: 'Invalid refresh token' });
      expect((await token(form(), 'other')).body.error).toBe(-14002);
      expect([fake.tokens.refreshCount, fake.tokens.failedRefreshCount]).toEqual([1, 1]);
    });

    it('lets access end after 25 hours and refresh tokens after three months', async () => {
      const headers = { access_token: fake.grant().accessToken };
      const json = { recipient: { user_id: citizen().userId }, message: { text: 'x' } };
      fake.clock.advance(25 * HOUR_MS);
      expect(await errorOf(callRaw(fake, 'openapi', '/v3.0/oa/message/cs', { json, headers }))).toBe(-220);
      expect(await errorOf(callRaw(fake, 'business', '/quality', { headers }))).toBe(-124);
      expect((await token(form())).body.error).toBeUndefined();
      fake.clock.advance(90 * DAY_MS);
      expect((await token(form())).body.error).toBe(-14014);
    });

    it('refuses foreign tokens, other headers and wrong proofs', async () => {
      const path = '/v3.0/oa/message/cs';
      expect((await callRaw(fake, 'openapi', path, { json: {}, headers: { access_token: 'x' } })).body.error).toBe(
        -216,
      );
      const proof = (headers: Readonly<Record<string, string>>) =>
        callRaw(fake, 'business', '/quality', { headers: { access_token: fake.tokens.last.accessToken, ...headers } });
      const right = appSecretProof(fake.tokens.last.accessToken, APP_SECRET);
      expect((await proof({ appsecret_proof: 'x' })).body.error).toBe(-1241);
      expect((await proof({ appsecret_proof: right })).body.error).toBe(0);
      fake.rules.requiresProof = true;
      expect((await proof({})).body.error).toBe(-1241);
      fake.outbox.assertClean();
      await proof({ authorization: 'Bearer x' });
      expect(() => fake.outbox.assertClean()).toThrow('Authorization');
    });

    it('gives a code for consent, once, for ten minutes, to who knows the verifier', async () => {
      const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
      const consent = async () => {
        const query = new URLSearchParams({
          app_id: ACCOUNT.appId,
          redirect_uri: 'https://hai-long.test/oauth/zalo/callback',
          code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
          state: 's1',
        });
        const { status, headers } = await callRaw(fake, 'oauth', `/v4/oa/permission?${query}`);
        const target = new URL(headers.get('location') ?? '');
        expect([status, target.searchParams.get('oa_id'), target.searchParams.get('state')]).toEqual([
          302,
          OA_ID,
          's1',
        ]);
        return target.searchParams.get('code') ?? '';
      };
      const exchange = async (code: string, code_verifier = verifier) =>
        (await token({ grant_type: 'authorization_code', app_id: ACCOUNT.appId, code, code_verifier })).body.error;
      const code = await consent();
      expect([await exchange(code), await exchange(code)]).toEqual([undefined, -14014]);
      expect(await exchange(await consent(), 'x'.repeat(43))).toBe(-14014);
      const old = await consent();
      fake.clock.advance(10 * 60_000);
      expect(await exchange(old)).toBe(-14014);
    });
  });

  describe('faults', () => {
    it('gives every code of both tables on demand', async () => {
      citizen().type('a');
      fake.quotas.perMinute = null;
      for (const code of Object.keys(OA_CODES).map(Number)) {
        fake.faults.add({ call: 'message.cs', fault: { kind: 'code', code } });
        expect((await cs({ text: 'x' })).body).toEqual({ error: code, message: OA_CODES[code] });
      }
      for (const code of Object.keys(ZBS_CODES).map(Number)) {
        fake.faults.add({ call: 'template.phone', recipient: PHONE, fault: { kind: 'code', code } });
        expect((await byPhone()).body).toEqual({ error: code, message: ZBS_CODES[code] });
      }
      expect(citizen().chat).toHaveLength(1);
    });

    it('loses answers of calls that took effect', async () => {
      citizen().type('a');
      fake.faults.add({ call: 'message.cs', fault: { kind: 'reset', accepted: true } });
      await expect(cs({ text: 'x' })).rejects.toThrow('fetch failed');
      fake.faults.add({ call: 'message.cs', fault: { kind: 'reset', accepted: false } });
      await expect(cs({ text: 'y' })).rejects.toThrow('fetch failed');
      expect(citizen().chat.map(({ text }) => text)).toEqual(['a', 'x']);
      expect(fake.outbox.of('message.cs').map(({ accepted }) => accepted)).toEqual([true, false]);
    });

    it('limits calls a minute and says how many are left', async () => {
      fake.quotas.perMinute = 2;
      citizen().type('a');
      expect((await cs({ text: 'x' })).headers.get('x-ratelimit-remain')).toBe('1');
      await cs({ text: 'x' });
      expect(await errorOf(cs({ text: 'x' }))).toBe(-32);
      fake.clock.advance(60_000);
      expect(await errorOf(cs({ text: 'x' }))).toBe(0);
    });
  });
});
