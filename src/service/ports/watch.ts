import type { ChannelName } from '../../domain/invitation.ts';
import type { Lane } from '../../domain/message.ts';

/** Messages of one lane that are due and not out yet. */
export interface Unsent {
  readonly channel: ChannelName;
  readonly lane: Lane;
  readonly count: number;
  /** When the oldest of them was written. */
  readonly oldestAt: Date;
}

/** What is counted so often that it must cost next to nothing, and of the country only. */
export interface WatchStore {
  /** Role hl_register. */
  unsent(now: Date): Promise<readonly Unsent[]>;
  /** Updates that were set aside. Role hl_register. */
  asideCount(): Promise<number>;
  /** Ballots that wait in the mix; `oldestAt` to the hour. Role hl_ballot. */
  mix(): Promise<{ readonly waiting: number; readonly oldestAt: Date | null }>;
  /** The database's own time. Role hl_register. */
  now(): Promise<Date>;
  /** Rejects where nothing can be written. Role hl_register. */
  write(): Promise<void>;
}
