import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from '../../../src/lib/free-port.ts';
import { applyMigrations } from '../../../src/store/apply-migrations.ts';
import { BOT_TOKEN } from '../../support/fixed-secrets.ts';
import type { Target } from './http-lane.ts';
import type { Machine } from './machine.ts';
import { startHelper } from './processes.ts';
import type { Tap } from './updates.ts';

/** Who is measured beside the service, with the same generator, servers and platform. */
export interface Rival {
  readonly webhook: Target;
  /** Answers in its table. */
  stored(): Promise<number>;
  stop(): Promise<void>;
}

export type RivalName = 'pipeline' | 'floor';

export async function startRival(machine: Machine, name: RivalName): Promise<Rival> {
  const databaseUrl = await machine.createDatabase(name);
  await machine.flushQueue();
  if (name === 'pipeline') await applyMigrations(databaseUrl);
  const port = await freePort();
  const secret = `secret-${randomUUID()}`;
  const log = join(machine.folder, `${name}.log`);
  const folder = `test/bench/${name === 'pipeline' ? 'baseline' : 'floor'}`;
  const bot = [BOT_TOKEN, machine.platform.url];
  const worker = await startHelper(`${folder}/worker.js`, [databaseUrl, machine.redisUrl, ...bot], {}, log);
  const web = await startHelper(`${folder}/web.js`, [String(port), machine.redisUrl, ...bot, secret], {}, log);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  pool.on('error', () => undefined);
  const table = name === 'pipeline' ? 'ballot.response' : 'floor_answer';
  return {
    webhook: { port, path: '/webhooks/telegram', headers: { 'x-telegram-bot-api-secret-token': secret } },
    async stored() {
      const { rows } = await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
      return rows[0]?.n ?? 0;
    },
    async stop() {
      await pool.end();
      await Promise.all([web.end('SIGKILL'), worker.end('SIGKILL')]);
      await machine.dropDatabase(name);
    },
  };
}

let serial = 200_000_000;

/** As many answers as told, of people who answer in turn. */
export function plainTaps(count: number): readonly Tap[] {
  return Array.from({ length: count }, (_, i) => ({
    updateId: (serial += 1),
    chat: 1_000_000_000 + (i % 10_000),
    messageId: 1_000,
    data: `q${String(1 + (i % 5))}:${String(1 + (i % 5))}`,
  }));
}
