import process from 'node:process';
import type { Figure } from './figure.ts';
import { answers } from './figures/answers.ts';
import { startMachine } from './load/machine.ts';

const FIGURES: readonly Figure[] = [answers];

const machine = await startMachine();
try {
  for (const figure of FIGURES) {
    const rows = await figure.run(machine, {
      rounds: Number(process.argv[3] ?? 1),
      scale: Number(process.argv[4] ?? 1),
    });
    process.stdout.write(`${JSON.stringify(rows)}\n`);
  }
} finally {
  await machine.stop();
}
