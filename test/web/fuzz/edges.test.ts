import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, API_KEY } from '../../support/fixed-secrets.ts';
import { completedDossier, type ApiResult } from '../../support/service.ts';
import { crawl, formsIn } from './crawl.ts';
import { EDGES, type Edge, type Loot } from './edges.ts';
import { encodeFields, evilText } from './mutations.ts';
import { faultOf, send, sendRaw, type Answer, type Sent } from './send.ts';
import { startTarget, type Target } from './target.ts';

/** A run of CI looks for a minute; `FUZZ_MINUTES=30 FUZZ_SEED=7` for longer, and the same way again. */
const MINUTES = Number(process.env['FUZZ_MINUTES'] ?? 1);
const SEED = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** Every edge is tried twice, with a look at the memory between. */
const TURN_MS = (MINUTES * 60_000) / (EDGES.length * 2);
/** What may stay after a turn of all edges, whatever their number of requests. */
const GROWTH_BYTES = 16 * 1_048_576;
const TOGETHER = 6;
const BATCHES = 15;

let target: Target;
let loot: Loot;
let requests = 0;
const confirmed: string[] = [];
const reached = new Map<string, Map<number, number>>();

beforeAll(async () => {
  target = await startTarget();
  const cookie = await signIn();
  const keys = await makeKeys(cookie);
  const results = await register(Array.from({ length: 8 }, completedDossier));
  const tokens = results.map(({ links }) => links?.web.split('/').at(-1) ?? '');
  const dossiers = results.map(({ code }) => code);
  const get = (path: string, headers: Sent['headers'] = {}) => ask({ method: 'GET', path, headers, body: null });
  const slips = tokens.map((token) => `/s/${token}`);
  const citizenPages = await crawl(
    ['/', '/cong-khai', '/bien-nhan', '/xac-minh', '/u/99001', '/healthz', '/metrics', '/api', ...slips],
    get,
  );
  const consoleStarts = ['/console', ...dossiers.slice(0, 2).map((code) => `/console/dossiers/${code}`)];
  const consolePages = await crawl(consoleStarts, (path) => get(path, { cookie }));
  const kept = consolePages.filter(({ path }) => path.startsWith('/console') && !LEFT_OUT.test(path));
  loot = { target, keys, cookie, tokens, dossiers, citizenPages, consolePages: kept };
}, 180_000);

afterAll(async () => {
  await target.close();
});

/** What ends the session that all others need; it has tests of its own. */
const LEFT_OUT = /^\/console\/(?:sign-out|account|sign-in)/;

async function ask(sent: Sent): Promise<Answer> {
  const answer = await send(target.url, sent);
  if (answer === null) throw new Error(`Closed: ${sent.path}`);
  return answer;
}

function post(path: string, fields: readonly (readonly [string, string])[], headers: Sent['headers'] = {}) {
  const type = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
  return ask({ method: 'POST', path, headers: { ...type, ...headers }, body: Buffer.from(encodeFields(fields)) });
}

async function signIn(): Promise<string> {
  const { headers } = await post('/console/sign-in', Object.entries(ADMIN));
  return (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';', 1)[0]).join('; ');
}

/** One key may make 600 calls in a minute. */
async function makeKeys(cookie: string): Promise<readonly string[]> {
  const made = Array.from({ length: 12 }, async (_, i) => {
    const { body } = await post(
      '/console/keys/new',
      [
        ['name', `fuzz ${String(i)}`],
        ['kind', 'live'],
      ],
      { cookie },
    );
    return /hl_(?!test_)[\w-]{20,}/.exec(body)?.[0] ?? '';
  });
  return Promise.all(made);
}

async function register(rows: readonly object[]): Promise<readonly ApiResult[]> {
  const { body } = await ask({
    method: 'POST',
    path: '/api/v1/dossiers',
    headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(rows)),
  });
  return (JSON.parse(body) as { readonly results: readonly ApiResult[] }).results;
}

