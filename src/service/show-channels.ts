import { healthOf, type ChannelGrant, type ChannelHealth } from '../domain/channel-health.ts';
import type { ChannelName } from '../domain/invitation.ts';
import type { SendingQuota } from '../domain/sending-budget.ts';
import type { Channel, Clock, LaneState, MessageStore, QueueWatch, SendingBudget, Traffic } from './ports.ts';

export interface ShowChannelsParts {
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly budgets: ReadonlyMap<ChannelName, SendingBudget>;
  /** Of channels whose grant is renewed. */
  readonly grants: ReadonlyMap<ChannelName, () => Promise<ChannelGrant>>;
  readonly queues: Pick<QueueWatch, 'state'>;
  readonly messages: Pick<MessageStore, 'traffic'>;
  readonly clock: Clock;
}

/** How a channel that sends is doing, without a word of what it sends. */
export interface ChannelReport {
  readonly name: ChannelName;
  /** Bot or Official Account; null when the channel is not set up. */
  readonly account: string | null;
  readonly health: ChannelHealth;
  readonly grant: ChannelGrant;
  /** Invitations and reminders a second, as configured. */
  readonly perSecond: number;
  /** Invitations and reminders that went out in the last ten minutes, less those of surveys that were sealed since. */
  readonly sentLately: number;
  readonly quota: SendingQuota | null;
  readonly pausedUntil: Date | null;
  readonly waiting: number;
  readonly oldestAt: Date | null;
}

export interface ChannelsReport {
  readonly at: Date;
  readonly channels: readonly ChannelReport[];
  /** Packets of answers that are safe in the queue and not yet processed, of all channels and the page. */
  readonly arriving: number;
}

/** Those that send; the page is looked at by whoever asks. */
const SENDING: readonly ChannelName[] = ['zalo', 'telegram'];
const LATELY_MS = 10 * 60_000;
const QUIET: Omit<Traffic, 'channel'> = { waiting: 0, oldestAt: null, sent: 0 };
const LASTING: ChannelGrant = { kind: 'lasting' };

export async function showChannels(parts: ShowChannelsParts): Promise<ChannelsReport> {
  const at = parts.clock.now();
  const since = new Date(at.getTime() - LATELY_MS);
  const [state, traffic] = await Promise.all([parts.queues.state(), parts.messages.traffic({ now: at, since })]);
  const channels = SENDING.map((name) => {
    const lanes = state.lanes.filter(({ channel }) => channel === name);
    const found = traffic.find(({ channel }) => channel === name);
    return reportOf(parts, name, lanes, found ?? QUIET, at);
  });
  return { at, channels: await Promise.all(channels), arriving: state.arriving };
}

async function reportOf(
  parts: ShowChannelsParts,
  name: ChannelName,
  lanes: readonly LaneState[],
  { waiting, oldestAt, sent }: Omit<Traffic, 'channel'>,
  now: Date,
): Promise<ChannelReport> {
  const channel = parts.channels.get(name);
  const [grant, quota] = await Promise.all([
    parts.grants.get(name)?.() ?? LASTING,
    parts.budgets.get(name)?.quota() ?? null,
  ]);
  const pausedForMs = Math.max(0, ...lanes.map((lane) => lane.pausedForMs));
  const signs = {
    isInUse: channel !== undefined,
    grant,
    remaining: quota?.remaining ?? null,
    isPaused: pausedForMs > 0,
    oldestAt,
  };
  return {
    name,
    account: channel?.account ?? null,
    health: healthOf(signs, now),
    grant,
    perSecond: lanes.find(({ lane }) => lane === 'bulk')?.perSecond ?? 0,
    sentLately: sent,
    quota,
    pausedUntil: pausedForMs > 0 ? new Date(now.getTime() + pausedForMs) : null,
    waiting,
    oldestAt,
  };
}
