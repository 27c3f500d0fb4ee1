import { readFile } from 'node:fs/promises';
import process from 'node:process';
import type { UnitReconciliation } from '../domain/reconciliation.ts';
import { CodedError } from '../lib/coded-error.ts';
import { reconcileMonth } from '../service/reconcile-month.ts';
import type { CommandScene } from './queue-command.ts';
import { recordCommand } from './record-command.ts';

/** `reconcile month MONTH FILE`: what the one-stop system completed and we never heard of, and the other way about. */
export async function reconcileCommand(scene: CommandScene, [month = '', file]: readonly string[]): Promise<number> {
  if (file === undefined) throw new CodedError('usage', 'npm run reconcile -- month 2026-10 FILE.csv');
  const { units, faults } = await reconcileMonth(scene.stores, month, await read(file));
  for (const { line, column, message } of faults) process.stderr.write(`line ${line}: ${column} ${message}\n`);
  for (const unit of units) process.stdout.write(linesOf(unit));
  const missing = units.reduce((sum, unit) => sum + unit.missing, 0);
  const invented = units.reduce((sum, unit) => sum + unit.invented.length, 0);
  await recordCommand(scene, {
    action: 'month.reconciled',
    subject: null,
    unit: null,
    facts: { month, missing, invented },
  });
  process.stdout.write(`${units.length} units, ${missing} dossiers never came, ${invented} exist only here\n`);
  return faults.length + missing + invented === 0 ? 0 : 1;
}

function linesOf({ unitCode, listed, missing, missingBy, invented, invited, eligible }: UnitReconciliation): string {
  const head = `${unitCode}: ${listed} listed, ${missing} missing, ${invented.length} only here, invited ${invited} of ${eligible}`;
  const officers = missingBy.map(({ officer, count }) => `  ${officer ?? 'nobody named'}: ${count} missing`);
  return [head, ...officers, ...invented.map((code) => `  only here: ${code}`), ''].join('\n');
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new CodedError('file-unreadable', `${file} cannot be read.`, { cause });
  }
}
