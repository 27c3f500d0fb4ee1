import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ZaloAlert } from '../../../src/channel/zalo/alert.ts';
import { CallPacer } from '../../../src/channel/zalo/call-pacer.ts';
import { ZaloChannel } from '../../../src/channel/zalo/channel.ts';
import { createZaloClient } from '../../../src/channel/zalo/sdk/client.ts';
import { TemplateSender } from '../../../src/channel/zalo/template-sender.ts';
import { TemplateBook, type TemplateSettings } from '../../../src/channel/zalo/templates/template-book.ts';
import { UNCONFIRMED } from '../../../src/channel/zalo/to-be-confirmed.ts';
import type { MessageBody, TemplateMessage } from '../../../src/domain/message.ts';
import type { Fault } from '../../support/zalo/faults.ts';
import { startFakeZalo, type FakeZalo } from '../../support/zalo/fake-zalo.ts';
import { MovableClock } from '../../support/zalo/movable-clock.ts';
import type { Person } from '../../support/zalo/person.ts';
import { ACCOUNT, APP_SECRET, INVITE, INVITE_DATA, OA_ID, RATING } from '../../support/zalo/samples.ts';

/** Noon in Vietnam. */
const NOON = '2026-11-23T05:00:00Z';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PHONE = '+84987654321';
const TEMPLATE: TemplateMessage = { name: 'invite', parameters: INVITE_DATA, trackingId: 'inv-1' };
const SETTINGS: TemplateSettings = {
  invite: { id: INVITE.id, sample: INVITE_DATA },
  rating: { id: RATING.id, sample: { ma_ho_so: 'H26.99-261122-0001', lien_ket: 'abc' } },
};
const BUTTONS = [[{ label: '4 · Hài lòng', payload: 'abc' }], [{ label: 'Bỏ qua', payload: 'def' }]];

