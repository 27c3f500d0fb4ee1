import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedRedis, type EmbeddedRedis } from '../../src/lib/embedded-redis.ts';

describe('lib/embedded-redis', { timeout: 30_000 }, () => {
  let folder: string;
  let started: EmbeddedRedis[];
  let foreign: ChildProcess | null;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hai-long-embedded-'));
    started = [];
    foreign = null;
  });

  afterEach(async () => {
    for (const server of started) await server.stop();
    if (foreign !== null) {
      const ended = once(foreign, 'exit');
      foreign.kill();
      await ended;
    }
    await rm(folder, { recursive: true });
  });

  async function start(): Promise<EmbeddedRedis> {
    const server = await startEmbeddedRedis({ dataDir: folder });
    if (server === null) throw new Error('redis-server is missing');
    started.push(server);
    return server;
  }

  async function withClient<Result>(url: string, use: (client: Redis) => Promise<Result>): Promise<Result> {
    const client = new Redis(url, { retryStrategy: (times) => (times < 100 ? 20 : null) });
    client.on('error', () => undefined);
    try {
      return await use(client);
    } finally {
      client.disconnect();
    }
  }

  async function pid(): Promise<number> {
    return Number.parseInt(await readFile(join(folder, 'redis.pid'), 'utf8'), 10);
  }

  it('keeps every write over a stop, on the same port', async () => {
    const first = await start();
    await withClient(first.url, (client) => client.set('a', '1'));
    await first.stop();
    const second = await start();
    expect([second.url, second.adopted]).toEqual([first.url, false]);
    expect(await withClient(second.url, (client) => client.get('a'))).toBe('1');
  });

  it('keeps every write over kill -9', async () => {
    const first = await start();
    await withClient(first.url, (client) => client.set('a', '1'));
    process.kill(await pid(), 'SIGKILL');
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await withClient(second.url, (client) => client.get('a'))).toBe('1');
  });

  it('takes over the server that an earlier process left', async () => {
    const first = await start();
    const second = await start();
    expect([second.url, second.adopted]).toEqual([first.url, true]);
  });

  it('runs one server when two start at the same moment', async () => {
    const [first, second] = await Promise.all([start(), start()]);
    expect(second?.url).toBe(first?.url);
  });

  it('leaves a foreign Redis on its port alone and moves to another', async () => {
    const first = await start();
    await first.stop();
    const port = new URL(first.url).port;
    const options = ['--port', port, '--bind', '127.0.0.1', '--save', '', '--dir', tmpdir()];
    foreign = spawn('redis-server', options, { stdio: 'ignore' });
    await withClient(`redis://127.0.0.1:${port}`, (client) => client.ping());
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(new URL(second.url).port).not.toBe(port);
    await first.stop();
    expect(await withClient(`redis://127.0.0.1:${port}`, (client) => client.ping())).toBe('PONG');
  });

  it('starts anew when its notes are unreadable', async () => {
    const first = await start();
    await first.stop();
    await writeFile(join(folder, 'server.json'), '{');
    expect((await start()).adopted).toBe(false);
  });

  it('keeps the password out of the command line and from other users', async () => {
    const server = await start();
    const { password } = new URL(server.url);
    expect(password.length).toBeGreaterThan(20);
    expect(await readFile(`/proc/${await pid()}/cmdline`, 'utf8')).not.toContain(password);
    for (const name of ['redis.conf', 'server.json']) {
      expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
    }
    await expect(withClient(server.url.replace(password, 'wrong'), (client) => client.ping())).rejects.toThrow(Error);
  });

  it('syncs every write, never evicts, and listens on this machine only', async () => {
    const server = await start();
    const settings = await withClient(server.url, (client) =>
      Promise.all(['appendfsync', 'appendonly', 'maxmemory-policy', 'bind'].map((name) => client.config('GET', name))),
    );
    expect(settings.map((reply) => (Array.isArray(reply) ? reply[1] : null))).toEqual([
      'always',
      'yes',
      'noeviction',
      '127.0.0.1',
    ]);
  });

  it('lives in a process group of its own', async () => {
    await start();
    const [, group] = /\) \S \d+ (\d+)/.exec(await readFile(`/proc/${await pid()}/stat`, 'utf8')) ?? [];
    expect(Number(group)).toBe(await pid());
  });
});
