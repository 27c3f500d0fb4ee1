import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowanceOf, type Allowance, type SendingQuota } from '../../src/domain/sending-budget.ts';

const QUALITIES = ['high', 'medium', 'low', 'unknown'] as const;

const quota = fc
  .record({ quality: fc.constantFrom(...QUALITIES), daily: fc.nat(100_000), used: fc.nat(100_000) })
  .map(({ quality, daily, used }) => ({ quality, daily, remaining: Math.max(0, daily - used) }));
const underWay = fc.nat(20_000);

describe('domain/sending-budget', () => {
  it.each<[SendingQuota, number, Allowance]>([
    [{ quality: 'high', daily: 500, remaining: 500 }, 0, { invitations: 475, reminders: 250 }],
    [{ quality: 'unknown', daily: 500, remaining: 500 }, 0, { invitations: 475, reminders: 250 }],
    [{ quality: 'medium', daily: 500, remaining: 500 }, 0, { invitations: 475, reminders: 0 }],
    [{ quality: 'low', daily: 500, remaining: 500 }, 0, { invitations: 475, reminders: 0 }],
    [{ quality: 'high', daily: 500, remaining: 500 }, 200, { invitations: 275, reminders: 50 }],
    [{ quality: 'high', daily: 500, remaining: 250 }, 0, { invitations: 225, reminders: 0 }],
    [{ quality: 'high', daily: 500, remaining: 25 }, 0, { invitations: 0, reminders: 0 }],
    [{ quality: 'high', daily: 0, remaining: 0 }, 0, { invitations: 0, reminders: 0 }],
    [{ quality: 'high', daily: null, remaining: null }, 9, { invitations: Infinity, reminders: 0 }],
    [{ quality: 'high', daily: 500, remaining: null }, 9, { invitations: Infinity, reminders: 0 }],
  ])('%j with %i under way allows %j', (given, count, allowed) => {
    expect(allowanceOf(given, count)).toEqual(allowed);
  });

  it('never allows more than is left beside what is under way, and keeps the reserve of replies', () => {
    fc.assert(
      fc.property(quota, underWay, (given, count) => {
        const { invitations, reminders } = allowanceOf(given, count);
        expect(Math.max(invitations, reminders)).toBeLessThanOrEqual(Math.max(0, given.remaining - count));
        const left = given.remaining - count - invitations;
        expect(invitations === 0 || left >= given.daily * 0.05).toBe(true);
      }),
    );
  });

  it('stops reminders before it stops invitations', () => {
    fc.assert(
      fc.property(quota, underWay, (given, count) => {
        const { invitations, reminders } = allowanceOf(given, count);
        expect(reminders).toBeLessThanOrEqual(invitations);
      }),
    );
  });

  it('allows no less when more is left or less is under way', () => {
    fc.assert(
      fc.property(quota, underWay, fc.nat(500), (given, count, more) => {
        const before = allowanceOf(given, count + more);
        for (const after of [
          allowanceOf(given, count),
          allowanceOf({ ...given, remaining: given.remaining + more }, count),
        ]) {
          expect(after.invitations).toBeGreaterThanOrEqual(before.invitations);
          expect(after.reminders).toBeGreaterThanOrEqual(before.reminders);
        }
      }),
    );
  });
});
