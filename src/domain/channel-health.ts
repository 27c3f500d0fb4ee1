/** What a channel sends with: nothing that ages, nothing at all, or a grant that is renewed by itself. */
export type ChannelGrant =
  | { readonly kind: 'lasting' }
  | { readonly kind: 'missing' }
  | {
      readonly kind: 'renewed';
      readonly refreshedAt: Date;
      readonly expiresAt: Date;
      /** The last renewal failed. */
      readonly isFailing: boolean;
    };

/**
 * off            not set up
 * no-grant       nothing can be sent until somebody consents
 * grant-failing  still sends, with a grant that was not renewed
 * out-of-quota   starts nothing more today; replies may still go
 * paused         the platform asked for a rest
 * slow           a message has waited for too long
 */
export type ChannelHealth = 'working' | 'slow' | 'paused' | 'out-of-quota' | 'grant-failing' | 'no-grant' | 'off';

export interface ChannelSigns {
  readonly isInUse: boolean;
  readonly grant: ChannelGrant;
  /** Of the day's quota; null where there is none, or nobody says. */
  readonly remaining: number | null;
  readonly isPaused: boolean;
  /** Since when the oldest message that is due waits; null when none does. */
  readonly oldestAt: Date | null;
}

const SLOW_MS = 15 * 60_000;

/** The gravest of what is wrong with a channel. */
export function healthOf({ isInUse, grant, remaining, isPaused, oldestAt }: ChannelSigns, now: Date): ChannelHealth {
  if (!isInUse) return 'off';
  if (grant.kind === 'missing' || (grant.kind === 'renewed' && grant.expiresAt <= now)) return 'no-grant';
  if (grant.kind === 'renewed' && grant.isFailing) return 'grant-failing';
  if (remaining !== null && remaining <= 0) return 'out-of-quota';
  if (isPaused) return 'paused';
  return oldestAt !== null && now.getTime() - oldestAt.getTime() > SLOW_MS ? 'slow' : 'working';
}
