import process from 'node:process';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CodedError } from '../../src/lib/coded-error.ts';
import { Closing } from '../../src/queue/closing.ts';
import { PutBackError, untilAvailable } from '../../src/queue/until-available.ts';

const AWAY = new CodedError('unavailable', 'The database is away.');

describe('queue/until-available', () => {
  const warnings: Error[] = [];
  const keep = (warning: Error) => void warnings.push(warning);

  beforeEach(() => {
    warnings.length = 0;
    process.on('warning', keep);
  });
  afterEach(() => {
    process.off('warning', keep);
  });

  it('repeats what is unavailable, and lets other errors pass', async () => {
    let turns = 0;
    const closing = new Closing();
    const run = async () => {
      turns += 1;
      if (turns < 3) throw AWAY;
      return turns;
    };
    expect(await untilAvailable(run, closing)).toBe(3);
    await expect(untilAvailable(() => Promise.reject(new Error('poison')), closing)).rejects.toThrow('poison');
  });

  it('puts back any number of jobs when closing comes first, those that come later at once', async () => {
    const closing = new Closing();
    const runs: number[] = [];
    function job(i: number): Promise<unknown> {
      const away = () => {
        runs.push(i);
        return Promise.reject(AWAY);
      };
      return untilAvailable(away, closing).catch((error: unknown) => error);
    }
    const waiting = Array.from({ length: 30 }, (_, i) => job(i));
    await turn();
    closing.begin();
    const ends = await Promise.all([...waiting, job(30)]);
    expect(ends.every((end) => end instanceof PutBackError)).toBe(true);
    expect(runs).toEqual(Array.from({ length: 31 }, (_, i) => i));
    await turn();
    expect(warnings).toEqual([]);
  });
});
