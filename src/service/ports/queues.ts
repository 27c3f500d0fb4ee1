import type { Inbound } from '../../domain/inbound.ts';
import type { ChannelName } from '../../domain/invitation.ts';
import type { Lane, MessageRef } from '../../domain/message.ts';

/** Resolves only when the queue holds the update on disk; calls made meanwhile share one add (group commit). */
export interface Inbox {
  accept(update: Inbound): Promise<void>;
}

export interface Outbox {
  enqueue(messages: readonly MessageRef[], delayMs?: number): Promise<void>;
  /** Jobs of a lane waiting or delayed: what backpressure looks at. */
  backlog(channel: ChannelName, lane: Lane): Promise<number>;
  /** Nothing of this channel's lanes goes out for so long; burns no attempt. */
  pause(channel: ChannelName, forMs: number): Promise<void>;
}
