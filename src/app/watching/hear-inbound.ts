import type { Registry } from 'prom-client';
import type { ChannelName } from '../../domain/invitation.ts';
import { counter, gauge } from '../../lib/metrics.ts';
import type { Clock, Inbox } from '../../service/ports.ts';

/**
 * The same inbox, that counts what it takes. Silence counts from the start of the process where nothing came since:
 * of several processes the smallest is the fleet's.
 */
export function hearInbound(
  inbox: Inbox,
  channels: readonly ChannelName[],
  { metrics, clock }: { readonly metrics: Registry; readonly clock: Clock },
): Inbox {
  const accepted = counter(metrics, 'hai_long_inbound_total', 'Updates that the queue has taken', ['channel']);
  const heardAt = new Map(channels.map((channel) => [channel, clock.now().getTime()]));
  gauge(
    metrics,
    'hai_long_inbound_silence_seconds',
    'Since this process heard of a channel',
    ['channel'],
    (silence) => {
      const now = clock.now().getTime();
      for (const [channel, at] of heardAt) silence.set({ channel }, Math.max(0, now - at) / 1000);
    },
  );
  return {
    async accept(update) {
      await inbox.accept(update);
      accepted.inc({ channel: update.channel });
      heardAt.set(update.channel, clock.now().getTime());
    },
  };
}
