import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleAttempt, type Attempts } from '../../src/domain/lock-out.ts';

const START = Date.UTC(2026, 10, 23, 7);
const MINUTE = 60_000;

/** Tries at once whenever it may; resolves to the minutes waited before each. */
function waitsOf(tries: number): readonly number[] {
  let attempts: Attempts | null = null;
  let now = START;
  const waits: number[] = [];
  for (let i = 0; i < tries; i += 1) {
    let ruling = ruleAttempt(attempts, new Date(now));
    const before = now;
    if (ruling.kind === 'locked') {
      now = ruling.until.getTime();
      ruling = ruleAttempt(attempts, new Date(now));
    }
    if (ruling.kind === 'locked') throw new Error('still locked when the wait is over');
    attempts = ruling.next;
    waits.push((now - before) / MINUTE);
  }
  return waits;
}

describe('src/domain/lock-out.ts', () => {
  it('lets five wrong passwords pass, then makes wait twice as long each time, an hour at most', () => {
    expect(waitsOf(14)).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it('looks at no more than 33 passwords a day, however many are sent', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 * MINUTE }), { minLength: 500, maxLength: 500 }), (gaps) => {
        let attempts: Attempts | null = null;
        let now = START;
        let looked = 0;
        for (const gap of gaps) {
          now += gap;
          if (now - START > 1_440 * MINUTE) break;
          const ruling = ruleAttempt(attempts, new Date(now));
          if (ruling.kind === 'locked') continue;
          looked += 1;
          attempts = ruling.next;
        }
        expect(looked).toBeLessThanOrEqual(33);
      }),
    );
  });

  it('forgets after a day without a try', () => {
    const attempts = { failures: 12, failedAt: new Date(START), lockedUntil: new Date(START + 60 * MINUTE) };
    const later = new Date(START + 1_440 * MINUTE);
    expect(ruleAttempt(attempts, later)).toEqual({
      kind: 'free',
      next: { failures: 1, failedAt: later, lockedUntil: null },
    });
  });
});
