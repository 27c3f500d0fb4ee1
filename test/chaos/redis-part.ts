import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from '../../src/lib/free-port.ts';
import { supervise, type Launched, type Part } from './part.ts';

export interface RedisPart extends Part {
  readonly url: string;
}

const LOOK_MS = 50;

/** As the README asks for: every write is on disk before it is answered. */
export async function startRedisPart(folder: string): Promise<RedisPart> {
  await mkdir(folder, { recursive: true });
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction'];
  const part = supervise('redis', () => launch([...options, ...durable], port));
  await part.start();
  return { ...part, url: `redis://127.0.0.1:${port}` };
}

async function launch(args: readonly string[], port: number): Promise<Launched> {
  const server = spawn('redis-server', args, { stdio: 'ignore' });
  let isGone = false;
  const ended = once(server, 'exit').then(() => (isGone = true));
  while (!(await answers(port))) {
    if (isGone) throw new Error('redis-server ended at its start.');
    await sleep(LOOK_MS);
  }
  return { pid: server.pid ?? 0, ended, kill: (signal) => server.kill(signal) };
}

async function answers(port: number): Promise<boolean> {
  const client = new Redis({ port, host: '127.0.0.1', lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
}
