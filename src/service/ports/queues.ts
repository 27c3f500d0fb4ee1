import type { Inbound } from '../../domain/inbound.ts';
import type { ChannelName } from '../../domain/invitation.ts';
import type { Lane, MessageRef } from '../../domain/message.ts';

/** Resolves only when the queue holds the update on disk; calls made meanwhile share one add (group commit). */
export interface Inbox {
  accept(update: Inbound): Promise<void>;
}

export interface Outbox {
  enqueue(messages: readonly MessageRef[], delayMs?: number): Promise<void>;
  /** For messages that were found lying about: a dead job of theirs makes way for the new one. */
  enqueueAgain(messages: readonly MessageRef[]): Promise<void>;
  /** What waits or is delayed, for backpressure: messages of the bulk lane, at the most, or jobs of the reply lane. */
  backlog(channel: ChannelName, lane: Lane): Promise<number>;
  /** Messages a second of a channel's bulk lane. */
  pace(channel: ChannelName): number;
  /** For how long nothing of this channel's lanes goes out; 0 when it does. */
  restsForMs(channel: ChannelName): Promise<number>;
  /** Nothing of this channel's lanes goes out for so long; burns no attempt. */
  pause(channel: ChannelName, forMs: number): Promise<void>;
}

/** A job that failed for good. Its data is never shown. */
export interface DeadLetter {
  readonly queue: string;
  readonly id: string;
  readonly name: string;
  /** A code; `stalled` when its process died under it again and again. */
  readonly failure: string;
  readonly failedAt: Date;
}

export interface DeadLetters {
  /** Newest first in each queue, at most `limit` a queue. */
  list(limit?: number): Promise<readonly DeadLetter[]>;
  /** False when there is no such dead job. */
  retry(queue: string, id: string): Promise<boolean>;
  drop(queue: string, id: string): Promise<boolean>;
}

/** Where messages leave. */
export interface LaneState {
  readonly channel: ChannelName;
  readonly lane: Lane;
  /** As many leave at most; null without a limit. */
  readonly perSecond: number | null;
  /** 0 while it is not paused. */
  readonly pausedForMs: number;
}

export interface QueueState {
  readonly lanes: readonly LaneState[];
  /** Packets of updates that nobody has taken yet. */
  readonly arriving: number;
  /** When the oldest packet that is not done came in. */
  readonly oldestArrivalAt: Date | null;
}

/** Jobs of a queue by what they wait for. */
export interface QueueDepth {
  readonly queue: string;
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  /** Dead. */
  readonly failed: number;
}

/** What an operator looks at and decides. */
export interface QueueWatch {
  readonly dead: DeadLetters;
  state(): Promise<QueueState>;
  depths(): Promise<readonly QueueDepth[]>;
}
