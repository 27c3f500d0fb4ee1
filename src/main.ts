import { getPriority, setPriority } from 'node:os';
import process from 'node:process';
import { startApp } from './app.ts';
import { runCommand } from './app/run-command.ts';
import { parseRole } from './app/role.ts';
import { readConfig } from './config.ts';
import { CodedError } from './lib/coded-error.ts';

/** Longer than the parts' own budgets together. */
const STOP_BUDGET_MS = 30_000;

async function main(): Promise<void> {
  const [first = 'all', ...rest] = process.argv.slice(2);
  const config = readConfig();
  const role = parseRole(first);
  if (role === null) {
    process.exitCode = await runCommand(config, [first, ...rest]);
    return;
  }
  const app = await startApp(config, role);
  if (role === 'worker') stepBack(config.workerNice);
  process.stdout.write(`${app.banner}\n`);
  await signal();
  const overdue = setTimeout(() => process.exit(1), STOP_BUDGET_MS);
  overdue.unref();
  await app.close();
  clearTimeout(overdue);
}

/** Work can wait, acknowledgements cannot: where both share a machine the web process goes first. */
function stepBack(nice: number): void {
  if (nice > getPriority()) setPriority(nice);
}

function signal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

main().catch((error: unknown) => {
  // Coded messages are our own words; others may quote what they choked on.
  const reason = error instanceof CodedError ? `${error.code}: ${error.message}` : describe(error);
  process.stderr.write(`hai-long cannot go on. ${reason}\n`);
  process.exitCode = 1;
});

function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown failure';
  const code = 'code' in error ? ` ${String(error.code)}` : '';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`${error.name}${code}`, ...frames].join('\n');
}
