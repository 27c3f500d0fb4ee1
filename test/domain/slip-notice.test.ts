import { describe, expect, it } from 'vitest';
import { awaitsPhone, lastDayOf, sealsOnTold, sealsOnUntold } from '../../src/domain/slip-notice.ts';

describe('src/domain/slip-notice.ts', () => {
  it('gives some days to tell the phone, and the phone the day and the next to say no', () => {
    expect(sealsOnUntold('2026-12-29')).toBe('2027-01-02');
    expect(sealsOnTold('2026-12-30')).toBe('2027-01-01');
    expect(lastDayOf(sealsOnTold('2026-12-30'))).toBe('2026-12-31');
  });

  it.each([
    ['finished', '2026-10-10', '2026-10-09', true],
    ['finished', '2026-10-10', '2026-10-10', false],
    ['finished', null, '2026-10-09', false],
    ['started', '2026-10-10', '2026-10-09', true],
    ['started', '2026-10-10', '2026-10-10', false],
    ['sent', '2026-10-10', '2026-10-09', false],
    ['closed', '2026-10-10', '2026-10-09', false],
  ] as const)('%s until %s waits on %s: %s', (status, sealOn, today, waits) => {
    expect(awaitsPhone({ status, sealOn }, today)).toBe(waits);
  });
});
