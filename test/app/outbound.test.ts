import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '../../src/lib/embedded-postgres.ts';
import { startEmbeddedRedis } from '../../src/lib/embedded-redis.ts';
import { startConnectProxy, startTlsFront, type ConnectProxy } from '../support/connect-proxy.ts';
import { completedDossier } from '../support/dossier-body.ts';
import { SENDER, startFakeSmtp, type FakeSmtp } from '../support/fake-smtp.ts';
import { ADMIN, API_KEY, BOT_TOKEN } from '../support/fixed-secrets.ts';
import { query, until } from '../support/look.ts';
import { CLIENT, startOidcProvider } from '../support/oidc/provider.ts';
import { startOtlpReceiver, type OtlpReceiver } from '../support/otlp-receiver.ts';
import { createPrivateCa, type PrivateCa } from '../support/private-ca.ts';
import { startFakeTelegram, type FakeTelegram } from '../support/telegram/fake-telegram.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';
import { withClosers, type OnClose } from '../support/with-closers.ts';
import { startFakeZalo, type FakeZalo } from '../support/zalo/fake-zalo.ts';
import { ACCOUNT } from '../support/zalo/samples.ts';
import { zaloEnv } from '../support/zalo-service.ts';
import { createInstallation, type Installation } from './support/installation.ts';
import type { SpawnedService } from './support/spawn-service.ts';

/** What an agency's network is like: names mean something to the proxy alone, every server has a certificate of its own CA. */
interface Network {
  readonly telegram: FakeTelegram;
  readonly zalo: FakeZalo;
  readonly smtp: FakeSmtp;
  readonly receiver: WebhookReceiver;
  readonly collector: OtlpReceiver;
  readonly proxy: ConnectProxy;
  readonly installation: Installation;
  /** Of the database, by TLS with the name checked. */
  readonly databaseUrl: string;
  readonly service: SpawnedService;
}

let network: Network & { close(): Promise<void> };

beforeAll(async () => {
  network = await withClosers(open);
}, 120_000);

afterAll(() => network.close());

async function open(onClose: OnClose): Promise<Network> {
  const folder = await mkdtemp(join(tmpdir(), 'hai-long-outbound-'));
  await chmod(folder, 0o755);
  onClose(() => rm(folder, { recursive: true, force: true }));
  const ca = createPrivateCa();
  await writeFile(join(folder, 'ca.pem'), ca.cert);
  const databaseUrl = await startSecureDatabase(folder, ca, onClose);
  const redis = await startEmbeddedRedis({ dataDir: join(folder, 'redis') });
  if (!redis) throw new Error('redis-server is missing');
  onClose(() => redis.stop());
  const zalo = await startFakeZalo({ ...ACCOUNT, templates: [] });
  onClose(() => zalo.stop());
  const telegram = await startFakeTelegram({ token: BOT_TOKEN, limits: null });
  onClose(() => telegram.stop());
  const smtp = await startFakeSmtp();
  onClose(() => smtp.stop());
  const receiver = await startWebhookReceiver();
  onClose(() => receiver.close());
  const collector = await startOtlpReceiver();
  onClose(() => collector.close());
  const provider = await startOidcProvider(() => 'http://hai-long.test/console/sign-in/agency/return');
  onClose(() => provider.close());
  const { openapi, business, oauth } = zalo.urls;
  const servers = {
    'telegram.test:443': telegram.url,
    'openapi.test:443': openapi,
    'business.test:443': business,
    'oauth.test:443': oauth,
    'mail.test:465': smtp.url,
    'hooks.test:443': receiver.url,
    'collector.test:4318': collector.url,
    'directory.test:443': provider.issuer,
  };
  const ways = new Map<string, number>();
  const front = async (name: string, target: string) => {
    const opened = await startTlsFront(target, ca.issue([name]));
    onClose(() => opened.close());
    return opened.port;
  };
  for (const [place, target] of Object.entries(servers))
    ways.set(place, await front(place.split(':')[0] ?? '', target));
  const proxy = await startConnectProxy(ways);
  onClose(() => proxy.close());
  const { username, password } = new URL(smtp.url);
  const redisUrl = new URL(redis.url);
  const installation = await createInstallation({
    DATABASE_URL: databaseUrl,
    REDIS_URL: `rediss://:${redisUrl.password}@localhost:${await front('localhost', redis.url)}`,
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
    PUBLIC_URL: 'http://hai-long.test',
    https_proxy: proxy.url,
    TELEGRAM_BOT_TOKEN: BOT_TOKEN,
    TELEGRAM_API_ROOT: 'https://telegram.test',
    ...zaloEnv(zalo),
    ZALO_OPENAPI_ROOT: 'https://openapi.test',
    ZALO_BUSINESS_ROOT: 'https://business.test',
    ZALO_OAUTH_ROOT: 'https://oauth.test',
    ZALO_TEMPLATE_INVITE: '337001',
    SMTP_URL: `smtps://${username}:${password}@mail.test:465`,
    SMTP_FROM: SENDER,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.test:4318',
    OIDC_ISSUER: 'https://directory.test',
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    BOOTSTRAP_ADMIN_EMAIL: ADMIN.email,
    BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
    SECOND_FACTOR: 'optional',
  });
  onClose(() => installation.remove());
  await installation.importUnits();
  const added = await installation.run(['webhooks', 'add', 'https://hooks.test/hooks']);
  if (added.code !== 0) throw new Error(added.output);
  const service = await installation.start();
  return { telegram, zalo, smtp, receiver, collector, proxy, installation, databaseUrl, service };
}

