import { describe, expect, it } from 'vitest';
import { CodedError } from '../../src/lib/coded-error.ts';
import { insist } from '../../src/lib/insist.ts';

describe('lib/insist', () => {
  function failing(times: number, code: string): () => Promise<string> {
    let left = times;
    return async () => {
      left -= 1;
      if (left >= 0) throw new CodedError(code, 'away');
      return 'done';
    };
  }

  it('repeats what is unavailable until it is done', async () => {
    expect(await insist(failing(2, 'unavailable'), 60_000)).toBe('done');
  });

  it('gives up when the time is over', async () => {
    await expect(insist(failing(1, 'unavailable'), -1)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('lets other errors pass at once', async () => {
    await expect(insist(failing(1, 'poison'), 60_000)).rejects.toMatchObject({ code: 'poison' });
  });
});
