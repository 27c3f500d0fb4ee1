/** How citizens have taken what an account sent. */
export type SendingQuality = 'high' | 'medium' | 'low' | 'unknown';

/** What a platform lets an account start today; null when it does not say. */
export interface SendingQuota {
  readonly quality: SendingQuality;
  readonly daily: number | null;
  readonly remaining: number | null;
}

/** How many messages of each kind may start now. */
export interface Allowance {
  readonly invitations: number;
  readonly reminders: number;
}

/** What replies may need in the rest of the day, should their windows close. */
const REPLY_SHARE = 0.05;
const REMINDER_SHARE = 0.5;

/**
 * Replies first: a part of the day's quota stays theirs. Invitations may use the rest; reminders only what lies above
 * half of the day's quota, and none once the quality has fallen. An unknown quota holds up no invitation, for the
 * platform puts off by itself what is too much.
 *
 * @param underWay messages that are queued and not counted by the platform yet
 */
export function allowanceOf({ quality, daily, remaining }: SendingQuota, underWay: number): Allowance {
  if (daily === null || remaining === null) return { invitations: Number.POSITIVE_INFINITY, reminders: 0 };
  const free = remaining - underWay;
  const isTrusted = quality === 'high' || quality === 'unknown';
  return {
    invitations: above(free, daily * REPLY_SHARE),
    reminders: isTrusted ? above(free, daily * REMINDER_SHARE) : 0,
  };
}

function above(count: number, reserved: number): number {
  return Math.max(0, count - Math.ceil(reserved));
}
