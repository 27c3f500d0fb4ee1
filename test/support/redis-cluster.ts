import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../../src/lib/free-port.ts';
import { until } from './look.ts';

/** Three masters with a replica each, every one a real server. */
export interface TestCluster {
  readonly url: string;
  /**
   * `kill -9` of the master that holds this key; resolves when its replica has taken over, and the old one is back
   * as a replica of the new.
   */
  failOver(key: string): Promise<void>;
  pids(): readonly number[];
  stop(): Promise<void>;
}

const MASTERS = 3;
const SLOTS = 16_384;
const FORM_MS = 60_000;
const HOST = '127.0.0.1';

/** Soon enough for tests; a cluster of several machines is more patient. */
const NODE_TIMEOUT_MS = 2_000;

export async function startRedisCluster(folder: string): Promise<TestCluster> {
  const nodes: Node[] = [];
  try {
    for (let i = 0; i < 2 * MASTERS; i += 1) nodes.push(await Node.start(join(folder, `node-${i}`)));
    await form(nodes);
  } catch (error) {
    await Promise.all(nodes.map((node) => node.stop()));
    throw error;
  }
  return {
    url: `redis-cluster://${nodes.map(({ port }) => `${HOST}:${port}`).join(',')}`,
    async failOver(key) {
      const slot = Number(await nodes[0]?.admin.cluster('KEYSLOT', key));
      const victim = await holderOf(nodes, slot);
      await victim.kill();
      const others = nodes.filter((node) => node !== victim);
      await until(
        async () => (await holderOf(others, slot).catch(() => null)) !== null,
        'a replica takes over',
        FORM_MS,
      );
      await victim.launch();
      await until(
        async () => (await Promise.all(nodes.map(isSettled))).every(Boolean),
        'all are joined again',
        FORM_MS,
      );
    },
    pids: () => nodes.map(({ pid }) => pid),
    async stop() {
      await Promise.all(nodes.map((node) => node.stop()));
    },
  };
}

class Node {
  readonly port: number;
  readonly busPort: number;
  readonly admin: Redis;
  readonly #folder: string;
  #server: ChildProcess | null = null;

  private constructor(folder: string, port: number, busPort: number) {
    this.#folder = folder;
    this.port = port;
    this.busPort = busPort;
    this.admin = new Redis({
      host: HOST,
      port,
      retryStrategy: () => 50,
      maxRetriesPerRequest: null,
      lazyConnect: true,
    });
    this.admin.on('error', () => undefined);
  }

  static async start(folder: string): Promise<Node> {
    await mkdir(folder, { recursive: true });
    const node = new Node(folder, await freePort(), await freePort());
    await node.launch();
    return node;
  }

  get pid(): number {
    return this.#server?.pid ?? 0;
  }

  async launch(): Promise<void> {
    const options = {
      port: this.port,
      bind: HOST,
      dir: this.#folder,
      save: '',
      appendonly: 'yes',
      appendfsync: 'always',
      'maxmemory-policy': 'noeviction',
      'cluster-enabled': 'yes',
      'cluster-port': this.busPort,
      'cluster-node-timeout': NODE_TIMEOUT_MS,
    };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    this.#server = spawn('redis-server', args, { stdio: 'ignore' });
    await this.admin.ping();
  }

  async kill(): Promise<void> {
    const ended = this.#server && this.#server.exitCode === null ? once(this.#server, 'exit') : null;
    this.#server?.kill('SIGKILL');
    await ended;
  }

  async stop(): Promise<void> {
    this.admin.disconnect();
    await this.kill();
  }
}

async function form(nodes: readonly Node[]): Promise<void> {
  const [first, ...others] = nodes;
  const masters = nodes.slice(0, MASTERS);
  for (const [i, node] of nodes.entries()) await node.admin.cluster('SET-CONFIG-EPOCH', i + 1);
  for (const [i, { admin }] of masters.entries()) {
    const [from, to] = [i, i + 1].map((n) => Math.floor((n * SLOTS) / MASTERS));
    await admin.call('CLUSTER', 'ADDSLOTSRANGE', String(from), String(Number(to) - 1));
  }
  for (const { port, busPort } of others)
    await first?.admin.call('CLUSTER', 'MEET', HOST, String(port), String(busPort));
  const knowsAll = async ({ admin }: Node) => linesOf(await admin.cluster('NODES')).length === nodes.length;
  await until(async () => (await Promise.all(nodes.map(knowsAll))).every(Boolean), 'all nodes have met', FORM_MS);
  for (const [i, { admin }] of masters.entries()) {
    await nodes[MASTERS + i]?.admin.cluster('REPLICATE', String(await admin.cluster('MYID')));
  }
  await until(async () => (await Promise.all(nodes.map(isSettled))).every(Boolean), 'the cluster is formed', FORM_MS);
}

/** It sees the whole cluster at work; a master has its replica, and a replica its master. */
async function isSettled({ admin }: Node): Promise<boolean> {
  const [state, replication] = [String(await admin.cluster('INFO')), await admin.info('replication')];
  if (!state.includes('cluster_state:ok')) return false;
  return replication.includes('role:master')
    ? replication.includes('connected_slaves:1')
    : replication.includes('master_link_status:up');
}

/** As the nodes themselves say. */
async function holderOf(nodes: readonly Node[], slot: number): Promise<Node> {
  for (const node of nodes) {
    const own = linesOf(await node.admin.cluster('NODES')).find((line) => line.includes('myself')) ?? '';
    const ranges = own
      .split(' ')
      .slice(8)
      .map((range) => range.split('-').map(Number));
    if (ranges.some(([from = -1, to = from]) => from <= slot && slot <= to)) return node;
  }
  throw new Error('Nobody holds this slot.');
}

function linesOf(reply: unknown): readonly string[] {
  return String(reply).trim().split('\n');
}
