import type { Log } from '../lib/log.ts';
import { failureCode } from './failure.ts';

export type FaultLog = (error: unknown) => void;

const REPEAT_MS = 10_000;

/** Logs connection faults by code only, each at most once in ten seconds: every connection reports the same one. */
export function createFaultLog(log: Log): FaultLog {
  const lastAt = new Map<string, number>();
  return (error) => {
    const code = failureCode(error);
    const now = performance.now();
    if (now - (lastAt.get(code) ?? Number.NEGATIVE_INFINITY) < REPEAT_MS) return;
    lastAt.set(code, now);
    log.warn({ code }, 'the queue reports a fault');
  };
}
