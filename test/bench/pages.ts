import { request } from 'node:http';
import process from 'node:process';
import pg from 'pg';
import { ADMIN } from '../support/fixed-secrets.ts';
import { UNLINKED_PAGES, unseenPages } from '../web/pictures/page-routes.ts';
import { startBenchService, type BenchService } from './bench-service.ts';

const LIMIT_MS = 100;
const LIMIT_BYTES = 150_000;
/** Code that ran this often is compiled. */
const WARM_UP = 5;
/** Of each page; fewer may be asked for by the first argument. */
const ROUNDS = Number(process.argv[2] ?? 20);

/** As whoever sees most opens them; communes and provinces stand for all of their kind. */
const PAGES: readonly string[] = [
  '/console',
  '/console?period=12m',
  '/console?unit=01',
  '/console?unit=01&period=12m',
  '/console?unit=30001',
  '/console?procedure=1.001193',
  '/console?filedVia=online&period=12m',
  '/console/figures',
  '/console/units',
  '/console/units?period=12m&sort=satisfied&order=desc',
  '/console/units?unit=01&period=12m',
  '/console/coverage',
  '/console/coverage?unit=01&period=12m',
  '/console/questions',
  '/console/questions?unit=30001',
  '/console/comments',
  '/console/comments?period=12m',
  '/console/comments?period=12m&q=cho',
  '/console/comments?period=12m&q=khong+co',
  '/console/comments?unit=01&period=12m&q=khong+co',
  '/console/comments?unit=30001&period=12m',
  '/console/report',
  '/console/report?unit=01',
  '/console/improvements',
  '/console/signs',
  '/console/daily',
  '/console/channels',
  '/console/settings',
  '/console/settings/texts',
  '/console/method',
  '/console/surveys',
  '/console/surveys/sipas-b-1',
  '/console/people',
  '/console/people/new',
  '/console/audit',
  '/console/audit?action=session.opened',
  '/console/keys',
  '/console/keys/new',
  '/console/keys/webhooks/new',
  '/console/rights',
  '/console/import',
  '/console/dossiers/new',
  '/console/why-no-message',
  '/console/poster',
  '/console/account',
  '/console/account/second-factor',
  '/console/sign-in',
  '/cong-khai',
  '/cong-khai?unit=01',
  '/cong-khai/don-vi/30001',
  '/cong-khai/rut-tham',
  '/u/30001',
  '/bien-nhan',
  '/xac-minh',
  '/api',
  '/',
];

/** Behind a secret, or there only after work that is not seeded; none reads more than its own few rows. */
const NOT_MEASURED: ReadonlySet<string> = new Set([
  ...UNLINKED_PAGES,
  '/s/:token',
  '/console/keys/:id',
  '/cong-khai/:day',
]);

interface Answer {
  readonly status: number;
  readonly ms: number;
  /** As they travel. */
  readonly bytes: number;
  readonly body: Buffer;
  readonly cookies: readonly string[];
}

interface Measured {
  readonly path: string;
  readonly status: number;
  readonly median: number;
  readonly p95: number;
  readonly bytes: number;
}

async function main(): Promise<void> {
  const service = await startBenchService();
  try {
    const cookie = await signIn(service.app.url);
    const assets = await assetBytes(service.app.url);
    process.stdout.write('| Page | Median | p95 | First visit |\n| --- | --- | --- | --- |\n');
    const rows: Measured[] = [];
    const paths = [...PAGES, ...(await samplePaths(service.databaseUrl))];
    for (const path of paths) {
      const row = await measure(service.app.url, path, cookie, assets);
      print(row);
      rows.push(row);
    }
    process.stdout.write(`Styles, scripts and fonts, once: ${(assets / 1000).toFixed(0)} kB.\n`);
    process.exitCode = tellForgotten(service, paths) || rows.some(isOver) ? 1 : 0;
  } finally {
    await service.close();
  }
}

/** A page that nobody measures fails the run: whoever adds one adds it here. */
function tellForgotten({ app }: BenchService, paths: readonly string[]): boolean {
  const seen = new Set(paths.map((path) => new URL(path, app.url).pathname));
  const forgotten = unseenPages(app.routes, seen).filter((url) => !NOT_MEASURED.has(url));
  for (const url of forgotten) process.stdout.write(`${url}  IS NOT MEASURED\n`);
  return forgotten.length > 0;
}

