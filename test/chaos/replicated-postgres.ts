import { appendFile, chown, stat, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { startEmbeddedPostgres } from '../../src/lib/embedded-postgres.ts';
import { writeSettings } from '../../src/lib/embedded-postgres/cluster.ts';
import { choosePlace, type Place } from '../../src/lib/embedded-postgres/place.ts';
import { runProgram } from '../../src/lib/embedded-postgres/run-program.ts';
import { freePort } from '../../src/lib/free-port.ts';
import { processesOf, type PostgresPart } from './postgres-part.ts';
import { startRelay } from './relay.ts';

/** A primary, a standby that every commit waits for, and one address in front, as a cluster manager keeps them. */
export interface ReplicatedPostgres {
  start(dataDir: string): Promise<PostgresPart>;
  /** The primary dies and stays away; the standby takes over its address. */
  failOver(): Promise<void>;
}

export function replicatedPostgres(): ReplicatedPostgres {
  let failOver = async (): Promise<void> => undefined;
  return {
    async start(dataDir) {
      const pair = await createPair(dataDir);
      failOver = pair.failOver;
      return pair.part;
    },
    failOver: () => failOver(),
  };
}

async function createPair(dataDir: string): Promise<{ readonly part: PostgresPart; failOver(): Promise<void> }> {
  const url = await allowReplication(dataDir);
  const standby = await copyAsStandby(dataDir, url);
  const primary = await startEmbeddedPostgres({ dataDir, settings: { synchronous_standby_names: '*' } });
  await control(standby, 'start', '-l', `${standby.dataDir}/server.log`);
  let port = Number(new URL(primary.url).port);
  let current = primary.dataDir;
  const relay = await startRelay(() => [{ host: '127.0.0.1', port }]);
  const address = new URL(primary.url);
  address.port = String(relay.port);
  const part: PostgresPart = {
    name: 'postgres',
    url: address.href,
    dataDir,
    pids: () => processesOf(current),
    kill: async () => kill(current),
    async stop() {
      await relay.close();
      await control(standby, 'stop', '-m', 'fast');
      await primary.stop();
    },
    start: async () => undefined,
  };
  return {
    part,
    async failOver() {
      await kill(current);
      await control(standby, 'promote');
      current = standby.dataDir;
      port = standby.port;
      relay.drop();
    },
  };
}

async function kill(dataDir: string): Promise<void> {
  const [main] = await processesOf(dataDir);
  if (main !== undefined) process.kill(main, 'SIGKILL');
}

/** Returns the address of the primary, which is stopped again. */
async function allowReplication(dataDir: string): Promise<string> {
  const server = await startEmbeddedPostgres({ dataDir });
  await server.stop();
  const { nativeDir, account } = await choosePlace(dataDir, null, null);
  const role = 'ALTER ROLE hai_long REPLICATION\n';
  await runProgram(`${nativeDir}/bin/postgres`, ['--single', '-D', dataDir, 'postgres'], account, role);
  await appendFile(`${dataDir}/pg_hba.conf`, 'host replication hai_long 127.0.0.1/32 scram-sha-256\n');
  return server.url;
}

interface Standby extends Place {
  readonly port: number;
}

async function copyAsStandby(primaryDir: string, primaryUrl: string): Promise<Standby> {
  const dataDir = `${primaryDir}-standby`;
  const { uid, gid } = await stat(primaryDir);
  await runProgram('cp', ['-a', primaryDir, dataDir]);
  const { hostname, port: primaryPort, username, password } = new URL(primaryUrl);
  const port = await freePort();
  await writeSettings(dataDir, {
    port: String(port),
    primary_conninfo: `host=${hostname} port=${primaryPort} user=${username} password=${password}`,
  });
  await writeFile(`${dataDir}/standby.signal`, '');
  await chown(`${dataDir}/standby.signal`, uid, gid);
  return { ...(await choosePlace(dataDir, null, null)), port };
}

async function control({ nativeDir, dataDir, account }: Standby, ...args: readonly string[]): Promise<void> {
  const { code, stderr } = await runProgram(`${nativeDir}/bin/pg_ctl`, [...args, '-w', '-s', '-D', dataDir], account);
  if (code !== 0) throw new Error(`pg_ctl ${args[0] ?? ''} failed: ${stderr}`);
}
