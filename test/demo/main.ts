import { rename, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { CodedError } from '../../src/lib/coded-error.ts';
import { demoBanner, type DemoFacts } from './demo-banner.ts';
import { startDemo } from './start-demo.ts';

/** Longer than the parts' own budgets together. */
const STOP_BUDGET_MS = 30_000;

async function main(): Promise<void> {
  process.stdout.write('Đang khởi động bản chạy thử… / starting the demonstration…\n');
  const stopped = signal();
  const demo = await startDemo(process.env);
  process.stdout.write(demoBanner(demo.facts));
  await tellWhoWaits(demo.facts);
  await stopped;
  process.stdout.write('\nĐang dừng… / stopping…\n');
  const overdue = setTimeout(() => process.exit(1), STOP_BUDGET_MS);
  overdue.unref();
  await demo.close();
  clearTimeout(overdue);
}

/** `DEMO_READY_FILE`: for programs that wait for the start, the banner's facts as JSON. */
async function tellWhoWaits(facts: DemoFacts): Promise<void> {
  const file = process.env['DEMO_READY_FILE'];
  if (!file) return;
  await writeFile(`${file}.new`, JSON.stringify(facts), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

function signal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

main().catch((error: unknown) => {
  const reason = error instanceof CodedError ? `${error.code}: ${error.message}` : String(error);
  process.stderr.write(`Không khởi động được / the demonstration cannot start. ${reason}\n`);
  process.exitCode = 1;
});
