import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isReport } from '../../../src/domain/inbound.ts';
import { startFakeZalo, type FakeZalo } from '../../support/zalo/fake-zalo.ts';
import { MovableClock } from '../../support/zalo/movable-clock.ts';
import { callRaw } from '../../support/zalo/raw-call.ts';
import { ACCOUNT, INVITE, INVITE_DATA, RATING } from '../../support/zalo/samples.ts';
import { RETRY_AFTER_MS } from '../../support/zalo/webhook-sender.ts';
import { TestWebhook } from './webhook-post.ts';

const PHONE = '84987654321';

describe('channel/zalo/webhook, over the wire', () => {
  let fake: FakeZalo;
  let server: Server;
  let webhook: TestWebhook;

  beforeEach(async () => {
    webhook = new TestWebhook();
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { 'x-zevent-signature': signature = '', ...headers } = request.headers;
        const given = { 'x-zevent-signature': signature, ...(headers['num_retry'] && { num_retry: 'yes' }) };
        void webhook.post(Buffer.concat(chunks), given).then((status) => response.writeHead(status).end());
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const clock = new MovableClock({ start: '2026-11-22T02:00:00.000Z' });
    const webhookUrl = `http://127.0.0.1:${port}/webhooks/zalo`;
    fake = await startFakeZalo({ ...ACCOUNT, clock, webhookUrl, templates: [INVITE, RATING] });
  });

  afterEach(async () => {
    await fake.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  async function send(json: object) {
    await callRaw(fake, 'business', '/message/template', { json: { phone: PHONE, ...json } });
  }

  it('hears a whole life of a citizen, and not its own words', async () => {
    const citizen = fake.person(PHONE);
    await send({ template_id: INVITE.id, template_data: INVITE_DATA, tracking_id: 'i1' });
    await send({ template_id: RATING.id, template_data: { ma_ho_so: 'H26', lien_ket: 'a' }, tracking_id: 'r1' });
    citizen.rate(2, ['Đúng hẹn'], 'Lâu');
    citizen.follow();
    citizen.type('K7M2QX');
    await callRaw(fake, 'openapi', '/v3.0/oa/message/cs', {
      json: { recipient: { user_id: citizen.userId }, message: { text: 'Câu 1' } },
    });
    fake.writeAsStaff(citizen, 'Chào ông');
    citizen.see();
    citizen.shareInfo();
    citizen.sendMedia('sticker');
    citizen.block();
    citizen.withdraw();
    fake.dropTier();
    await fake.webhook.settled();
    const heard = webhook.accepted.map(({ event }) => event.kind);
    const expected = 'receipt receipt rating unblocked text receipt receipt receipt contact media opted-out opted-out';
    expect(heard.toSorted()).toEqual(expected.split(' ').toSorted());
    expect(webhook.changes).toEqual([{ kind: 'account-change', what: 'daily-quota', templateId: null }]);
    expect(webhook.counted.filter((what) => what === 'oa_send_text')).toHaveLength(2);
    const addresses = webhook.accepted.flatMap(({ event, address }) => (isReport(event) ? [] : [address]));
    expect(new Set(addresses)).toEqual(new Set([`user:${citizen.userId}`]));
    expect(webhook.accepted.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({ kind: 'rating', stars: 2, trackingId: 'r1', reasons: ['Đúng hẹn'], note: 'Lâu' }),
    );
  });

  it('keeps once what came again because the queue was away', async () => {
    let failures = 3;
    webhook.before = async () => {
      failures -= 1;
      if (failures >= 0) throw new Error('The queue is away.');
    };
    fake.webhook.duplicate();
    fake.person(PHONE).type('hài lòng');
    await fake.webhook.settled();
    for (const waitMs of RETRY_AFTER_MS) {
      fake.clock.advance(waitMs);
      await fake.webhook.settled();
    }
    expect([webhook.accepted.length, webhook.kept.size, fake.webhook.lost.length]).toEqual([2, 1, 0]);
    expect(webhook.counted.filter((what) => what === 'retried')).toHaveLength(3);
  });
});
