import { access, chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/lib/embedded-postgres.ts';

const FAST = { fsync: 'off', shared_buffers: '16MB' };
const IS_ROOT = process.getuid?.() === 0;

describe('src/lib/embedded-postgres', () => {
  let folder: string;
  let dataDir: string;
  let servers: EmbeddedPostgres[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hai-long-embedded-'));
    await chmod(folder, 0o755);
    dataDir = join(folder, 'postgres');
    servers = [];
  });

  afterEach(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await rm(folder, { recursive: true, force: true });
  });

  async function start(
    options: { readonly dataDir?: string; readonly nativeDir?: string } = {},
  ): Promise<EmbeddedPostgres> {
    const server = await startEmbeddedPostgres({ dataDir, settings: FAST, ...options });
    servers.push(server);
    return server;
  }

  async function ask(server: EmbeddedPostgres, sql: string): Promise<unknown> {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    try {
      const { rows } = await client.query<Record<string, unknown>>({ text: sql });
      return Object.values(rows[0] ?? {})[0];
    } finally {
      await client.end();
    }
  }

  async function pidOf(server: EmbeddedPostgres): Promise<number> {
    return Number((await readFile(join(server.dataDir, 'postmaster.pid'), 'utf8')).split('\n')[0]);
  }

  it('makes a cluster with an owner who is no superuser, on 127.0.0.1 only', async () => {
    const server = await start();
    expect([server.adopted, server.note, server.dataDir]).toEqual([false, null, dataDir]);
    expect(await ask(server, `SELECT current_user || ' ' || rolsuper FROM pg_roles WHERE rolname = current_user`)).toBe(
      'hai_long false',
    );
    expect(await ask(server, `SELECT current_setting('listen_addresses')`)).toBe('127.0.0.1');
    expect(await ask(server, `SELECT setting FROM pg_settings WHERE name = 'fsync'`)).toBe('off');
  });

  it('keeps the password in a file of its own that only we can read', async () => {
    const server = await start();
    const { mode } = await stat(`${dataDir}.json`);
    expect(mode & 0o777).toBe(0o600);
    const wrong = new URL(server.url);
    wrong.password = 'guess';
    await expect(new pg.Client({ connectionString: wrong.href }).connect()).rejects.toMatchObject({ code: '28P01' });
    expect((await readdir(folder)).toSorted()).toEqual(['postgres', 'postgres.json']);
  });

  it('finds its data on the same port again', async () => {
    const first = await start();
    await ask(first, 'CREATE TABLE kept AS SELECT 7 AS n');
    await first.stop();
    await first.stop();
    const second = await start();
    expect([second.adopted, second.url]).toEqual([false, first.url]);
    expect(await ask(second, 'SELECT n FROM kept')).toBe(7);
  });

  it('adopts a server that is still alive', async () => {
    const first = await start();
    const second = await start();
    expect([second.adopted, second.url]).toEqual([true, first.url]);
    await second.stop();
    await expect(ask(first, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('runs in a session of its own, out of reach of Ctrl-C', async () => {
    const pid = await pidOf(await start());
    expect(await sessionOf(pid)).not.toBe(await sessionOf(process.pid));
  });

  it('hands the secrets of the service to nobody', async () => {
    process.env['SAMPLE_SECRET'] = 'visible';
    const pid = await pidOf(await start());
    delete process.env['SAMPLE_SECRET'];
    expect(await readFile(`/proc/${pid}/environ`, 'utf8')).not.toContain('SAMPLE_SECRET');
  });

  it('starts again after the server was killed', async () => {
    const first = await start();
    await ask(first, 'CREATE TABLE kept AS SELECT 8 AS n');
    process.kill(await pidOf(first), 'SIGKILL');
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await ask(second, 'SELECT n FROM kept')).toBe(8);
  });

  it('is not fooled by a pid that now belongs to another program', async () => {
    const first = await start();
    await first.stop();
    await writeFile(join(dataDir, 'postmaster.pid'), `${process.pid}\n${dataDir}\n1\n5432\n\n127.0.0.1\n\nready   \n`);
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await ask(second, 'SELECT 1')).toBe(1);
  });

  it('moves to another port when its own is taken', async () => {
    const first = await start();
    await first.stop();
    const taken = createServer().listen({ port: Number(new URL(first.url).port), host: '127.0.0.1' });
    await new Promise((resolve) => taken.once('listening', resolve));
    const second = await start();
    taken.close();
    expect(second.url).not.toBe(first.url);
    expect(await ask(second, 'SELECT 1')).toBe(1);
  });

  it('lets two processes that start at once end up with one server', async () => {
    const both = await Promise.all([start(), start()]);
    expect(await Promise.all(both.map((server) => ask(server, 'SELECT pg_postmaster_start_time()::text')))).toSatisfy(
      ([one, other]) => one === other,
    );
    expect((await readdir(folder)).toSorted()).toEqual(['postgres', 'postgres.json']);
  });

  it('runs for root from directories that only root may enter', async () => {
    const copies = await readdir('/var/lib/hai-long').catch((): string[] => []);
    const hidden = join(folder, 'hidden');
    await mkdir(hidden, { mode: 0o700 });
    const nativeDir = join(hidden, 'native');
    await symlink(installedNativeDir(), nativeDir);
    const hiddenDir = join(hidden, 'postgres');
    const first = await start({ dataDir: hiddenDir, nativeDir });
    expect(await ask(first, 'SELECT 1')).toBe(1);
    expect(first.dataDir.startsWith(IS_ROOT ? '/var/lib/hai-long/' : hiddenDir)).toBe(true);
    expect(first.note === null).toBe(!IS_ROOT);
    await chmod(hidden, 0o755);
    const second = await start({ dataDir: hiddenDir, nativeDir });
    expect([second.adopted, second.dataDir, second.url]).toEqual([true, first.dataDir, first.url]);
    await second.stop();
    await rm(dirname(first.dataDir), { recursive: true, force: true });
    const made = (await readdir('/var/lib/hai-long').catch((): string[] => [])).filter(
      (name) => !copies.includes(name),
    );
    await Promise.all(made.map((name) => rm(join('/var/lib/hai-long', name), { recursive: true, force: true })));
    await expect(access(first.dataDir)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('says what is wrong when the data directory cannot be used', async () => {
    await mkdir(dataDir, { mode: 0o755 });
    await writeFile(join(dataDir, 'PG_VERSION'), '9.1\n');
    await expect(start()).rejects.toMatchObject({ code: 'postgres-start' });
  });
});

async function sessionOf(pid: number): Promise<string | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[3];
}

function installedNativeDir(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
}
