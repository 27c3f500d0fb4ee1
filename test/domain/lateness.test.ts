import { describe, expect, it } from 'vitest';
import { isLate } from '../../src/domain/lateness.ts';

const ZONE = 'Asia/Ho_Chi_Minh';

function late(completed: string, due: string): boolean {
  return isLate({ completedAt: new Date(`${completed}+07:00`), dueAt: new Date(`${due}+07:00`) }, ZONE);
}

describe('domain/lateness', () => {
  it('is on time up to the promised minute', () => {
    expect(late('2026-10-08T16:30', '2026-10-08T16:30')).toBe(false);
    expect(late('2026-10-08T16:31', '2026-10-08T16:30')).toBe(true);
  });

  it('holds a promise without a time of day until the end of that day', () => {
    expect(late('2026-10-08T23:59', '2026-10-08T00:00')).toBe(false);
    expect(late('2026-10-09T00:01', '2026-10-08T00:00')).toBe(true);
  });

  it('gives a completion without a time of day the whole day', () => {
    expect(late('2026-10-08T00:00', '2026-10-08T16:30')).toBe(false);
    expect(late('2026-10-09T00:00', '2026-10-08T16:30')).toBe(true);
  });
});
