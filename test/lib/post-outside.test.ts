import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openOutbound } from '../../src/lib/outbound/outbound.ts';
import { addressFault, postOutside } from '../../src/lib/post-outside.ts';
import { isPrivateAddress } from '../../src/lib/private-address.ts';
import { newWebhookSecret, signedHeaders } from '../../src/lib/standard-webhook.ts';

let server: Server;
let port = 0;
let calls = 0;

beforeAll(async () => {
  server = createServer((request, httpResponse) => {
    calls += 1;
    if (request.url === '/slow') return;
    if (request.url === '/away') httpResponse.writeHead(302, { location: '/ok' }).end();
    else httpResponse.writeHead(200).end(request.headers['content-length']);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const post = (url: string, trusted: readonly string[], timeoutMs = 2_000) =>
  postOutside(url, { 'content-type': 'application/json' }, '{"chữ":1}', {
    trusted,
    timeoutMs,
    outbound: openOutbound(null),
  });

describe('lib/post-outside', () => {
  it('posts to a host that it may trust', async () => {
    expect(await post(`http://127.0.0.1:${port}/ok`, ['127.0.0.1'])).toEqual({
      kind: 'answered',
      status: 200,
      retryAfterMs: null,
    });
    expect(await post(`http://localhost:${port}/ok`, ['localhost'])).toMatchObject({ status: 200 });
  });

  it('follows no redirect', async () => {
    const before = calls;
    expect(await post(`http://127.0.0.1:${port}/away`, ['127.0.0.1'])).toMatchObject({ status: 302 });
    expect(calls).toBe(before + 1);
  });

  it('gives up on who says nothing, and says why', async () => {
    expect(await post(`http://127.0.0.1:${port}/slow`, ['127.0.0.1'], 100)).toEqual({
      kind: 'failed',
      reason: 'timeout',
    });
    expect(await post('http://127.0.0.1:1/', ['127.0.0.1'])).toEqual({ kind: 'failed', reason: 'ECONNREFUSED' });
  });

  it('reaches no private address, also not by a name', async () => {
    const before = calls;
    for (const host of ['127.0.0.1', '[::1]', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', '169.254.169.254']) {
      expect(await post(`https://${host}:${port}/ok`, [])).toEqual({ kind: 'failed', reason: 'url-private' });
    }
    expect(await post(`https://localhost:${port}/ok`, [])).toEqual({ kind: 'failed', reason: 'url-private' });
    expect(calls).toBe(before);
  });

  it.each([
    ['https://example.vn/hooks', null],
    ['http://example.vn/hooks', 'url-insecure'],
    ['http://mot-cua.lan/hooks', null],
    ['https://mot-cua.lan:8443/hooks', null],
    ['ftp://example.vn/', 'url-malformed'],
    ['https://user:pass@example.vn/', 'url-malformed'],
    ['example.vn', 'url-malformed'],
    ['https://10.0.0.7/', 'url-private'],
    ['https://[fd00::7]/', 'url-private'],
  ])('judges %s before it is used', (url, fault) => {
    expect(addressFault(url, ['mot-cua.lan'])).toBe(fault);
  });
});

describe('lib/private-address', () => {
  it.each([
    '10.1.2.3',
    '100.64.0.1',
    '127.8.8.8',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'ff02::1',
    '2002:a00:1::',
    '2001:db8::1',
    'localhost',
    '',
  ])('knows %s for private', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each(['8.8.8.8', '172.32.0.1', '192.167.1.1', '203.162.4.190', '2001:ee0::1', '2400:cb00::1'])(
    'knows %s for public',
    (address) => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );
});

describe('lib/standard-webhook', () => {
  it('signs as the specification has it', () => {
    // The example of the specification's reference libraries.
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const headers = signedHeaders(
      secret,
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      new Date(1_614_265_330_000),
      '{"test": 2432232314}',
    );
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('makes secrets of 256 bits', () => {
    const [one, other] = [newWebhookSecret(), newWebhookSecret()];
    expect(one).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(one).not.toBe(other);
  });
});
