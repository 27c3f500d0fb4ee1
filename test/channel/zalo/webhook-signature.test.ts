import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createVerifier, type VerifierOptions } from '../../../src/channel/zalo/verify.ts';
import { webhookMac } from '../../support/zalo/ids.ts';
import { APP_ID, APP_SECRET, OA_ID, OA_SECRET } from '../../support/zalo/samples.ts';
import { USER_ID } from './webhook-events.ts';
import { TestWebhook } from './webhook-post.ts';

const TIME = '1763800000000';
// Spaces and an escape: signed again after parsing, these bytes would be others.
const RAW = `{ "app_id":"${APP_ID}", "event_name":"user_send_text", "sender":{"id":"${USER_ID}"}, "recipient":{"id":"${OA_ID}"},
  "message":{"msg_id":"m1","text":"H\\u00e0i lòng"}, "timestamp":"${TIME}" }`;
const RIGHT = webhookMac(APP_ID, RAW, TIME, OA_SECRET);
const REPARSED = JSON.stringify(JSON.parse(RAW));

const OPTIONS: VerifierOptions = { appId: APP_ID, oaId: OA_ID, oaSecret: OA_SECRET, appSecret: APP_SECRET };

type Headers = Readonly<Record<string, string | string[]>>;
const signed = (value: string | string[]): Headers => ({ 'x-zevent-signature': value });

describe('channel/zalo/verify', () => {
  it.each([
    ['with the prefix', signed(`mac=${RIGHT}`)],
    ['without the prefix', signed(RIGHT)],
    ['in capitals', signed(`MAC=${RIGHT.toUpperCase()}`)],
    ['on a retry', { ...signed(`mac=${RIGHT}`), num_retry: '5' }],
  ])('accepts the mac %s', async (_name, headers) => {
    const webhook = new TestWebhook();
    expect(await webhook.post(RAW, headers)).toBe(200);
    expect(webhook.accepted).toMatchObject([{ event: { text: 'Hài lòng' } }]);
  });

  it.each([
    ['no signature', {}],
    ['an empty one', signed('')],
    ['two signatures', signed([`mac=${RIGHT}`, `mac=${RIGHT}`])],
    ['a mac cut short', signed(`mac=${RIGHT.slice(0, 63)}`)],
    ['a longer mac', signed(`mac=${RIGHT}0`)],
    ['a mac of no digits', signed(`mac=${'z'.repeat(64)}`)],
    ['one digit changed', signed(`mac=${RIGHT.startsWith('0') ? '1' : '0'}${RIGHT.slice(1)}`)],
    ['another prefix', signed(`sha256=${RIGHT}`)],
    ['the mac of another secret', signed(webhookMac(APP_ID, RAW, TIME, 'other'))],
    ['the mac of another time', signed(webhookMac(APP_ID, RAW, '1763800000001', OA_SECRET))],
    ['the mac of the same written anew', signed(webhookMac(APP_ID, REPARSED, TIME, OA_SECRET))],
    ['an HMAC', signed(createHmac('sha256', OA_SECRET).update(RAW).digest('hex'))],
  ])('answers %s with 401 and keeps nothing', async (_name, headers) => {
    const webhook = new TestWebhook();
    expect(await webhook.post(RAW, headers)).toBe(401);
    expect([webhook.accepted, webhook.counted, webhook.nearMisses]).toEqual([[], ['refused'], []]);
  });

  it.each([
    ['the secret of the app', webhookMac(APP_ID, RAW, TIME, APP_SECRET), 'app-secret'],
    ['the account first', webhookMac(OA_ID, RAW, TIME, OA_SECRET), 'oa-id-first'],
    ['the account first and the secret of the app', webhookMac(OA_ID, RAW, TIME, APP_SECRET), 'oa-id-first-app-secret'],
  ])('names the mistake of %s, and does not let it pass', async (_name, mac, nearMiss) => {
    const webhook = new TestWebhook();
    expect(await webhook.post(RAW, signed(`mac=${mac}`))).toBe(401);
    expect([webhook.accepted, webhook.nearMisses]).toEqual([[], [nearMiss]]);
  });

  it.each([
    ['another app', RAW.replace(APP_ID, '1')],
    ['no app', RAW.replace('app_id', 'app')],
    ['no time', RAW.replace('timestamp', 'time')],
    ['an app that is an object', RAW.replace(`"${APP_ID}"`, '{}')],
  ])('refuses %s, whatever the mac', async (_name, raw) => {
    const event = JSON.parse(raw) as { readonly app_id?: unknown; readonly timestamp?: unknown };
    const mac = webhookMac(String(event.app_id), raw, String(event.timestamp), OA_SECRET);
    const webhook = new TestWebhook();
    expect(await webhook.post(raw, signed(`mac=${mac}`))).toBe(401);
    expect(webhook.accepted).toEqual([]);
  });

  it('covers every byte', async () => {
    const bytes = Buffer.from(RAW);
    for (let i = 0; i < bytes.length; i += 1) {
      const changed = Buffer.from(bytes);
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect([400, 401]).toContain(await new TestWebhook().post(changed, signed(`mac=${RIGHT}`)));
    }
  });

  it('takes a time that is a number as its digits', async () => {
    const raw = RAW.replace(`"${TIME}"`, TIME);
    const webhook = new TestWebhook();
    expect(await webhook.post(raw, signed(webhookMac(APP_ID, raw, TIME, OA_SECRET)))).toBe(200);
  });

  it('lets an unsigned call of the console pass when told so, and keeps nothing', async () => {
    const webhook = new TestWebhook({ unsigned: 'ignore' });
    expect([await webhook.post(RAW), await webhook.post('{}', signed(RIGHT))]).toEqual([200, 401]);
    expect(await webhook.post(RAW, signed('mac=0'))).toBe(401);
    expect(webhook.accepted).toEqual([]);
  });

  it.each([{ oaSecret: '' }, { appId: ' ' }, { oaId: '' }])('does not start with %j', (change) => {
    expect(() => createVerifier({ ...OPTIONS, ...change })).toThrow(
      expect.objectContaining({ code: 'webhook-secret' }),
    );
  });

  it.each([
    ['app-secret', APP_ID, APP_SECRET],
    ['oa-id-first', OA_ID, OA_SECRET],
    ['oa-id-first-app-secret', OA_ID, APP_SECRET],
  ] as const)('can be set to take the formula %s, and then names the documented one', (formula, first, secret) => {
    const verify = createVerifier({ ...OPTIONS, formula });
    const verdictOn = (mac: string) => verify(mac, Buffer.from(RAW), { app_id: APP_ID, timestamp: TIME });
    expect(verdictOn(webhookMac(first, RAW, TIME, secret))).toEqual({ kind: 'genuine' });
    expect(verdictOn(RIGHT)).toEqual({ kind: 'forged', nearMiss: 'as-documented' });
  });

  it('is not opened by an app secret that is not set', () => {
    const { appSecret: _unset, ...options } = OPTIONS;
    const mac = webhookMac(APP_ID, RAW, TIME, '');
    const verdict = createVerifier(options)(mac, Buffer.from(RAW), { app_id: APP_ID, timestamp: TIME });
    expect(verdict).toEqual({ kind: 'forged', nearMiss: null });
  });
});
