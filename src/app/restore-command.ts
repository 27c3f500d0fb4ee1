import process from 'node:process';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import type { Config } from '../config.ts';
import { CodedError } from '../lib/coded-error.ts';
import { createLog } from '../lib/log.ts';
import type { Vault } from '../lib/vault.ts';
import { applyMigrations } from '../store/apply-migrations.ts';
import { holdBack, type HeldBack } from '../store/backup/hold-back.ts';
import { loadDatabase } from '../store/backup/load.ts';
import { clearDatabase, isDatabaseEmpty } from '../store/backup/empty.ts';
import type { Manifest } from '../store/backup/layout.ts';
import { openStores } from '../store/open-stores.ts';
import { checkBackup, readBackup } from './backup-file.ts';
import { Closers } from './closers.ts';
import { connectDatabase } from './connect-database.ts';
import { keysAt } from './open-keys.ts';
import { recordCommand } from './record-command.ts';
import { openDatabase } from './start-database.ts';

const USAGE = 'Say: npm run restore -- FILE [--stopped-at TIME]';
const RECORD = 'queue-backend';

/**
 * `restore FILE [--stopped-at TIME]`: into an empty database. TIME is when the service last ran, now unless told: what
 * it may have sent after the backup is not sent again.
 */
export async function restoreCommand(config: Config, args: readonly string[]): Promise<number> {
  const { file, stoppedAt } = optionsOf(args);
  const closers = new Closers();
  const log = createLog('warn');
  try {
    const { vault } = await keysAt(config);
    const manifest = await checkBackup(file, vault);
    const database = await openDatabase(config, false, closers, log);
    const held = await restore({ url: database.url, file, vault, manifest, stoppedAt });
    const stores = openStores(connectDatabase(config, database.url, closers, log));
    await recordCommand(
      { stores, vault },
      { action: 'backup.restored', subject: null, unit: null, facts: { madeAt: manifest.createdAt, ...held } },
    );
    tell(manifest, held);
    return 0;
  } finally {
    await closers.close(log);
  }
}

interface Restoring {
  readonly url: string;
  readonly file: string;
  readonly vault: Vault;
  readonly manifest: Manifest;
  /** Null: now, by the database's time. */
  readonly stoppedAt: Date | null;
}

/** @throws CodedError `restore-not-empty`, and whatever else leaves the database as empty as it was */
async function restore({ url, file, vault, manifest, stoppedAt }: Restoring): Promise<HeldBack & { rows: number }> {
  if (!(await isDatabaseEmpty(url))) {
    throw new CodedError(
      'restore-not-empty',
      'The database holds something: restore into an empty one (DATABASE_URL, or a new DATA_DIR).',
    );
  }
  try {
    await applyMigrations(url, { only: manifest.migrations });
    let held: HeldBack = { messages: 0, invitations: 0, reminders: 0 };
    const rows = await loadDatabase(url, readBackup(file, vault), async (client) => {
      held = await afterwards(client, manifest, stoppedAt);
    });
    await applyMigrations(url);
    return { rows, ...held };
  } catch (error) {
    await clearDatabase(url);
    throw error;
  }
}

/** Stopped before the backup was made, the service has sent nothing since. */
async function afterwards(client: pg.Client, { createdAt }: Manifest, toldAt: Date | null): Promise<HeldBack> {
  // Where the queue was kept before is no concern of this database.
  await client.query('DELETE FROM register.setting WHERE key = $1', [RECORD]);
  const stoppedAt = toldAt ?? (await timeOf(client));
  const sentNothing = stoppedAt.getTime() <= Date.parse(createdAt);
  return sentNothing ? { messages: 0, invitations: 0, reminders: 0 } : holdBack(client, stoppedAt);
}

async function timeOf(client: pg.Client): Promise<Date> {
  const { rows } = await client.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  return rows[0]?.now ?? new Date();
}

function tell({ createdAt }: Manifest, { rows, messages, invitations, reminders }: HeldBack & { rows: number }): void {
  process.stdout.write(`${rows} rows as of ${createdAt} are restored.
Not sent again, for they may have gone out since: ${messages} messages, ${invitations} invitations, ${reminders} reminders.
Now check it:
  npm run ledger -- verify
  npm run audit -- verify
Then start the service. What connected systems registered since, they register again; whoever opted out since is not known.
`);
}

function optionsOf(args: readonly string[]): { readonly file: string; readonly stoppedAt: Date | null } {
  const { values, positionals } = parse(args);
  const [file] = positionals;
  const stoppedAt = values['stopped-at'] === undefined ? null : new Date(values['stopped-at']);
  if (file === undefined || Number.isNaN(stoppedAt?.getTime())) throw new CodedError('usage', USAGE);
  return { file, stoppedAt };
}

function parse(args: readonly string[]) {
  try {
    const options = { 'stopped-at': { type: 'string' } } as const;
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    throw new CodedError('usage', USAGE, { cause });
  }
}
