import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type RunningApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { drawReceiptCode } from '../../src/domain/receipt-code.ts';
import { localDay } from '../../src/lib/calendar.ts';
import { startEmbeddedRedis } from '../../src/lib/embedded-redis.ts';
import { tokenHash } from '../../src/service/survey-token.ts';
import { importUnits } from '../../src/service/import-units.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { demoUnits } from '../support/demo-units.ts';
import { completedDossier, type ApiResult } from '../support/dossier-body.ts';
import { ADMIN, API_KEY, BOT_TOKEN } from '../support/fixed-secrets.ts';
import { query, until } from '../support/look.ts';
import { logToRun } from '../support/run-log.ts';
import { environment } from '../support/service.ts';
import { startFakeTelegram } from '../support/telegram/fake-telegram.ts';
import { withClosers, type OnClose } from '../support/with-closers.ts';
import { fetchWire } from '../web/citizen/fetch-wire.ts';
import { Tab } from '../web/citizen/tab.ts';

/** A login of its own, with a password, that may take on one role and is nothing without it. */
const LOGIN = `test_dmz_${randomBytes(6).toString('hex')}`;
const PASSWORD = randomBytes(12).toString('hex');

interface Fleet {
  readonly inside: RunningApp;
  readonly outside: RunningApp;
}

let database: TestDatabase;
let env: Readonly<Record<string, string>>;
let inside: RunningApp;
let outside: RunningApp;
let fleet: { close(): Promise<void> };

beforeAll(async () => {
  const opened = await withClosers(open);
  ({ inside, outside } = opened);
  fleet = opened;
});

afterAll(() => fleet.close());

async function open(onClose: OnClose): Promise<Fleet> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hai-long-edge-'));
  onClose(() => rm(dataDir, { recursive: true, force: true }));
  database = await createDatabase();
  onClose(database.drop);
  await query(database.url, `CREATE ROLE ${LOGIN} LOGIN NOINHERIT PASSWORD '${PASSWORD}' IN ROLE hl_edge`);
  onClose(() => query(database.url, `DROP ROLE ${LOGIN}`));
  const telegram = await startFakeTelegram({ token: BOT_TOKEN, limits: null });
  onClose(() => telegram.stop());
  const redis = await startEmbeddedRedis({ dataDir: join(dataDir, 'redis') });
  if (!redis) throw new Error('redis-server is missing');
  onClose(() => redis.stop());
  env = {
    ...environment(database.url, dataDir, telegram.url, 'webhook'),
    REDIS_URL: redis.url,
    KEYS_DIR: join(dataDir, 'keys'),
    PUBLIC_URL: 'http://hai-long.test',
  };
  const start = async (role: 'web' | 'worker', more: Readonly<Record<string, string>>) => {
    const app = await startApp(readConfig({ ...env, ...more }), role, { log: logToRun() });
    onClose(() => app.close());
    return app;
  };
  const console = await start('web', { WEB_SURFACES: 'console,api' });
  await importUnits(console.parts.references, await demoUnits());
  await start('worker', {});
  return { inside: console, outside: await start('web', atEdge()) };
}

function atEdge(): Readonly<Record<string, string>> {
  const url = new URL(database.url);
  url.username = LOGIN;
  url.password = PASSWORD;
  return {
    WEB_SURFACES: 'citizen,webhook',
    DATABASE_URL: url.href,
    SPOOL_DIR: join(env['DATA_DIR'] ?? '', 'spool'),
    BOOTSTRAP_API_KEY: '',
    BOOTSTRAP_ADMIN_EMAIL: '',
    BOOTSTRAP_ADMIN_PASSWORD: '',
  };
}

