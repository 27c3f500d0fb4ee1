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
  /** Stars on the template itself, and whether anything was answered on the page behind it. */
  readonly rating: 'none' | 'beside' | 'alone';
}

const HAS_CHAT = 0.82;
const OPENS_SLIP = 0.2;
const REFUSED = 0.03;
const CHATS: readonly (readonly ['zalo' | 'telegram', number])[] = [
  ['zalo', 8],
  ['telegram', 2],
];
const RATES_TOO = 0.6;
const RATES_ALONE = 0.07;
const UNREACHED: Fate = { reason: 'no-contact', channel: null, proof: null, isDelivered: false, rating: 'none' };

/** Somebody whose phone leads to a chat is written to; the others have their slip only. */
export function fateOf(commune: Commune, hasPhone: boolean, dice: Dice): Fate {
  const hasChat = hasPhone && dice.chance(HAS_CHAT);
  if (!hasChat && !dice.chance(OPENS_SLIP)) return UNREACHED;
  if (!hasChat) return reached(commune, 'web', 'slip', dice);
  if (dice.chance(REFUSED)) return UNREACHED;
  return rated(reached(commune, dice.pick(CHATS), 'phone', dice), dice);
}

/** Only Zalo has templates with stars. */
function rated(fate: Fate, dice: Dice): Fate {
  if (fate.channel !== 'zalo') return fate;
  if (fate.reason === 'expired')
    return dice.chance(RATES_ALONE) ? { ...fate, reason: 'partial', rating: 'alone' } : fate;
  return fate.reason === 'finished' && dice.chance(RATES_TOO) ? { ...fate, rating: 'beside' } : fate;
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
  return { reason: dice.pick(reasons), channel, proof, isDelivered: true, rating: 'none' };
}
