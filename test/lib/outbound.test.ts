import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOutbound } from '../../src/lib/outbound/outbound.ts';
import { goesDirectly, readProxy } from '../../src/lib/outbound/proxy.ts';
import { postOutside } from '../../src/lib/post-outside.ts';
import { startConnectProxy, startTlsFront, type ConnectProxy, type TlsFront } from '../support/connect-proxy.ts';
import { createPrivateCa } from '../support/private-ca.ts';

const ca = createPrivateCa();
const server = createServer((asked, answer) => {
  asked.resume();
  asked.on('end', () => answer.end(`${asked.method ?? ''} ${asked.headers.host ?? ''}`));
});
const ways = new Map<string, number>();
let proxy: ConnectProxy;
let front: TlsFront;
let here: string;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  front = await startTlsFront(here, ca.issue(['outside.test']));
  proxy = await startConnectProxy(ways);
  ways.set('outside.test:80', Number(new URL(here).port)).set('outside.test:443', front.port);
});

afterAll(async () => {
  await proxy.close();
  await front.close();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

function ofProxy(...exceptions: readonly string[]) {
  return readProxy('http://proxy.test:3128', exceptions);
}

/** What came back, or the code of the fault. */
function ask(url: string, outbound: ReturnType<typeof openOutbound>): Promise<string> {
  const target = new URL(url);
  const [send, options] = target.protocol === 'https:' ? [requestSecure, { ca: ca.cert }] : [request, {}];
  return new Promise((settle) => {
    const asked = send(target, { ...options, agent: outbound.agentFor(target) }, (answer) => {
      const pieces: Buffer[] = [];
      answer
        .on('data', (piece: Buffer) => pieces.push(piece))
        .on('end', () => settle(Buffer.concat(pieces).toString()));
    });
    asked.on('error', (error) => settle('code' in error ? String(error.code) : error.message));
    asked.end();
  });
}

describe('src/lib/outbound', () => {
  it.each([
    ['api.zalo.test', 443, [], false],
    ['localhost', 443, [], true],
    ['127.0.0.53', 80, [], true],
    ['[::1]', 80, [], true],
    ['api.zalo.test', 443, ['*'], true],
    ['api.zalo.test', 443, ['zalo.test'], true],
    ['api.zalo.test', 443, ['.zalo.test'], true],
    ['api.zalo.test', 443, ['*.zalo.test'], true],
    ['API.Zalo.Test', 443, ['ZALO.test'], true],
    ['notzalo.test', 443, ['zalo.test'], false],
    ['zalo.test', 443, ['api.zalo.test'], false],
    ['mail.test', 465, ['mail.test:465'], true],
    ['mail.test', 587, ['mail.test:465'], false],
    ['10.0.0.7', 443, ['10.0.0.7'], true],
    ['110.0.0.7', 443, ['10.0.0.7'], false],
    ['10.20.0.7', 443, ['10.0.0.0/8'], true],
    ['11.0.0.7', 443, ['10.0.0.0/8'], false],
    ['10.0.0.7', 443, ['10.0.0.0/33'], false],
    ['ten.test', 443, ['10.0.0.0/8'], false],
    ['[2001:db8::1]', 443, ['2001:db8::/32'], true],
    ['[2001:db8::1]', 443, ['2001:db8::1'], true],
    ['[2001:db8::1]', 443, ['[2001:db8::1]:443'], true],
  ] as const)('%s:%i, with NO_PROXY %j: directly is %s', (host, port, exceptions, isDirect) => {
    expect(goesDirectly(ofProxy(...exceptions), host, port)).toBe(isDirect);
  });

  it('reads where the proxy is and as whom to ask, with the port of its kind', () => {
    const basic = `Basic ${Buffer.from('ứng dụng:a@b:c').toString('base64')}`;
    const address = `https://${encodeURIComponent('ứng dụng')}:a%40b%3Ac@proxy.test`;
    expect(readProxy(address, [])).toMatchObject({ host: 'proxy.test', port: 443, secure: true, authorization: basic });
    expect(readProxy('http://[2001:db8::9]:8080', [])).toMatchObject({
      host: '2001:db8::9',
      port: 8080,
      secure: false,
    });
    expect(ofProxy().authorization).toBeNull();
  });

  it('takes Node’s own requests and fetch through the proxy, in clear and by TLS, and lets go of fetch again', async () => {
    const outbound = openOutbound(readProxy(proxy.url, []));
    expect(await ask('http://outside.test/', outbound)).toBe('GET outside.test');
    expect(await ask('https://outside.test/', outbound)).toBe('GET outside.test');
    const answer = await fetch('http://outside.test/', { method: 'POST', body: 'x', redirect: 'manual' });
    expect(await answer.text()).toBe('POST outside.test');
    expect(proxy.asked).toEqual(['outside.test:80', 'outside.test:443', 'outside.test:80']);
    expect(await (await fetch(here)).text()).toMatch(/^GET 127/);
    expect(proxy.asked).toHaveLength(3);
    await outbound.close();
    await expect(fetch('http://outside.test/')).rejects.toMatchObject({
      cause: { code: expect.stringMatching(/ENOTFOUND|EAI_/) },
    });
  });

  it('checks who answers behind the tunnel', async () => {
    ways.set('other.test:443', front.port);
    const outbound = openOutbound(readProxy(proxy.url, []));
    expect(await ask('https://other.test/', outbound)).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    await outbound.close();
  });

  it('posts to other systems through it, and not to what this machine knows to be private', async () => {
    const before = proxy.asked.length;
    const outbound = openOutbound(readProxy(proxy.url, []));
    const options = { trusted: ['outside.test'], timeoutMs: 2_000, outbound };
    expect(await postOutside('http://outside.test/', {}, 'x', options)).toMatchObject({
      kind: 'answered',
      status: 200,
    });
    expect(proxy.asked.slice(before)).toEqual(['outside.test:80']);
    for (const url of ['https://10.1.2.3/', 'https://[fd00::1]/', 'https://localhost/']) {
      expect(await postOutside(url, {}, 'x', options)).toEqual({ kind: 'failed', reason: 'url-private' });
    }
    expect(proxy.asked).toHaveLength(before + 1);
    await outbound.close();
  });

  it('says that nothing was reached, and no password, where the proxy refuses, is silent or is not there', async () => {
    const wrong = new URL(proxy.url);
    wrong.password = 'bi-mat-sai';
    const nowhere = new URL(proxy.url);
    nowhere.port = '1';
    for (const address of [wrong, nowhere]) {
      const outbound = openOutbound(readProxy(address.href, []));
      expect(await ask('http://outside.test/', outbound)).toBe('EPROXY');
      const fault = await outbound.tunnelTo('outside.test', 80)?.catch((error: unknown) => error);
      expect(String(fault)).toMatch(/The proxy of HTTPS_PROXY answers (?:with 407|not at all \(ECONNREFUSED\))\./);
      await expect(fetch('http://outside.test/')).rejects.toMatchObject({ cause: { code: 'EPROXY' } });
      await outbound.close();
    }
    const outbound = openOutbound(readProxy(proxy.url, []));
    expect(await ask('http://unknown.test/', outbound)).toBe('EPROXY');
    await outbound.close();
  });

  it('leaves everything as it is without a proxy', async () => {
    const outbound = openOutbound(null);
    expect([await ask(here, outbound), outbound.tunnelTo('outside.test', 25)]).toEqual([
      expect.stringMatching(/^GET/),
      null,
    ]);
    await outbound.close();
  });
});
