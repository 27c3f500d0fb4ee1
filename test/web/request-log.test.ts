import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ADMIN, API_KEY } from '../support/fixed-secrets.ts';
import { startService, type TestService } from '../support/service.ts';
import { fetchWire } from './citizen/fetch-wire.ts';
import { Tab, type WireAnswer } from './citizen/tab.ts';

const CODE = 'H26.99.01-261005-7391';
const NEW_CODE = 'H26.99.01-261005-7392';
const PHONE = '0912345678';

let service: TestService;

beforeAll(async () => {
  service = await startService({ updates: 'webhook', env: { PUBLIC_URL: 'http://hai-long.test' } });
});

afterAll(() => service.close());

/** Every page and form of the citizen, also with a token that is none. */
async function walkAsCitizen(path: string): Promise<void> {
  const wire = fetchWire(service.url);
  const tab = await new Tab(wire, path).open('?lang=vi');
  for (const label of ['Bắt đầu', '1 · Rất không hài lòng']) await (await tab.press(label)).settled();
  await tab.post({ nonce: 'none', payload: 'x'.repeat(70) });
  await tab.visit(`${path}?saving=${tab.nonce}`);
  await new Tab(wire, path).open();
  await new Tab(wire, '/s/AAAAAAAAAAAAAAAAAAAAAA').open();
  await tab.visit(path);
  await tab.leave('Không nhận nữa');
}

/** Every page and form of the console. */
async function walkAsStaff(): Promise<void> {
  const wire = fetchWire(service.url);
  const cookies: Record<string, string> = {};
  const keep = (answer: WireAnswer) => {
    for (const { name, value } of answer.cookies) cookies[name] = value;
    return answer;
  };
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
  const post = async (url: string, fields: Record<string, string>) =>
    keep(await wire.inject({ method: 'POST', url, cookies, headers, payload: new URLSearchParams(fields).toString() }));
  await post('/console/sign-in', { email: ADMIN.email, password: 'sai', next: `/console/dossiers/${CODE}` });
  await post('/console/sign-in', { ...ADMIN });
  const form = { code: NEW_CODE, unit: '99001', procedure: '1.001193', dueAt: '2027-01-05', done: 'intake' };
  await post('/console/dossiers/new', { ...form, phone: '123' });
  const saved = await post('/console/dossiers/new', { ...form, phone: PHONE });
  expect(saved.statusCode).toBe(303);
  const dossier = `/console/dossiers/${CODE}`;
  const pages = [String(saved.headers['location']), dossier, `${dossier}/slip`, `${dossier}/none`];
  for (const url of [...pages, `/console/dossiers?find=${CODE}`, `/console?unit=99001&q=${CODE}`, `/${CODE}`]) {
    await wire.inject({ url, cookies });
  }
  await wire.inject({ url: dossier, cookies: {} });
}

async function walkAsMachine(): Promise<void> {
  const headers = { authorization: `Bearer ${API_KEY}` };
  await fetch(`${service.url}/api/v1/dossiers/${CODE}`, { headers });
  await fetch(`${service.url}/api/v1/dossiers/${CODE}`, { headers: { authorization: 'Bearer wrong-key' } });
  await fetch(`${service.url}/api/v1/rates?from=${CODE}`, { headers });
  await fetch(`${service.url}/webhooks/telegram?${CODE}`, { method: 'POST', body: PHONE });
  await fetch(`${service.url}/api/v1/${CODE}/%ff`, { headers });
}

describe('src/web/request-log.ts', () => {
  it('writes no token, dossier code, phone number or address of a page, whatever is opened', async () => {
    const [result] = await service.register([{ code: CODE, phone: PHONE }]);
    const path = new URL(result?.links?.web ?? '').pathname;
    await walkAsCitizen(path);
    await walkAsStaff();
    await walkAsMachine();
    const log = await readFile(inject('runLog'), 'utf8');
    for (const route of ['/s/:token', '/console/dossiers/:code', '/api/v1/dossiers/:code', 'unknown']) {
      expect(log).toContain(`"route":"${route}"`);
    }
    const secrets = [
      path.slice('/s/'.length),
      CODE,
      NEW_CODE,
      PHONE,
      ADMIN.email,
      ADMIN.password,
      API_KEY,
      'wrong-key',
    ];
    const found = log.split('\n').filter((line) => secrets.some((secret) => line.includes(secret)));
    expect(found).toEqual([]);
  });
});
