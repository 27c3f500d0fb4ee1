import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startFakeZalo, type FakeZalo } from '../../support/zalo/fake-zalo.ts';
import { callRaw } from '../../support/zalo/raw-call.ts';
import { ACCOUNT, INVITE, INVITE_DATA } from '../../support/zalo/samples.ts';
import { rememberZalo } from './zalo-memory.ts';
import { ZaloPhone } from './zalo-phone.ts';

const PHONE = '84900000001';

let zalo: FakeZalo;
let phone: ZaloPhone;

beforeEach(async () => {
  zalo = await startFakeZalo({ ...ACCOUNT, templates: [INVITE], rules: { nightRule: false } });
  phone = new ZaloPhone(zalo.person(PHONE), 'Zalo 1');
});

afterEach(() => zalo.stop());

function invite() {
  const body = { phone: PHONE, template_id: INVITE.id, template_data: INVITE_DATA, tracking_id: 't-1' };
  return send('business', '/message/template', body);
}

function say(message: object) {
  return send('openapi', '/v3.0/oa/message/cs', { recipient: { user_id: phone.person.userId }, message });
}

async function send(host: 'business' | 'openapi', path: string, json: object): Promise<number | undefined> {
  return (await callRaw(zalo, host, path, { json })).body.error;
}

const events = () => zalo.webhook.events.map(({ event_name }) => event_name);

describe('demo/phone/zalo-phone', () => {
  it('shows a template as a card whose button opens the page', async () => {
    expect(phone.view()).toMatchObject({ app: 'zalo', number: '0900 000 001', messages: [], opener: null });
    expect(await invite()).toBe(0);
    expect(phone.view().messages).toMatchObject([
      {
        id: 1,
        from: 'bot',
        isCard: true,
        buttons: [[{ label: 'Mở phiếu khảo sát', url: 'https://hai-long.test/s/abc' }]],
      },
    ]);
  });

  it('types the code of a slip, and presses buttons by their place', async () => {
    expect(phone.act({ kind: 'scan', text: 'https://t.me/hai_long_bot?start=abc' })).toBe('not-a-slip');
    expect(phone.act({ kind: 'scan', text: 'K7M2QX' })).toBe('done');
    const buttons = [{ title: '5 · Rất hài lòng', type: 'oa.query.hide', payload: 'hl:x' }];
    expect(await say({ text: 'Câu 1', attachment: { type: 'template', payload: { buttons } } })).toBe(0);
    const message = phone.view().messages.at(-1)?.id ?? 0;
    expect(phone.act({ kind: 'tap', message, row: 1, column: 0 })).toBe('no-such-button');
    expect(phone.act({ kind: 'tap', message, row: 0, column: 0 })).toBe('done');
    expect(zalo.webhook.events.at(-1)).toMatchObject({ event_name: 'user_send_text', message: { text: 'hl:x' } });
    expect(phone.view().messages.at(-1)?.text).toBe('Câu 1');
  });

  it('shares its number by the card that asks for it', async () => {
    phone.act({ kind: 'type', text: 'xin chào' });
    const elements = [{ title: 'Số của ông/bà', subtitle: 'Để gắn hồ sơ', image_url: 'https://hai-long.test/a.png' }];
    const payload = { template_type: 'request_user_info', elements };
    expect(await say({ attachment: { type: 'template', payload } })).toBe(0);
    const card = phone.view().messages.at(-1);
    expect(card).toMatchObject({ isCard: true, buttons: [[{ label: 'Chia sẻ thông tin' }]] });
    expect(phone.act({ kind: 'tap', message: card?.id ?? 0, row: 0, column: 0 })).toBe('done');
    expect(events().at(-1)).toBe('user_submit_info');
  });

  it('shuts the account out and lets it in again', async () => {
    phone.act({ kind: 'start' });
    phone.act({ kind: 'sticker' });
    expect(phone.act({ kind: 'block' })).toBe('done');
    expect(phone.view()).toMatchObject({ standing: 'blocked', opener: { kind: 'unblock' } });
    expect(await invite()).not.toBe(0);
    expect(phone.act({ kind: 'type', text: 'xin chào' })).toBe('not-started');
    expect(phone.act({ kind: 'unblock' })).toBe('done');
    expect(await invite()).toBe(0);
    expect(events()).toEqual(expect.arrayContaining(['follow', 'user_send_sticker', 'unfollow']));
  });

  it('comes back as it was, its open window included', async () => {
    const listener = vi.fn<() => void>();
    phone.onChange(listener);
    phone.act({ kind: 'type', text: 'K7M2QX' });
    expect(listener).toHaveBeenCalled();
    await invite();
    const again = await startFakeZalo({ ...ACCOUNT });
    const person = again.person(PHONE);
    rememberZalo(person, phone.person);
    expect(new ZaloPhone(person, 'Zalo 1').view()).toEqual(phone.view());
    expect(person.lastInteractionAt).toBe(phone.person.lastInteractionAt);
    await again.stop();
  });
});