/** Its key belongs to the account that it runs as. */
async function startSecureDatabase(folder: string, ca: PrivateCa, onClose: OnClose): Promise<string> {
  const dataDir = join(folder, 'postgres');
  const bare = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' } });
  await bare.stop();
  const { cert, key } = ca.issue(['localhost']);
  const files = { ssl_cert_file: join(bare.dataDir, 'tls.crt'), ssl_key_file: join(bare.dataDir, 'tls.key') };
  await writeFile(files.ssl_cert_file, cert);
  await writeFile(files.ssl_key_file, key, { mode: 0o600 });
  const { uid, gid } = await stat(bare.dataDir);
  if (process.getuid?.() === 0) for (const file of Object.values(files)) await chown(file, uid, gid);
  const server = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off', ssl: 'on', ...files } });
  onClose(() => server.stop());
  const url = new URL(server.url);
  url.hostname = 'localhost';
  url.searchParams.set('sslmode', 'verify-full');
  return url.href;
}

const asked = (place: string) => network.proxy.asked.includes(place);

describe('src/app: ways out', () => {
  it('speaks to PostgreSQL and Redis by TLS, by a CA of its own', async () => {
    const plain = network.databaseUrl.replace('sslmode=verify-full', 'sslmode=no-verify');
    const rows = await query<{ ssl: boolean }>(
      plain,
      `SELECT bool_and(s.ssl) AS ssl FROM pg_stat_ssl s JOIN pg_stat_activity a USING (pid)
       WHERE a.application_name LIKE 'hai-long%'`,
    );
    expect(rows).toEqual([{ ssl: true }]);
    expect(network.service.banner).toMatch(/queue +redis:\/\/localhost:\d+\n/);
    expect((await fetch(`${network.installation.url}/readyz`)).status).toBe(200);
  });

  it('refuses a database whose name is not that of its certificate', async () => {
    const DATABASE_URL = network.databaseUrl.replace('localhost', '127.0.0.1');
    const { code, output } = await network.installation.run(['keys', 'list'], { DATABASE_URL });
    expect([code, output.includes('ERR_TLS_CERT_ALTNAME_INVALID')]).toEqual([1, true]);
  });

  it('reaches Telegram and Zalo through the proxy', async () => {
    await until(async () => asked('telegram.test:443') && asked('oauth.test:443'), 'the platforms are asked');
    await until(async () => network.zalo.tokens.refreshCount === 1, 'the grant is renewed');
    await until(async () => asked('business.test:443'), 'the template is looked up');
    const person = network.telegram.person(9_000_001);
    person.start();
    await until(async () => network.telegram.outbox.accepted('sendMessage', 9_000_001).length > 0, 'the bot answers');
  });

  it('tells another system through the proxy', async () => {
    const answer = await fetch(`${network.installation.url}/api/v1/dossiers`, {
      method: 'POST',
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify(completedDossier()),
    });
    expect(answer.status).toBe(200);
    await until(async () => network.receiver.received.length > 0, 'the event has arrived');
    expect(asked('hooks.test:443')).toBe(true);
  });

  it('mails, and asks the directory of agencies, through the proxy', async () => {
    const { url } = network.installation;
    const form = (path: string, fields: Readonly<Record<string, string>>, cookie = '') =>
      fetch(`${url}${path}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'sec-fetch-site': 'same-origin', cookie },
        body: new URLSearchParams(fields),
      });
    const signedIn = await form('/console/sign-in', { ...ADMIN, next: '/console' });
    const cookie = signedIn.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const person = { name: 'Người Thử', email: 'nguoi.thu@hai-long.test', role: 'ministry-admin', unit: '' };
    expect((await form('/console/people/new', person, cookie)).status).toBeLessThan(400);
    await until(async () => network.smtp.letters.length === 1, 'the invitation is mailed');
    await fetch(`${url}/console/sign-in/agency`, { redirect: 'manual' });
    expect([asked('mail.test:465'), asked('directory.test:443')]).toEqual([true, true]);
  });

  it('sends traces through the proxy', async () => {
    await until(async () => network.collector.spans.length > 0, 'the collector has spans', 30_000);
    expect(asked('collector.test:4318')).toBe(true);
  });

  it('lists every host that it has asked the proxy for, and no password', async () => {
    const { code, output } = await network.installation.run(['hosts']);
    expect(code).toBe(0);
    const lines = output.split('\n').map((line) => line.split('\t'));
    const through = lines.flatMap(([place, way]) => (way === 'through the proxy' ? [place ?? ''] : []));
    expect(through.toSorted()).toEqual(
      ['business', 'directory', 'oauth', 'openapi', 'telegram']
        .map((name) => `${name}.test:443`)
        .concat('collector.test:4318', 'mail.test:465')
        .toSorted(),
    );
    const others = [...new Set(network.proxy.asked)].filter((place) => !through.includes(place));
    expect(others).toEqual(['hooks.test:443']);
    expect(lines.filter(([, way]) => way === 'directly')).toEqual([]);
    const { password } = new URL(network.databaseUrl);
    for (const secret of [encodeURIComponent(network.proxy.password), network.proxy.password, password]) {
      expect(output).not.toContain(secret);
    }
  });

  it('goes on while the proxy refuses, and writes its password nowhere', async () => {
    const wrong = new URL(network.proxy.url);
    wrong.password = 'bi-mat-sai-roi';
    const second = await network.installation.start({ PORT: '0', https_proxy: wrong.href }, 'worker');
    await network.service.end('SIGTERM');
    const before = network.proxy.asked.length;
    network.telegram.person(9_000_002).start();
    await new Promise((done) => setTimeout(done, 3_000));
    expect(network.proxy.asked).toHaveLength(before);
    const { code, output } = await second.end('SIGTERM');
    expect(code).toBe(0);
    expect(output).not.toContain('bi-mat-sai-roi');
    expect(output).not.toContain(Buffer.from(`${wrong.username}:bi-mat-sai-roi`).toString('base64'));
  }, 180_000);
});
