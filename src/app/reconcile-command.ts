import process from 'node:process';
import type { UnitReconciliation } from '../domain/reconciliation.ts';
import { CodedError } from '../lib/coded-error.ts';
import { reconcileMonth } from '../service/reconcile-month.ts';
import type { CommandScene } from './queue-command.ts';
import { readTextFile } from '../lib/read-text-file.ts';
import { recordCommand } from './record-command.ts';

/** `reconcile month MONTH FILE`: what the one-stop system completed and we never heard of, and the other way about. */
export async function reconcileCommand(scene: CommandScene, [month = '', file]: readonly string[]): Promise<number> {
  if (file === undefined) throw new CodedError('usage', 'npm run reconcile -- month 2026-10 FILE.csv');
  const { units, faults } = await reconcileMonth(scene.stores, month, await readTextFile(file));
  for (const { line, column, message } of faults) process.stderr.write(`line ${line}: ${column} ${message}\n`);
  for (const unit of units) process.stdout.write(linesOf(unit));
  const sum = (of: (unit: UnitReconciliation) => number) => units.reduce((total, unit) => total + of(unit), 0);
  const missing = sum((unit) => unit.missing);
  const invented = sum((unit) => unit.invented.length);
  const elsewhere = sum((unit) => unit.elsewhere.length);
  const unfinished = sum((unit) => unit.unfinished.length);
  await recordCommand(scene, {
    action: 'month.reconciled',
    subject: null,
    unit: null,
    facts: { month, missing, invented, elsewhere, unfinished },
  });
  process.stdout.write(
    `${units.length} units: ${missing} dossiers never came, ${unfinished} are not completed here, ` +
      `${elsewhere} belong elsewhere, ${invented} exist only here\n`,
  );
  return faults.length + missing + invented + elsewhere + unfinished === 0 ? 0 : 1;
}

function linesOf(unit: UnitReconciliation): string {
  const { unitCode, listed, missing, invented, invited, eligible } = unit;
  const head = `${unitCode}: ${listed} listed, ${missing} missing, ${invented.length} only here, invited ${invited} of ${eligible}`;
  const lines = [
    ...unit.missingBy.map(({ officer, count }) => `${officer ?? 'nobody named'}: ${count} missing`),
    ...unit.faulty.map((code) => `no dossier code, hence missing: "${code}"`),
    ...unit.unfinished.map((code) => `not completed here: ${code}`),
    ...unit.elsewhere.map(({ code, ...place }) => `of ${place.unitCode}, ${place.month?.slice(0, 7) ?? ''}: ${code}`),
    ...invented.map((code) => `only here: ${code}`),
  ];
  return [head, ...lines.map((line) => `  ${line}`), ''].join('\n');
}
