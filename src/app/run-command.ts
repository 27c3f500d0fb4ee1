import { readTextFile } from '../lib/read-text-file.ts';
import process from 'node:process';
import type { Config } from '../config.ts';
import { CodedError } from '../lib/coded-error.ts';
import { createLog } from '../lib/log.ts';
import { importProcedures } from '../service/import-procedures.ts';
import { importStaffPhones } from '../service/import-staff-phones.ts';
import { importUnits, type ImportReport } from '../service/import-units.ts';
import { openStores } from '../store/open-stores.ts';
import { connectDatabase } from './connect-database.ts';
import { Closers } from './closers.ts';
import { checkKeys, openKeys } from './open-keys.ts';
import { verifyAuditCommand } from './audit-command.ts';
import { backupCommand } from './backup-command.ts';
import { hostsCommand } from './hosts-command.ts';
import { createKeyCommand, listKeysCommand, revokeKeyCommand } from './key-commands.ts';
import { exportLedgerCommand, publishLedgerCommand, verifyLedgerCommand } from './ledger-command.ts';
import {
  erasePersonCommand,
  reportPrivacyCommand,
  tellPersonCommand,
  withdrawConsentCommand,
} from './privacy-commands.ts';
import { abandonCommand, deadCommand, type CommandScene } from './queue-command.ts';
import { reconcileCommand } from './reconcile-command.ts';
import { recordCommand } from './record-command.ts';
import { restoreCommand } from './restore-command.ts';
import { retireKeysCommand, rotateKeysCommand } from './rotate-command.ts';
import { seedReferences } from './seed-references.ts';
import { startDatabase } from './start-database.ts';
import {
  addWebhookCommand,
  enableWebhookCommand,
  listWebhooksCommand,
  removeWebhookCommand,
} from './webhook-commands.ts';

const USAGE = `Usage:
  npm start                                    everything in one process
  npm start -- web | worker                    one role
  npm start -- hosts                           what it connects to, for firewalls; starts nothing
  npm run units -- import FILE.csv             code,name,type,provinceCode,agencyCode,validFrom,validTo
  npm run procedures -- import FILE.csv        code,name,field
  npm run staff-phones -- import FILE.csv      phone: staff's own numbers, whose dossiers are not asked
  npm run keys -- create NAME [UNIT] [--test]  an API key for a connected system; shown once
  npm run keys -- list                         id, unit, state and name of every key
  npm run keys -- revoke ID                    the key opens nothing from now on
  npm run keys -- rotate                       another master key over the key ring, and a new data key
  npm run keys -- retire [--at-once]           destroys older data keys: earlier backups show no draft any more
  npm run webhooks -- add URL [--unit CODE]    tells another system of dossiers; its secret is shown once
  npm run webhooks -- list
  npm run webhooks -- enable ID                after it was switched off
  npm run webhooks -- remove ID
  npm run privacy -- tell                      what is kept of a telephone, which is read from standard input
  npm run privacy -- withdraw                  never asks that telephone and its chats again
  npm run privacy -- erase                     forgets that telephone and its chats, for good
  npm run privacy -- report                    what is kept of whom, how long, and who reads it
  npm run reconcile -- month 2026-10 FILE.csv  code,unit,officer: what the one-stop system completed, against ours
  npm run audit -- verify [HEAD]               checks every entry; HEAD as an earlier check told it
  npm run ledger -- verify [--published FILE] [--export FILE]
                                               names the first day and unit that differ
  npm run ledger -- publish                    every published hash, to keep elsewhere
  npm run ledger -- export FILE                what an auditor needs to check it alone
  npm run backup -- FILE                       everything of one moment, sealed; the service may go on
  npm run restore -- FILE [--stopped-at TIME]  into an empty database; TIME is when the service last ran
  npm run queue -- dead list
  npm run queue -- dead retry WHERE ID         WHERE and ID as the list shows them
  npm run queue -- dead drop WHERE ID
  npm run queue -- abandon                     gives up what the queue used before still holds`;

type Command = (scene: CommandScene, args: readonly string[]) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
  'units import': async (scene, [file]) =>
    report(scene, 'units.imported', await importUnits(scene.stores.references, await read(file))),
  'procedures import': async (scene, [file]) =>
    report(scene, 'procedures.imported', await importProcedures(scene.stores.references, await read(file))),
  'staff-phones import': async ({ stores, vault, ...scene }, [file]) =>
    report(
      { stores, vault, ...scene },
      'staff-phones.imported',
      await importStaffPhones({ interference: stores.interference, vault }, await read(file)),
    ),
  'keys create': createKeyCommand,
  'keys list': listKeysCommand,
  'keys revoke': revokeKeyCommand,
  'keys rotate': rotateKeysCommand,
  'keys retire': retireKeysCommand,
  'webhooks add': addWebhookCommand,
  'webhooks list': listWebhooksCommand,
  'webhooks enable': enableWebhookCommand,
  'webhooks remove': removeWebhookCommand,
  'privacy tell': tellPersonCommand,
  'privacy withdraw': withdrawConsentCommand,
  'privacy erase': erasePersonCommand,
  'privacy report': reportPrivacyCommand,
  'reconcile month': reconcileCommand,
  'audit verify': verifyAuditCommand,
  'ledger verify': verifyLedgerCommand,
  'ledger publish': publishLedgerCommand,
  'ledger export': exportLedgerCommand,
  'backup to': backupCommand,
  'queue dead': deadCommand,
  'queue abandon': abandonCommand,
};

/** Runs one command beside a running service, or alone; resolves to the exit code. */
export async function runCommand(config: Config, args: readonly string[]): Promise<number> {
  const [noun = '', verb = '', ...rest] = args;
  if (noun === 'hosts') return hostsCommand(config);
  // Into tables as they were when the backup was made.
  if (noun === 'restore') return restoreCommand(config, rest);
  const command = COMMANDS[`${noun} ${verb}`];
  if (!command) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const closers = new Closers();
  const log = createLog('warn');
  try {
    const database = await startDatabase(config, false, closers, log);
    const stores = openStores(connectDatabase(config, database.url, closers, log));
    // Communes can be imported before the first start, and stand below provinces.
    await seedReferences(stores.references);
    const keys = await openKeys(config, database.url);
    await checkKeys(keys, stores.settings);
    return await command({ config, stores, databaseUrl: database.url, ...keys, closers, log }, rest);
  } finally {
    await closers.close(log);
  }
}

async function read(file: string | undefined): Promise<string> {
  if (file === undefined) throw new CodedError('usage', `Name the file.\n${USAGE}`);
  return readTextFile(file);
}

async function report(
  scene: CommandScene,
  action: 'units.imported' | 'procedures.imported' | 'staff-phones.imported',
  { saved, faults }: ImportReport,
): Promise<number> {
  await recordCommand(scene, { action, subject: null, unit: null, facts: { saved, faults: faults.length } });
  for (const { line, column, message } of faults) process.stderr.write(`line ${line}: ${column} ${message}\n`);
  process.stdout.write(`${saved} rows imported, ${faults.length} faults\n`);
  return faults.length === 0 ? 0 : 1;
}
