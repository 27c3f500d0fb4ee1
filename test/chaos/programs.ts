import { execFile } from 'node:child_process';
import process from 'node:process';

/** Standard output of a program; rejects when it fails. */
export function run(program: string, ...args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, [...args], (error, stdout) => (error ? reject(error) : resolve(stdout)));
  });
}

/** Why something of the system cannot be used here; null when it can. */
export async function needs(what: string, program: string, ...args: readonly string[]): Promise<string | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return `${what} needs root on Linux`;
  return run(program, ...args).then(
    () => null,
    () => `${what} is not available`,
  );
}
