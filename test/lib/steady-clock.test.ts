import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClock, SteadyClock } from '../../src/lib/steady-clock.ts';

const SHOWN = Date.parse('2026-10-05T08:00:00Z');

describe('lib/steady-clock', () => {
  it('knows a time from before and after it asked', async () => {
    const before = performance.now();
    const { earliest, latest } = await readClock(async () => new Date(SHOWN));
    expect(earliest).toBeGreaterThanOrEqual(SHOWN - performance.now());
    expect(latest).toBeLessThanOrEqual(SHOWN + 1 - before);
  });

  it('goes where a reading proves it wrong, no further, and stays where it does not', () => {
    const start = fc.integer({ min: SHOWN - 7_200_000, max: SHOWN + 7_200_000 });
    fc.assert(
      fc.property(start, start, fc.nat(60_000), (first, second, took) => {
        const clock = new SteadyClock({ earliest: first, latest: first });
        clock.heed({ earliest: second, latest: second + took });
        const nearest = Math.min(second + took, Math.max(second, first));
        const before = performance.now();
        const shown = clock.now().getTime();
        expect(shown).toBeGreaterThanOrEqual(Math.floor(nearest + before));
        expect(shown).toBeLessThanOrEqual(Math.ceil(nearest + performance.now()));
      }),
    );
  });
});