/** @throws Error that names the request and what is wrong with the answer */
async function attempt(edge: string, sent: Sent): Promise<Answer | null> {
  requests += 1;
  const told = `${sent.method} ${sent.path.slice(0, 300)}\n${JSON.stringify(sent.headers).slice(0, 500)}\n${sent.body?.toString('latin1').slice(0, 1_500) ?? ''}`;
  const answer = await send(target.url, sent).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${told}`, { cause: error });
  });
  const statuses = reached.get(edge) ?? new Map<number, number>();
  reached.set(edge, statuses.set(answer?.status ?? 0, (statuses.get(answer?.status ?? 0) ?? 0) + 1));
  const fault = answer && faultOf(answer);
  if (fault !== null) throw new Error(`${fault}\n${told}`);
  return answer;
}

/** A file that was taken is read on by the worker once somebody has looked at its columns. */
async function readOn({ status, headers }: Answer): Promise<void> {
  const path = headers.location ?? '';
  if (status !== 303 || !path.startsWith('/console/import/')) return;
  const { cookie } = loot;
  const page = await ask({ method: 'GET', path, headers: { cookie }, body: null });
  const form = formsIn(page.body, path).find(({ path: action }) => action.endsWith('/columns'));
  const fields = form?.fields.filter(([name]) => name !== 'discard') ?? [];
  const answer = await post(`${path}/columns`, fields, { cookie });
  expect([answer.status, faultOf(answer)]).toEqual([expect.toBeOneOf([303, 422]), null]);
  confirmed.push(path);
  // One person may keep a few files at a time; by now the worker has come far with the first.
  if (confirmed.length > 4) await post(`${confirmed.shift() ?? ''}/start`, [['discard', 'yes']], { cookie });
}

async function isAlive(): Promise<boolean> {
  const { status } = await ask({ method: 'GET', path: '/healthz', headers: {}, body: null });
  return status === 200;
}

/** The fakes of the platforms know nobody who is made up. */
const EXPECTED = /"msg":"(?:Zalo refuses a call)"/;

async function fuzz({ name, calls }: Edge, seed: number): Promise<void> {
  const arbitrary = fc.array(await calls(loot), { minLength: 1, maxLength: TOGETHER });
  const property = fc.asyncProperty(arbitrary, async (batch) => {
    const answers = await Promise.all(batch.map((sent) => attempt(name, sent)));
    for (const answer of answers) if (answer) await readOn(answer);
    expect(await isAlive()).toBe(true);
  });
  // However slow the machine is, once; then for as long as there is time.
  const ends = Date.now() + TURN_MS;
  for (let round = 0; round === 0 || Date.now() < ends; round += 1)
    await fc.assert(property, { seed: seed + 1_000 * round, numRuns: BATCHES });
  expect(target.complaints().filter((line) => !EXPECTED.test(line))).toEqual([]);
}

describe(`every edge, fuzzed with seed ${String(SEED)}`, { timeout: MINUTES * 120_000 + 120_000 }, () => {
  it('has recorded what it changes', () => {
    expect(loot.cookie).not.toBe('');
    expect(loot.keys.filter((key) => key === '')).toEqual([]);
    const posts = (pages: Loot['citizenPages']) => pages.filter(({ method }) => method === 'POST').length;
    expect(posts(loot.citizenPages)).toBeGreaterThan(4);
    expect(posts(loot.consolePages)).toBeGreaterThan(10);
    const found = new Set(loot.consolePages.map(({ path }) => path.split('/')[2]));
    process.stdout.write(
      `fuzz: ${String(loot.citizenPages.length)} pages and forms for citizens, ${String(loot.consolePages.length)} of the console: ${[...found].join(' ')}\n`,
    );
  });

  it.each(EDGES)('$name: answers everything, and never with a fault of its own', async (edge) => {
    await fuzz(edge, SEED);
    const statuses = [...(reached.get(edge.name) ?? [])].toSorted(([a], [b]) => a - b);
    process.stdout.write(
      `fuzz: ${edge.name}: ${statuses.map(([status, n]) => `${String(status)} ${String(n)}x`).join(', ')}\n`,
    );
    // Otherwise nothing came past the first check.
    expect(statuses.filter(([status]) => status >= 200 && status < 400)).not.toEqual([]);
    expect(statuses.some(([status]) => status >= 400)).toBe(true);
  });

  it('bytes that are no HTTP: answers or hangs up', async () => {
    const wholes = [
      'GET / HTTP/1.1\r\nHost: x\r\n\r\n',
      'POST /bien-nhan HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\ncode=',
    ];
    const bytes = fc
      .tuple(fc.constantFrom(...wholes), fc.nat(60), evilText, fc.uint8Array({ maxLength: 20 }))
      .map(([whole, at, text, more]) =>
        Buffer.concat([Buffer.from(whole.slice(0, at) + text.slice(0, 200)), more, Buffer.from(whole.slice(at))]),
      );
    await fc.assert(
      fc.asyncProperty(bytes, async (sent) => {
        requests += 1;
        expect(await sendRaw(target.url, sent)).not.toMatch(/^HTTP\/1\.1 5/);
      }),
      { seed: SEED, numRuns: 200 },
    );
    expect(await isAlive()).toBe(true);
  });

  it('lives on in the memory it has, with everything consistent, and still asks citizens', async () => {
    const [before, earlier] = [await target.heap(), requests];
    for (const edge of EDGES) await fuzz(edge, SEED + 1);
    const after = await target.heap();
    const mebi = (bytes: number) => (bytes / 1_048_576).toFixed(1);
    process.stdout.write(
      `fuzz: seed ${String(SEED)}, ${String(requests)} requests; heap ${mebi(before)} MiB after ${String(earlier)}, ${mebi(after)} MiB after all\n`,
    );
    expect(after - before).toBeLessThan(GROWTH_BYTES);
    expect(await count('register.dead_update')).toBe(0);
    expect(await count(`register.import WHERE failure = 'import-crashed'`)).toBe(0);
    expect(await count(`(${UNEQUAL_TALLIES}) AS unequal`)).toBe(0);
    await expectASurvey();
  });
});

/** Units and months whose counted responses are not those that are there. */
const UNEQUAL_TALLIES = `
  SELECT unit_code, completed_month FROM ballot.response WHERE answers <> '{}' GROUP BY 1, 2
  EXCEPT SELECT unit_code, month FROM ballot.tally`;

async function count(what: string): Promise<number> {
  const [row] = await target.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${what}`);
  return row?.n ?? 0;
}

async function expectASurvey(): Promise<void> {
  const [result] = await register([completedDossier()]);
  const path = new URL(result?.links?.web ?? '').pathname;
  const { status, body, headers } = await ask({ method: 'GET', path, headers: {}, body: null });
  expect([status, headers['set-cookie']?.length]).toEqual([200, 1]);
  expect(body).toContain('Bắt đầu');
}
