import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp, type RunningApp } from '../../../src/app.ts';
import { withPolicy } from '../../../src/app/policy-source.ts';
import { asId, type MessageId } from '../../../src/domain/ids.ts';
import { readConfig } from '../../../src/config.ts';
import { freePort } from '../../../src/lib/free-port.ts';
import { startEmbeddedPostgres } from '../../../src/lib/embedded-postgres.ts';
import { importUnits } from '../../../src/service/import-units.ts';
import { phoneToken } from '../../../src/service/survey-token.ts';
import { connect } from '../../../src/store/connect.ts';
import { createAccounts, type NewPerson } from '../../../src/web/auth/accounts.ts';
import { writeHistory } from '../../demo/history.ts';
import { demoUnits } from '../../support/demo-units.ts';
import { ADMIN, API_KEY, BOT_TOKEN } from '../../support/fixed-secrets.ts';
import { APP_ID, APP_SECRET, OA_ID, OA_SECRET } from '../../support/zalo/samples.ts';
import { startFakeTelegram } from '../../support/telegram/fake-telegram.ts';
import { withClosers, type OnClose } from '../../support/with-closers.ts';

const staff = { password: ADMIN.password, role: 'ward-staff' } as const;

export const CLERK = { ...staff, email: 'huong@hai-long.test', name: 'Nguyễn Thị Hường', scope: '99001' } as const;
export const PROVINCE = {
  ...staff,
  email: 'ngu@hai-long.test',
  name: 'Lê Thị Ngữ',
  role: 'province-admin',
  scope: '01',
} as const;
/** Of a commune so small that nearly everything is hidden. */
export const SMALL_WARD = {
  ...staff,
  email: 'quynh@hai-long.test',
  name: 'Đỗ Văn Quỳnh',
  role: 'ward-admin',
  scope: '99006',
} as const;
/** Who is asked for a code beside the password. */
export const GUARDED = {
  ...staff,
  email: 'bao@hai-long.test',
  name: 'Phan Văn Bảo',
  role: 'auditor',
  scope: '01',
} as const;
const PEOPLE: readonly NewPerson[] = [CLERK, PROVINCE, SMALL_WARD, GUARDED];

export interface Stage {
  readonly url: string;
  readonly routes: RunningApp['routes'];
  /** Registers a dossier of the demonstration commune; resolves to its code and the path of its slip. */
  dossier(changes?: object): Promise<{ readonly code: string; readonly path: string }>;
  /** The path of the link that would go to its phone. */
  phonePath(code: string): Promise<string>;
  /** Leaves a dead letter behind. */
  fail(): Promise<void>;
  close(): Promise<void>;
}

/** The whole service with six months behind it, as it is configured by default, on a database that goes with it. */
export function openStage(): Promise<Stage> {
  return withClosers(open);
}

async function open(onClose: OnClose) {
  const folder = await mkdtemp(join(tmpdir(), 'hai-long-pictures-'));
  onClose(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  onClose(() => postgres.stop());
  const telegram = await startFakeTelegram({ token: BOT_TOKEN });
  onClose(() => telegram.stop());
  const app = await startApp(readConfig(settings(folder, postgres.url, telegram.url, await freePort())), 'all');
  onClose(() => app.close());
  await fill(app, postgres.url);
  return {
    url: app.url,
    routes: app.routes,
    dossier: (changes = {}) => register(app.url, changes),
    phonePath: (code: string) => phonePath(app, code),
    fail: () => app.parts.outbox.enqueue([{ id: asId<MessageId>('no-id'), channel: 'telegram', lane: 'bulk' }]),
  };
}

function settings(dataDir: string, databaseUrl: string, apiRoot: string, port: number): Record<string, string> {
  return {
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    BOOTSTRAP_API_KEY: API_KEY,
    SECOND_FACTOR: 'optional',
    OIDC_ISSUER: 'http://127.0.0.1:9',
    OIDC_CLIENT_ID: 'hai-long',
    OIDC_CLIENT_SECRET: 'nobody-listens-there',
    BOOTSTRAP_ADMIN_EMAIL: ADMIN.email,
    BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
    TELEGRAM_BOT_TOKEN: BOT_TOKEN,
    TELEGRAM_API_ROOT: apiRoot,
    ZALO_APP_ID: APP_ID,
    ZALO_APP_SECRET: APP_SECRET,
    ZALO_OA_ID: OA_ID,
    ZALO_OA_SECRET: OA_SECRET,
    ZALO_OA_NAME: 'Góp ý dịch vụ công tỉnh Mẫu',
    MIX_BATCH: '1',
    LOG_LEVEL: 'warn',
  };
}

async function fill({ parts, stores, url }: RunningApp, databaseUrl: string): Promise<void> {
  await importUnits(parts.references, await demoUnits());
  await writeHistory({ ...(await withPolicy(parts)), settings: stores.settings });
  const database = connect({ url: databaseUrl });
  const secret = parts.vault.secretFor('session');
  const accounts = createAccounts({ prisma: database.console, secret, publicUrl: new URL(url) });
  for (const person of PEOPLE) await accounts.createPerson(person);
  await database.close();
}

async function phonePath({ parts }: RunningApp, code: string): Promise<string> {
  const record = await parts.dossiers.find(code);
  if (!record) throw new Error(`Not registered: ${code}`);
  return `/s/${phoneToken(parts.vault, record.dossier.id)}`;
}

const HOUR_MS = 3_600_000;
let serial = 500;

async function register(url: string, changes: object): Promise<{ readonly code: string; readonly path: string }> {
  serial += 1;
  const at = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();
  const day = at(-72).slice(2, 10).replaceAll('-', '');
  const row = {
    code: `H26.99.01-${day}-${String(serial).padStart(4, '0')}`,
    unit: '99001',
    procedure: '1.001193',
    filedVia: 'counter',
    receivedAt: at(-72),
    dueAt: at(24),
    completedAt: at(-3),
    returnedAt: at(-3),
    ...changes,
  };
  const httpResponse = await fetch(`${url}/api/v1/dossiers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(row),
  });
  const { results } = (await httpResponse.json()) as { results: { code: string; links?: { web: string } }[] };
  const [result] = results;
  if (!result?.links) throw new Error(`Not registered: ${JSON.stringify(result)}`);
  return { code: result.code, path: new URL(result.links.web).pathname };
}
