import type { ChannelName, CloseReason, Proof } from '../../../src/domain/invitation.ts';
import type { Commune } from './communes.ts';
import type { Dice } from './dice.ts';

/** What became of an ask that nothing excluded. */
export interface Fate {
  readonly reason: CloseReason;
  /** Null: nothing could be sent. */
  readonly channel: ChannelName | null;
  readonly proof: Proof | null;
  readonly isDelivered: boolean;
}

const HAS_CHAT = 0.82;
const OPENS_SLIP = 0.2;
const REFUSED = 0.03;

/** Somebody whose phone leads to a chat is written to; the others have their slip only. */
export function fateOf(commune: Commune, hasPhone: boolean, dice: Dice): Fate {
  const hasChat = hasPhone && dice.chance(HAS_CHAT);
  if (!hasChat && !dice.chance(OPENS_SLIP))
    return { reason: 'no-contact', channel: null, proof: null, isDelivered: false };
  if (!hasChat) return reached(commune, 'web', 'slip', dice);
  if (dice.chance(REFUSED)) return { reason: 'no-contact', channel: null, proof: null, isDelivered: false };
  return reached(commune, 'telegram', 'phone', dice);
}

function reached(commune: Commune, channel: ChannelName, proof: Proof, dice: Dice): Fate {
  const reasons: readonly (readonly [CloseReason, number])[] = [
    ['finished', commune.response],
    ['partial', 0.02],
    ['declined', 0.02],
    ['opted-out', proof === 'phone' ? 0.006 : 0],
    ['wrong-number', proof === 'phone' ? 0.006 : 0],
    ['expired', 1 - commune.response - 0.052],
  ];
  return { reason: dice.pick(reasons), channel, proof, isDelivered: true };
}