describe('channel/zalo/channel', () => {
  let fake: FakeZalo;
  let clock: MovableClock;
  let citizen: Person;
  let book: TemplateBook;
  let templates: TemplateSender;
  let channel: ZaloChannel;
  let alerts: ZaloAlert[];

  beforeEach(async () => {
    clock = new MovableClock({ start: NOON });
    fake = await startFakeZalo({ ...ACCOUNT, clock, templates: [INVITE, RATING] });
    citizen = fake.person('84987654321');
    alerts = [];
    connect();
  });
  afterEach(async () => {
    fake.outbox.assertClean();
    await fake.stop();
  });

  function connect(
    change: { readonly timeoutMs?: number; readonly hashPhones?: boolean; readonly perMinute?: number } = {},
  ) {
    const { timeoutMs = 15_000, hashPhones = false, perMinute = 60_000 } = change;
    const service = clock.asService;
    const onAlert = (alert: ZaloAlert) => void alerts.push(alert);
    const client = createZaloClient({
      tokens: {
        current: async () => fake.tokens.last.accessToken,
        renew: async () => fake.grant().accessToken,
      },
      roots: fake.urls,
      timeoutMs,
      appSecret: APP_SECRET,
      unconfirmed: UNCONFIRMED,
    });
    book = new TemplateBook({ templates: client.templates, settings: SETTINGS, clock: service });
    templates = new TemplateSender({ templates: client.templates, book, hashPhones, clock: service, onAlert });
    channel = new ZaloChannel({
      account: OA_ID,
      messages: client.messages,
      templates,
      pacer: new CallPacer(service, perMinute),
      form: {
        options: 'buttons',
        wordTyped: (labels) => labels.join(', '),
        phoneCard: { title: 'Số điện thoại', imageUrl: 'https://hai-long.test/a.png' },
      },
      clock: service,
      onAlert,
    });
  }

  function body(change: Partial<MessageBody> = {}): MessageBody {
    return { text: 'Chào ông/bà', buttons: [], asksForPhone: false, editMessageId: null, callbackId: null, ...change };
  }

  function write(change: Partial<MessageBody> = {}) {
    return channel.send(`user:${citizen.userId}`, body(change));
  }

  function invite(change: Partial<TemplateMessage> = {}) {
    return channel.send(`phone:${PHONE}`, body({ template: { ...TEMPLATE, ...change } }));
  }

  it('has no links', () => {
    expect([channel.name, channel.account, channel.linkFor()]).toEqual(['zalo', OA_ID, null]);
  });

  it('writes to a chat whose window is open, with buttons that come back', async () => {
    citizen.follow();
    expect(await write({ buttons: BUTTONS })).toEqual({ kind: 'sent', platformId: citizen.lastMessage?.id });
    expect(citizen.lastMessage).toMatchObject({ text: 'Chào ông/bà' });
    expect(citizen.lastMessage?.buttons.map(({ payload }) => payload)).toEqual(['hl:abc', 'hl:def']);
  });

  it('never edits, and has no spinner to stop', async () => {
    citizen.follow();
    expect(await write({ text: null, callbackId: 'x' })).toEqual({ kind: 'sent', platformId: null });
    expect(fake.outbox.calls).toEqual([]);
    await write({ editMessageId: 'an-older-one' });
    expect(citizen.chat).toHaveLength(1);
  });

  it('asks for the phone number', async () => {
    citizen.follow();
    expect(await write({ asksForPhone: true })).toMatchObject({ kind: 'sent' });
    expect(fake.outbox.of('message.cs')[0]?.body).toContain('request_user_info');
  });

  it('says that the window is closed, before the first word and after seven days', async () => {
    expect(await write()).toEqual({ kind: 'refused', reason: 'window-closed' });
    citizen.follow();
    clock.advance(7 * DAY_MS - 1);
    expect(await write()).toMatchObject({ kind: 'sent' });
    clock.advance(2);
    expect(await write()).toEqual({ kind: 'refused', reason: 'window-closed' });
    expect(alerts).toEqual([]);
  });

  it('sends the template instead when the window is closed', async () => {
    citizen.follow();
    clock.advance(8 * DAY_MS);
    expect(await write({ template: TEMPLATE })).toEqual({ kind: 'sent', platformId: citizen.lastMessage?.id });
    expect(citizen.lastMessage?.text).toContain('H26.99-261122-0001');
    expect(fake.outbox.calls.map(({ name, error }) => [name, error])).toEqual([
      ['message.cs', -230],
      ['template.info', 0],
      ['template.user', 0],
    ]);
  });

  it('leaves it to the phone number when the template cannot go by user id', async () => {
    fake.faults.add({ call: 'template.user', fault: { kind: 'code', code: -249 } });
    expect(await write({ template: TEMPLATE })).toEqual({ kind: 'refused', reason: 'window-closed' });
  });

  it.each([false, true])('reaches a phone number by template (hashed: %s)', async (hashPhones) => {
    connect({ hashPhones });
    expect(await invite()).toEqual({ kind: 'sent', platformId: citizen.lastMessage?.id });
    const [call] = fake.outbox.of(hashPhones ? 'template.hash' : 'template.phone');
    expect(call?.payload['tracking_id']).toBe('inv-1');
    expect(templates.lastQuota?.value).toEqual({ daily: 5000, remaining: 4999 });
    await invite();
    expect(fake.outbox.of('template.info')).toHaveLength(1);
  });

  it('cuts parameters to their room instead of having the message refused', async () => {
    const ma_phieu = 'Phiếu số bảy mươi chín của bộ phận một cửa';
    expect(await invite({ parameters: { ...INVITE_DATA, ma_phieu } })).toMatchObject({ kind: 'sent' });
    expect(citizen.lastMessage?.text).toContain('Phiếu số bảy mươi chín của bộ…');
  });

  it('knows who can never be reached', async () => {
    const standings = ['absent', 'inactive', 'blocked'] as const;
    const phones = ['84987000001', '84987000002', '84987000003'];
    phones.forEach((phone, i) => fake.person(phone, { standing: standings[i] ?? 'active' }));
    fake.person('84987000004').restricts = true;
    const results = await Promise.all(
      ['84987000000', ...phones, '84987000004', '14155552671'].map((phone) =>
        channel.send(`phone:+${phone}`, body({ template: TEMPLATE })),
      ),
    );
    expect(results.map((result) => ('reason' in result ? result.reason : result.kind))).toEqual([
      'deactivated',
      'deactivated',
      'deactivated',
      'opted-out',
      'opted-out',
      'deactivated',
    ]);
    citizen.follow();
    citizen.block();
    expect(await write()).toEqual({ kind: 'refused', reason: 'blocked' });
    expect(alerts).toEqual([]);
  });

  it('waits for the morning with a template that may not go at night, and asks no more meanwhile', async () => {
    clock.moveTo('2026-11-23T15:30:00Z');
    const toMorning = { kind: 'rate-limited', scope: 'chat', retryAfterMs: 7.5 * HOUR_MS };
    expect(await invite()).toEqual(toMorning);
    expect(await invite()).toEqual(toMorning);
    expect(fake.outbox.of('template.phone')).toHaveLength(1);
    clock.advance(7.5 * HOUR_MS);
    expect(await invite()).toMatchObject({ kind: 'sent' });
  });

  it('waits for the next day when the daily quota is used up', async () => {
    fake.quotas.daily = 1;
    expect(await invite()).toMatchObject({ kind: 'sent' });
    expect(await invite()).toEqual({ kind: 'rate-limited', scope: 'chat', retryAfterMs: 12 * HOUR_MS });
    clock.advance(12 * HOUR_MS + 6 * HOUR_MS);
    expect(await invite()).toMatchObject({ kind: 'sent' });
  });

  it('alerts when the account may send no more, and defers', async () => {
    citizen.follow();
    fake.faults.add({ call: 'message.cs', fault: { kind: 'code', code: -211 } });
    expect(await write()).toEqual({ kind: 'rate-limited', scope: 'chat', retryAfterMs: 12 * HOUR_MS });
    expect(alerts).toMatchObject([{ kind: 'operator', call: 'message', failure: 'zalo-211' }]);
  });

  it('lets a template rest that only an operator can mend, tells once, and goes on chatting', async () => {
    fake.changeTemplateQuality(INVITE.id, 'LOW');
    expect(await invite()).toEqual({ kind: 'rate-limited', scope: 'chat', retryAfterMs: 600_000 });
    expect(await invite()).toMatchObject({ kind: 'rate-limited' });
    expect(fake.outbox.of('template.phone')).toHaveLength(1);
    expect(alerts).toEqual([
      { kind: 'operator', call: 'template invite', failure: 'zalo-146', description: expect.any(String) },
    ]);
    const parameters = { ma_ho_so: 'H26.99-261122-0001', lien_ket: 'abc' };
    expect(await invite({ name: 'rating', parameters })).toMatchObject({ kind: 'sent' });
    citizen.follow();
    expect(await write()).toMatchObject({ kind: 'sent' });
  });

  it('backs off as a whole when Zalo counts too many calls', async () => {
    citizen.follow();
    fake.quotas.perMinute = 1;
    expect(await write()).toMatchObject({ kind: 'sent' });
    expect(await write()).toMatchObject({ kind: 'rate-limited', scope: 'account' });
  });

  it('paces itself before Zalo has to', async () => {
    connect({ perMinute: 60 });
    citizen.follow();
    expect(await write()).toMatchObject({ kind: 'sent' });
    expect(await write()).toEqual({ kind: 'rate-limited', scope: 'chat', retryAfterMs: 1000 });
    expect(fake.outbox.calls).toHaveLength(1);
  });

  const faults: readonly (readonly [string, Fault, object])[] = [
    ['a reset', { kind: 'reset', accepted: true }, { kind: 'unknown' }],
    ['silence', { kind: 'hang', accepted: true }, { kind: 'unknown', reason: 'time-out' }],
    ['502', { kind: 'html', status: 502 }, { kind: 'unknown', reason: 'http-502' }],
    ['a page of a proxy', { kind: 'html', status: 200 }, { kind: 'failed', reason: 'not-json' }],
    ['a bounded failure', { kind: 'code', code: -200 }, { kind: 'failed', reason: 'zalo-200' }],
    ['an unknown code', { kind: 'code', code: -777 }, { kind: 'refused', reason: 'bad-request' }],
  ];

  it.each(faults)('says what became of a message after %s', async (_name, fault, result) => {
    connect(fault.kind === 'hang' ? { timeoutMs: 300 } : {});
    citizen.follow();
    fake.faults.add({ fault });
    expect(await write()).toMatchObject(result);
  });

  it('sent nothing when it could not learn what the template wants', async () => {
    fake.faults.add({ call: 'template.info', fault: { kind: 'html', status: 502 } });
    expect(await invite()).toEqual({ kind: 'failed', reason: 'http-502' });
    expect(await invite()).toMatchObject({ kind: 'sent' });
  });

  it('alerts about its own faults without a word of the citizen', async () => {
    citizen.follow();
    fake.faults.add({ call: 'message.cs', fault: { kind: 'code', code: -9999, detail: citizen.phone } });
    await write({ text: 'Tôi rất không hài lòng' });
    expect(await write({ text: 'ệ'.repeat(2001) })).toEqual({ kind: 'refused', reason: 'bad-request' });
    expect(await invite({ parameters: { ma_ho_so: 'H26.99-261122-0001' } })).toEqual({
      kind: 'refused',
      reason: 'bad-request',
    });
    expect(await invite({ name: 'condolence' })).toEqual({ kind: 'refused', reason: 'bad-request' });
    expect(alerts).toMatchObject([
      { kind: 'unknown-code', failure: 'zalo-9999' },
      { kind: 'our-bug', failure: 'text-too-long' },
      {
        kind: 'template',
        template: 'invite',
        problems: [expect.stringContaining('is not offered'), ...Array(2).fill(expect.anything())],
      },
      { kind: 'template', template: 'condolence', problems: ['is not configured'] },
    ]);
    const everything = inspect(alerts, { depth: 9 });
    expect(everything).not.toMatch(/hài lòng|ệ|H26/);
    expect(everything).not.toContain(citizen.phone);
    expect(everything).not.toContain(citizen.userId);
  });

  it.each(['telegram:1', '42', 'phone:0987654321'])('refuses the address %s', async (address) => {
    expect(await channel.send(address, body({ template: TEMPLATE }))).toEqual({
      kind: 'refused',
      reason: 'bad-request',
    });
    expect(await channel.send(`phone:${PHONE}`, body())).toEqual({ kind: 'refused', reason: 'bad-request' });
    expect(fake.outbox.calls).toEqual([]);
  });

  it('checks its templates against what Zalo says', async () => {
    expect(await book.check()).toEqual([]);
    fake.templates.add({
      ...INVITE,
      status: 'PENDING_REVIEW',
      params: [...INVITE.params, { name: 'ho_ten', type: 'name' }],
    });
    expect(await book.check()).toEqual([]);
    book.forget();
    expect(await book.check()).toEqual([{ name: 'invite', problems: ['is not enabled', 'ho_ten is not offered'] }]);
  });
});