async function registerOne(): Promise<ApiResult> {
  const httpResponse = await fetch(`${inside.url}/api/v1/dossiers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(completedDossier()),
  });
  const { results } = (await httpResponse.json()) as { readonly results: readonly [ApiResult] };
  return results[0];
}

async function statusOf(base: string, path: string, init: RequestInit = {}): Promise<number> {
  return (await fetch(`${base}${path}`, { redirect: 'manual', ...init })).status;
}

const count = async (table: string) =>
  Number((await query<{ n: string }>(database.url, `SELECT count(*) AS n FROM ${table}`))[0]?.n);

/** As if nobody could be reached at the telephone on file. */
async function unreached(code: string): Promise<void> {
  await query(
    database.url,
    `UPDATE register.invitation i SET status = 'waiting', channel = NULL FROM register.dossier d
     WHERE d.id = i.dossier_id AND d.code = $1`,
    [code],
  );
  await query(database.url, `UPDATE register.dossier SET phone_index = '\\x01' WHERE code = $1`, [code]);
}

/** Another one after every change of the invitation. */
async function written(code: string): Promise<string | undefined> {
  const [row] = await query<{ at: string }>(
    database.url,
    'SELECT i.xmin::text AS at FROM register.invitation i JOIN register.dossier d ON d.id = i.dossier_id WHERE d.code = $1',
    [code],
  );
  return row?.at;
}

describe('src/app: a process at the edge', () => {
  it('takes a whole survey from a citizen, which staff see on the inside alone', async () => {
    const { code, links } = await registerOne();
    const tab = await new Tab(fetchWire(outside.url), new URL(links?.web ?? '').pathname).open();
    const labels = ['Bắt đầu', ...Array<string>(4).fill('4 · Hài lòng'), 'Không', 'Không có'];
    for (const label of labels) await (await tab.press(label)).settled();
    expect(tab.status).toBe(200);
    const receipt = /[0-9A-Z]{6}-[0-9A-Z]{6}-[0-9A-Z]{6}/.exec(tab.html)?.[0] ?? '';
    await until(async () => (await count('ballot.response')) === 1, 'the response is released');
    const own = { authorization: `Bearer ${API_KEY}` };
    expect(await statusOf(inside.url, `/api/v1/dossiers/${code}`, { headers: own })).toBe(200);
    const signIn = await fetch(`${inside.url}/console/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ ...ADMIN, next: '/console' }),
    });
    const cookie = signIn.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const overview = await (await fetch(`${inside.url}/console`, { headers: { cookie } })).text();
    expect(overview).toContain('Hài lòng');
    const body = new URLSearchParams({ code: receipt });
    const found = await fetch(`${outside.url}/bien-nhan`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin' },
      body,
    });
    expect([found.status, (await found.text()).includes('đã được tính')]).toEqual([200, true]);
  });

  it('serves every page that citizens have, and takes what a poster, a receipt and a back-check send', async () => {
    const [{ links }, { code }] = [await registerOne(), await registerOne()];
    const form = (body: Readonly<Record<string, string>>) => ({
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams(body),
    });
    const month = localDay(new Date(), 'Asia/Ho_Chi_Minh').slice(0, 7);
    const pages = [
      '/',
      '/u/99001',
      '/xac-minh',
      '/bien-nhan',
      '/cong-khai',
      '/cong-khai/don-vi/99001',
      '/cong-khai/2026-10-01',
    ];
    const files = ['/cong-khai/so-cai.txt', '/cong-khai/rut-tham', `/cong-khai/rut-tham/${month}/draw.json`];
    for (const path of [...pages, ...files, new URL(links?.web ?? '').pathname, '/healthz', '/readyz', '/metrics']) {
      expect([path, await statusOf(outside.url, path)]).toEqual([path, 200]);
    }
    await unreached(code);
    const before = await written(code);
    expect(await statusOf(outside.url, '/u/99001', form({ code }))).toBe(200);
    await until(async () => (await written(code)) !== before, 'the invitation is armed again');
    expect(await statusOf(outside.url, '/xac-minh', form({ code: 'K7M2QX' }))).toBe(200);
    expect(
      await statusOf(outside.url, '/bien-nhan', form({ code: drawReceiptCode(randomBytes), act: 'ask-back' })),
    ).toBe(200);
    expect(await count('ballot.withdrawal')).toBe(1);
    const token = randomBytes(16).toString('base64url');
    await query(
      database.url,
      `INSERT INTO register.back_check (id, status, province_code, month, unit_code, short_code, token_hash, ask_after, expires_at)
       VALUES ($1, 'asked', '99', '2026-10-01', '99001', 'K7M2QX', decode($2, 'hex'), now(), now() + interval '1 day')`,
      [randomUUID(), tokenHash(token)],
    );
    const path = `/hoi-lai/${token}`;
    expect(await statusOf(outside.url, path)).toBe(200);
    expect(await statusOf(outside.url, path, form({ own: 'yes', prompted: 'no' }))).toBe(200);
    expect(await count('ballot.back_check_mix')).toBe(1);
    expect(await statusOf(outside.url, path)).toBe(404);
  });

  it('takes what platforms send, and tells a stranger nothing', async () => {
    const update = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"update_id":1}' };
    const secret = { 'x-telegram-bot-api-secret-token': env['TELEGRAM_WEBHOOK_SECRET'] ?? '' };
    expect(await statusOf(outside.url, '/webhooks/telegram', update)).toBe(401);
    const known = { ...update, headers: { ...update.headers, ...secret } };
    expect(await statusOf(outside.url, '/webhooks/telegram', known)).toBe(200);
  });

  it('has no console and no API, and the inside no page of a citizen', async () => {
    const { links } = await registerOne();
    const ofCitizens = [
      new URL(links?.web ?? '').pathname,
      '/u/99001',
      '/cong-khai',
      '/bien-nhan',
      '/webhooks/telegram',
    ];
    for (const path of ['/console', '/console/sign-in', '/api', '/api/v1/dossiers', '/oauth/zalo']) {
      expect([path, await statusOf(outside.url, path)]).toEqual([path, 404]);
    }
    for (const path of ofCitizens) expect([path, await statusOf(inside.url, path)]).toEqual([path, 404]);
    for (const path of ['/healthz', '/readyz', '/metrics']) expect(await statusOf(inside.url, path)).toBe(200);
  });

  it('says by what right it runs, and calls no platform', async () => {
    expect(outside.banner).toMatch(/serves +health, metrics, citizen, webhook\n.*by role hl_edge\n/);
    expect(inside.banner).not.toContain('hl_edge');
    const metrics = await (await fetch(`${outside.url}/metrics`)).text();
    expect(metrics).toMatch(/hai_long_queue_jobs\{/);
    expect(metrics).not.toMatch(/hai_long_probe_failures_total\{/);
    expect(metrics).not.toMatch(/hai_long_(?:mix_waiting|unsent_messages)/);
  });

  it('does not start before others have brought the database to its version', async () => {
    const empty = await createDatabase('empty');
    const url = new URL(atEdge()['DATABASE_URL'] ?? '');
    url.pathname = new URL(empty.url).pathname;
    const tried = startApp(readConfig({ ...env, ...atEdge(), DATABASE_URL: url.href }), 'web', { log: logToRun() });
    await expect(tried).rejects.toMatchObject({ code: 'not-migrated' });
    await empty.drop();
  });
});
