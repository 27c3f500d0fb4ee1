import { describe, expect, it } from 'vitest';
import { healthOf, type ChannelHealth, type ChannelSigns } from '../../src/domain/channel-health.ts';

const NOW = new Date('2026-11-23T07:00:00Z');
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const FINE: ChannelSigns = {
  isInUse: true,
  grant: { kind: 'renewed', refreshedAt: at(-60), expiresAt: at(60), isFailing: false },
  remaining: 10,
  isPaused: false,
  oldestAt: at(-15),
};
const failing = { kind: 'renewed', refreshedAt: at(-60), expiresAt: at(60), isFailing: true } as const;
const expired = { ...failing, expiresAt: NOW } as const;

describe('domain/channel-health', () => {
  it.each<readonly [ChannelHealth, Partial<ChannelSigns>]>([
    ['working', {}],
    ['working', { grant: { kind: 'lasting' }, remaining: null, oldestAt: null }],
    ['slow', { oldestAt: at(-16) }],
    ['paused', { isPaused: true, oldestAt: at(-600) }],
    ['out-of-quota', { remaining: 0, isPaused: true }],
    ['grant-failing', { grant: failing, remaining: 0 }],
    ['no-grant', { grant: expired }],
    ['no-grant', { grant: { kind: 'missing' }, isPaused: true }],
    ['off', { isInUse: false, grant: { kind: 'missing' } }],
  ])('is %s with %o', (health, signs) => {
    expect(healthOf({ ...FINE, ...signs }, NOW)).toBe(health);
  });
});
