import { listDeadLetters } from './list-dead-letters.ts';
import type { DeadLetter } from './ports.ts';
import { resolveDeadLetter, type DeadLetterParts, type Resolution } from './resolve-dead-letter.ts';
import { showChannels, type ChannelsReport, type ShowChannelsParts } from './show-channels.ts';

/** All that the screens do with channels and what failed on them, with its parts already given. */
export interface ChannelDesk {
  show(): Promise<ChannelsReport>;
  deadLetters(): Promise<readonly DeadLetter[]>;
  /** False when there is no such letter (any more). */
  resolve(resolution: Resolution): Promise<boolean>;
}

export function channelDesk(parts: ShowChannelsParts & DeadLetterParts): ChannelDesk {
  return {
    show: () => showChannels(parts),
    deadLetters: () => listDeadLetters(parts),
    resolve: (resolution) => resolveDeadLetter(parts, resolution),
  };
}
