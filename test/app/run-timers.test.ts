import { describe, expect, it } from 'vitest';
import type { Parts } from '../../src/app/parts.ts';
import { timersOf } from '../../src/app/run-timers.ts';

const HOUR_MS = 3_600_000;

describe('src/app/run-timers.ts', () => {
  it('gives each timer a name of its own, and reads whole tables once an hour at most', () => {
    const timers = timersOf({} as unknown as Parts, () => undefined);
    expect(new Set(timers.map(({ name }) => name)).size).toBe(timers.length);
    const every = new Map(timers.map(({ name, everyMs }) => [name, everyMs]));
    for (const name of ['comment.publish', 'interference.find', 'retention.enforce'] as const)
      expect([name, (every.get(name) ?? 0) >= HOUR_MS]).toEqual([name, true]);
  });
});
