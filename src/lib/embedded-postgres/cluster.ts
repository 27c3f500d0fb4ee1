import { randomBytes } from 'node:crypto';
import { appendFile, chmod, chown, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { CodedError } from '../coded-error.ts';
import type { Place } from './place.ts';
import { runProgram } from './run-program.ts';

/** Role and database of the service. The superuser has no password, so nobody signs in as it. */
export const OWNER = 'hai_long';
export const DATABASE = 'hai_long';

const SETTINGS_FILE = 'hai-long.conf';

const INITDB = [
  '--username=postgres',
  '--auth=reject',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
];

/** For a small machine. Logs carry neither parameters nor rows, for both hold personal data. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: `${String(sharedBuffersMiB())}MB`,
  // The first change of a page after a checkpoint is logged as the whole page: few checkpoints, little log.
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
};

/** An eighth of the memory, for the service and the file cache need theirs; indexes of millions of rows want it. */
function sharedBuffersMiB(): number {
  // A container's limit, which `totalmem` does not know; 0 where there is none.
  const limit = process.constrainedMemory() || Number.POSITIVE_INFINITY;
  const memory = Math.min(totalmem(), limit) / 2 ** 20;
  return Math.floor(Math.min(1_024, Math.max(128, memory / 8)));
}

export async function isCluster(dataDir: string): Promise<boolean> {
  return stat(join(dataDir, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

/** Made under another name and renamed when whole, so that a crash leaves no half of a cluster. */
export async function createCluster(place: Place, password: string, sync: boolean): Promise<void> {
  const { account, dataDir, nativeDir } = place;
  const fresh = `${dataDir}.${randomBytes(6).toString('hex')}.new`;
  await mkdir(fresh, { mode: 0o700 });
  if (account.uid !== undefined && account.gid !== undefined) await chown(fresh, account.uid, account.gid);
  try {
    await run(place, `${nativeDir}/bin/initdb`, [...INITDB, ...(sync ? [] : ['--no-sync']), '-D', fresh]);
    await writeFile(join(fresh, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n');
    await appendFile(join(fresh, 'postgresql.conf'), `\ninclude '${SETTINGS_FILE}'\n`);
    await writeSettings(fresh, {});
    await run(place, `${nativeDir}/bin/postgres`, ['--single', '-D', fresh, 'postgres'], ownerSql(password));
    await rename(fresh, dataDir);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    // A process that started at the same time may have been faster.
    if (!(await isCluster(dataDir))) throw error;
  }
}

/** Commands for the single-user mode, one a line; the password is hexadecimal. */
function ownerSql(password: string): string {
  return [
    `CREATE ROLE ${OWNER} LOGIN CREATEDB CREATEROLE PASSWORD '${password}'`,
    `CREATE DATABASE ${DATABASE} OWNER ${OWNER}`,
    '',
  ].join('\n');
}

async function run(place: Place, file: string, args: readonly string[], input?: string): Promise<void> {
  const { code, stderr } = await runProgram(file, args, place.account, input);
  if (code === 0 && !/\b(ERROR|FATAL|PANIC):/.test(stderr)) return;
  const message = `The embedded PostgreSQL cannot create its data directory ${place.dataDir}.`;
  throw new CodedError('postgres-create', message, { cause: new Error(stderr) });
}

/** `own` settings win over ours. */
export async function writeSettings(dataDir: string, own: Readonly<Record<string, string>>): Promise<void> {
  const settings = { ...SETTINGS, ...own };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`);
  const file = join(dataDir, SETTINGS_FILE);
  await writeFile(file, lines.join(''));
  // Readable by the server's account whatever our umask; the directory lets nobody else in.
  await chmod(file, 0o644);
}
