import process from 'node:process';
import { parseArgs } from 'node:util';
import type { Figure, Row } from './figure.ts';
import { ack } from './figures/ack.ts';
import { answers } from './figures/answers.ts';
import { day } from './figures/day.ts';
import { fairness } from './figures/fairness.ts';
import { pace } from './figures/pace.ts';
import { start } from './figures/start.ts';
import { onMachine } from './load/machine.ts';
import { note } from './load/product.ts';
import { machineLine, toTable, writeReadme } from './table.ts';

const FIGURES: readonly Figure[] = [start, ack, answers, pace, fairness, day];
/** Everything runs, nothing is measured. */
const QUICK = 0.02;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    scale: { type: 'string', default: '1' },
    quick: { type: 'boolean', default: false },
    readme: { type: 'boolean', default: false },
  },
});

/** `npm run bench -- [FIGURE…] [--rounds N] [--scale 0.1] [--quick] [--readme]` */
async function main(): Promise<void> {
  const sizes = values.quick
    ? { rounds: 1, scale: QUICK }
    : { rounds: Number(values.rounds), scale: Number(values.scale) };
  const wanted = FIGURES.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  if (wanted.length < Math.max(1, positionals.length) || !(sizes.rounds >= 1) || !(sizes.scale > 0)) {
    throw new Error(`The figures are ${FIGURES.map(({ name, about }) => `\n  ${name}: ${about}`).join('')}`);
  }
  const rows: Row[] = [];
  await onMachine(async (machine) => {
    for (const figure of wanted) {
      const started = performance.now();
      note(`${figure.name}: ${figure.about}`);
      rows.push(...(await figure.run(machine, sizes).catch(failed)));
      note(`  took ${((performance.now() - started) / 1_000).toFixed(0)} s`);
    }
  });
  const text = `${machineLine(sizes.rounds)}\n\n${toTable(rows)}`;
  process.stdout.write(`${text}\n`);
  if (values.readme) await writeReadme(text);
}

/** The other figures are measured all the same. */
function failed(error: unknown): readonly Row[] {
  note(`  FAILED: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
  return [];
}

await main();
