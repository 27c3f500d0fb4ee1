import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** One Redis for the whole run; see `createRedisSpace`. */
    readonly redisUrl: string;
  }
}

/** Fast and forgetful: tests of durability start a server of their own. */
export default async function startRedis(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'hai-long-redis-'));
  const port = await freePort();
  const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'];
  const server = spawn('redis-server', options, { stdio: 'ignore' });
  const url = `redis://127.0.0.1:${port}`;
  await answers(server, url);
  project.provide('redisUrl', url);
  return async () => {
    const ended = once(server, 'exit');
    server.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
}

async function answers(server: ChildProcess, url: string): Promise<void> {
  const client = new Redis(url, { retryStrategy: () => 20, maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  const fails = new Promise<never>((_, reject) => {
    const missing = 'The tests need redis-server: install it, on Debian with `apt-get install redis-server`.';
    server.once('error', (cause) => reject(new Error(missing, { cause })));
    server.once('exit', (code) => reject(new Error(`redis-server ended at once with exit code ${code}.`)));
  });
  fails.catch(() => undefined);
  try {
    await Promise.race([client.ping(), fails]);
  } finally {
    client.disconnect();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
