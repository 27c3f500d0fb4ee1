import type { ChannelName } from '../../domain/invitation.ts';
import type { Settled } from './settle-delivery.ts';

/** Until when the channels rest that turned out to be limited: they are called no more meanwhile. */
export class Rests {
  readonly #until = new Map<ChannelName, Date>();

  note({ channel, pauseMs, retry }: Pick<Settled, 'channel' | 'pauseMs' | 'retry'>): void {
    if (pauseMs !== null && retry) this.#until.set(channel, retry.until);
  }

  /** Null while it may be called. */
  of(channel: ChannelName, now: Date): Date | null {
    const until = this.#until.get(channel);
    return until && until > now ? until : null;
  }
}
