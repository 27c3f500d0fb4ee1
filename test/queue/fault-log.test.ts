import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CodedError } from '../../src/lib/coded-error.ts';
import { failureCode } from '../../src/queue/failure.ts';
import { createFaultLog } from '../../src/queue/fault-log.ts';

const SECRET = 'redis://user:word@queue.local says 0912345678';

describe('queue/fault-log', () => {
  it('logs codes only, and each once in a while', () => {
    const lines: string[] = [];
    const note = (data: object, message: string) => void lines.push(JSON.stringify({ ...data, message }));
    const faults = createFaultLog({ info: note, warn: note, error: note });
    for (let i = 0; i < 5; i++) faults(Object.assign(new Error(SECRET), { code: 'ECONNREFUSED' }));
    faults(new Error(SECRET));
    expect(lines).toEqual([
      '{"code":"ECONNREFUSED","message":"the queue reports a fault"}',
      '{"code":"unexpected","message":"the queue reports a fault"}',
    ]);
  });

  it('takes from an error nothing but a code', () => {
    expect(failureCode(new CodedError('sealed-unreadable', SECRET))).toBe('sealed-unreadable');
    expect(failureCode(z.string().safeParse(1).error)).toBe('malformed');
    expect(failureCode(Object.assign(new Error(SECRET), { code: SECRET }))).toBe('unexpected');
    expect(failureCode(SECRET)).toBe('unexpected');
  });
});
