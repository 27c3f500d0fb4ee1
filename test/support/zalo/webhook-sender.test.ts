import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFakeZalo, type FakeZalo } from './fake-zalo.ts';
import { webhookMac } from './ids.ts';
import { MovableClock } from './movable-clock.ts';
import { ACCOUNT, APP_ID, OA_ID, OA_SECRET } from './samples.ts';
import { RETRY_AFTER_MS } from './webhook-sender.ts';

interface Received {
  readonly retry: string | null;
  readonly signature: string;
  readonly raw: string;
  readonly text: string;
}

describe('support/zalo/webhook-sender', () => {
  let fake: FakeZalo;
  let server: Server;
  let received: Received[];
  let answer: (count: number) => number;

  beforeEach(async () => {
    received = [];
    answer = () => 200;
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        const body = JSON.parse(raw) as { readonly message?: { readonly text?: string } };
        const { num_retry: retry = null, 'x-zevent-signature': signature } = request.headers;
        received.push({
          retry: retry === null ? null : String(retry),
          signature: String(signature),
          raw,
          text: body.message?.text ?? '',
        });
        response.writeHead(answer(received.length)).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const clock = new MovableClock({ start: '2026-11-22T02:00:00.000Z' });
    fake = await startFakeZalo({ ...ACCOUNT, clock, webhookUrl: `http://127.0.0.1:${port}/webhooks/zalo` });
  });

  afterEach(async () => {
    await fake.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('signs the bytes that it sends', async () => {
    fake.person('84987654321').type('Rất hài lòng 👍');
    await fake.webhook.settled();
    const { raw = '', signature } = received[0] ?? {};
    const { timestamp } = JSON.parse(raw) as { readonly timestamp: string };
    expect(signature).toBe(`mac=${webhookMac(APP_ID, raw, timestamp, OA_SECRET)}`);
    fake.rules.macFirst = 'oa-id';
    expect(fake.sign(raw, timestamp)).toBe(`mac=${webhookMac(OA_ID, raw, timestamp, OA_SECRET)}`);
  });

  it('repeats after 30 s, 5, 15, 30 and 60 min with a count, and then gives up', async () => {
    answer = () => 503;
    fake.person('84987654321').type('a');
    await fake.webhook.settled();
    for (const [i, waitMs] of RETRY_AFTER_MS.entries()) {
      fake.clock.advance(waitMs - 1);
      await fake.webhook.settled();
      expect(received).toHaveLength(i + 1);
      fake.clock.advance(1);
      await fake.webhook.settled();
    }
    expect(received.map(({ retry }) => retry)).toEqual([null, '1', '2', '3', '4', '5']);
    expect(new Set(received.map(({ raw }) => raw)).size).toBe(1);
    expect(fake.webhook.lost).toEqual(['user_send_text']);
  });

  it('stops repeating once it was heard', async () => {
    answer = (count) => (count === 1 ? 500 : 200);
    fake.person('84987654321').type('a');
    await fake.webhook.settled();
    for (const waitMs of RETRY_AFTER_MS) {
      fake.clock.advance(waitMs);
      await fake.webhook.settled();
    }
    expect(received.map(({ retry }) => retry)).toEqual([null, '1']);
    expect(fake.webhook.lost).toEqual([]);
  });

  it('keeps the order of a person, repeats, reorders and stays silent on demand', async () => {
    const citizen = fake.person('84987654321');
    citizen.type('a');
    citizen.type('b');
    fake.webhook.duplicate();
    citizen.type('c');
    await fake.webhook.settled();
    expect(received.map(({ text }) => text)).toEqual(['a', 'b', 'c', 'c']);
    fake.webhook.hold();
    citizen.type('d');
    citizen.type('e');
    fake.webhook.release((held) => held.toReversed().slice(0, 1));
    await fake.webhook.settled();
    fake.webhook.repeatLast();
    fake.webhook.muted.add('user_send_text');
    citizen.type('f');
    await fake.webhook.settled();
    expect(received.slice(4).map(({ text }) => text)).toEqual(['e', 'e']);
  });

  it('marks what staff writes', async () => {
    const citizen = fake.person('84987654321');
    fake.writeAsStaff(citizen, 'Mời ông lên phòng 2');
    await fake.webhook.settled();
    const echo = received.find(({ raw }) => raw.includes('oa_send_text'));
    expect(JSON.parse(echo?.raw ?? '{}')).toMatchObject({ sender: { id: OA_ID, admin_id: expect.any(String) } });
    expect(citizen.chat).toMatchObject([{ from: 'staff' }]);
  });
});
