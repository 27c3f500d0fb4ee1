import { appendFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { inject } from 'vitest';
import { createLog } from '../../src/lib/log.ts';

/** A logger at its most talkative, into the file that is searched for personal data when the run ends. */
export function logToRun(onLine: (line: string) => void = () => undefined): Logger {
  const file = inject('runLog');
  return createLog('trace', {
    write(line) {
      appendFileSync(file, line);
      onLine(line);
    },
  });
}

/** What a process of its own has logged; other lines of its output are left out. */
export function appendToRunLog(line: string): void {
  if (line.startsWith('{')) appendFileSync(inject('runLog'), `${line}\n`);
}