/** Pages of one dossier and one person. */
async function samplePaths(databaseUrl: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ path: string }>(`
      (SELECT '/console/dossiers/' || d.code AS path FROM register.dossier d LIMIT 1)
      UNION ALL (SELECT '/console/dossiers/' || d.code || '/slip' FROM register.dossier d LIMIT 1)
      UNION ALL (SELECT '/console/people/' || p.id FROM console.user p LIMIT 1)`);
    return rows.map(({ path }) => path);
  } finally {
    await client.end();
  }
}

function isOver({ status, p95, bytes }: Measured): boolean {
  return status !== 200 || p95 > LIMIT_MS || bytes > LIMIT_BYTES;
}

async function measure(base: string, path: string, cookie: string, assets: number): Promise<Measured> {
  for (let i = 0; i < WARM_UP; i += 1) await ask(base, path, { cookie });
  const answers: Answer[] = [];
  for (let i = 0; i < ROUNDS; i += 1) answers.push(await ask(base, path, { cookie }));
  const times = answers.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const wrong = answers.find(({ status }) => status !== 200);
  const last = wrong ?? answers[0];
  return {
    path,
    status: last?.status ?? 0,
    median: times[Math.floor(ROUNDS / 2)] ?? 0,
    p95: times[Math.ceil(ROUNDS * 0.95) - 1] ?? 0,
    bytes: (last?.bytes ?? 0) + assets,
  };
}

function print(row: Measured): void {
  const { path, status, median, p95, bytes } = row;
  const note = status === 200 ? '' : ` (${String(status)})`;
  const figures = `${median.toFixed(0)} ms | ${p95.toFixed(0)} ms | ${(bytes / 1000).toFixed(0)} kB`;
  process.stdout.write(`| \`${path}\`${note} | ${figures}${isOver(row) ? ' over' : ''} |\n`);
}

/** Styles, both scripts and every font, as a first visit loads them. */
async function assetBytes(base: string): Promise<number> {
  const { body } = await ask(base, '/console/sign-in', { plain: true });
  const linked = [...body.toString().matchAll(/\/assets\/[\w.-]+/g)].map(([path]) => path);
  const style = linked.find((path) => path.endsWith('.css')) ?? '';
  const css = (await ask(base, style, { plain: true })).body.toString();
  const fonts = [...css.matchAll(/\/assets\/[\w.-]+\.woff2/g)].map(([path]) => path);
  const answers = await Promise.all([...new Set([...linked, ...fonts])].map((path) => ask(base, path)));
  const missing = answers.filter(({ status }) => status !== 200).length;
  if (missing > 0 || answers.length === 0)
    throw new Error(`${String(missing)} of ${String(answers.length)} assets are missing.`);
  return answers.reduce((sum, { bytes }) => sum + bytes, 0);
}

async function signIn(base: string): Promise<string> {
  const form = new URLSearchParams({ email: ADMIN.email, password: ADMIN.password, next: '' }).toString();
  const { cookies } = await ask(base, '/console/sign-in', { form });
  return cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ');
}

interface Asking {
  readonly cookie?: string;
  readonly form?: string;
  /** Not compressed. */
  readonly plain?: boolean;
}

function ask(base: string, path: string, { cookie = '', form, plain = false }: Asking = {}): Promise<Answer> {
  const headers = {
    cookie,
    'accept-encoding': plain ? 'identity' : 'br, gzip',
    'sec-fetch-site': 'same-origin',
    ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
  };
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL(path, base),
      { method: form === undefined ? 'GET' : 'POST', headers },
      (incoming) => {
        const parts: Buffer[] = [];
        incoming.on('data', (part: Buffer) => parts.push(part));
        incoming.on('end', () => {
          const body = Buffer.concat(parts);
          const cookies = incoming.headers['set-cookie'] ?? [];
          resolve({
            status: incoming.statusCode ?? 0,
            ms: performance.now() - started,
            bytes: body.length,
            body,
            cookies,
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(form);
  });
}

await main();
