import { request } from 'node:http';
import process from 'node:process';
import { ADMIN } from '../support/fixed-secrets.ts';
import { startBenchService } from './bench-service.ts';

const LIMIT_MS = 100;
const LIMIT_BYTES = 150_000;
const WARM_UP = 2;
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
  '/console/report',
  '/console/improvements',
  '/console/signs',
  '/console/channels',
  '/console/settings',
  '/console/people',
  '/console/audit',
  '/console/import',
  '/console/dossiers/new',
  '/console/account',
  '/cong-khai',
  '/cong-khai?unit=01',
  '/bien-nhan',
  '/',
];

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
    for (const path of PAGES) {
      const row = await measure(service.app.url, path, cookie, assets);
      print(row);
      rows.push(row);
    }
    process.stdout.write(`Styles, scripts and fonts, once: ${(assets / 1000).toFixed(0)} kB.\n`);
    process.exitCode = rows.some(isOver) ? 1 : 0;
  } finally {
    await service.close();
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
  const [last] = answers;
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
