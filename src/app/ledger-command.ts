import { readTextFile } from '../lib/read-text-file.ts';
import { createWriteStream } from 'node:fs';
import process from 'node:process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { formatPublished, parsePublished, type LedgerFault, type PublishedHash } from '../domain/verify-ledger.ts';
import { CodedError } from '../lib/coded-error.ts';
import { checkLedger, publishedLedger } from '../service/check-ledger.ts';
import { checkExport, exportLedger } from '../service/export-ledger.ts';
import type { CommandScene } from './queue-command.ts';

/** `ledger verify [--published FILE] [--export FILE]`: exit code 1 where anything differs, the first day and unit first. */
export async function verifyLedgerCommand(scene: CommandScene, args: readonly string[]): Promise<number> {
  const { published: publishedFile, export: exportFile } = optionsOf(args);
  const published = publishedFile === undefined ? [] : await readPublished(publishedFile);
  const { faults, days, responses } =
    exportFile === undefined
      ? await checkLedger({ ledger: scene.stores.ledger, vault: scene.vault }, published)
      : checkExport(await readTextFile(exportFile), published);
  process.stdout.write(`${days} days and ${responses} responses checked, ${faults.length} faults\n`);
  for (const fault of faults) process.stderr.write(`${describe(fault)}\n`);
  return faults.length === 0 ? 0 : 1;
}

/** `ledger publish`: a line for each unit and day, to keep where nobody of this installation can change it. */
export async function publishLedgerCommand({ stores }: CommandScene): Promise<number> {
  process.stdout.write(formatPublished(await publishedLedger(stores.ledger)));
  return 0;
}

/** `ledger export FILE`: holds answers, and is for an auditor alone. */
export async function exportLedgerCommand({ stores, vault }: CommandScene, [file]: readonly string[]): Promise<number> {
  if (file === undefined) throw new CodedError('usage', 'Say: npm run ledger -- export FILE');
  const lines = Readable.from(exportLedger({ ledger: stores.ledger, vault }));
  await pipeline(lines, createWriteStream(file, { mode: 0o600 }));
  return 0;
}

/** @throws CodedError `usage` */
function optionsOf(args: readonly string[]): { readonly published?: string; readonly export?: string } {
  try {
    const options = { published: { type: 'string' }, export: { type: 'string' } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    throw new CodedError('usage', 'Say: npm run ledger -- verify [--published FILE] [--export FILE]', { cause });
  }
}

/** @throws CodedError `published-malformed` */
async function readPublished(file: string): Promise<readonly PublishedHash[]> {
  const published = parsePublished(await readTextFile(file));
  if (published === null) throw new CodedError('published-malformed', `${file} is not a list of published hashes.`);
  return published;
}

const SAYING: Readonly<Record<LedgerFault['kind'], string>> = {
  'response-missing': 'a response was removed or changed',
  'response-unknown': 'a response was added or changed',
  'leaves-changed': 'the leaves are not those under the root',
  'withdrawals-changed': 'the withdrawals are not those under the root',
  'chain-broken': 'the entry does not follow the one before',
  'day-changed': 'the entries are not those under the root of the day',
  'does-not-add-up': 'finished + taken in is not released + waiting + withdrawn + discarded + passed up',
  'passages-changed': 'what went from communes to their province is not what the entries say',
  'published-differs': 'this is not what was published',
};

function describe({ day, unitCode, kind }: LedgerFault): string {
  return `${day} ${unitCode ?? 'all units'}: ${SAYING[kind]}`;
}
