import type { ChannelName } from '../domain/invitation.ts';
import { allowanceOf, type Allowance } from '../domain/sending-budget.ts';
import type { Scene } from './conversation/scene.ts';
import type { Channel, Outbox, SendingBudget } from './ports.ts';

export interface RoomParts {
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly outbox: Outbox;
  /** Of channels that limit what we may start. */
  readonly budgets: ReadonlyMap<ChannelName, SendingBudget>;
}

/** What may start on a channel now. */
export interface Room extends Allowance {
  /** So many messages more keep its bulk lane busy until we look again; replies always start. */
  readonly free: number;
}

/** Of the channels in use. */
export type Rooms = ReadonlyMap<ChannelName, Room>;

const UNLIMITED: Allowance = { invitations: Number.POSITIVE_INFINITY, reminders: Number.POSITIVE_INFINITY };

/**
 * How far ahead of its pace a lane is fed, in seconds: longer than it takes us to look again. Whatever is queued goes
 * out before what comes later, so the lane is kept short and the next unit's turn is never far.
 */
const AHEAD_SECONDS = 1;

export async function sendingRooms({ channels, outbox, budgets }: RoomParts): Promise<Rooms> {
  const rooms = new Map<ChannelName, Room>();
  for (const channel of channels.keys()) {
    const underWay = await outbox.backlog(channel, 'bulk');
    const quota = await budgets.get(channel)?.quota();
    const free = Math.max(0, Math.ceil(outbox.pace(channel) * AHEAD_SECONDS) - underWay);
    rooms.set(channel, { ...(quota ? allowanceOf(quota, underWay) : UNLIMITED), free });
  }
  return rooms;
}

/** How many messages may start on all channels together. */
export function freeIn(rooms: Rooms): number {
  return [...rooms.values()].reduce((sum, { free }) => sum + free, 0);
}

/** How many this batch has started on a channel already. */
export function startedIn({ batch }: Pick<Scene, 'batch'>, channel: ChannelName): number {
  return batch.messages.filter((message) => message.lane === 'bulk' && message.channel === channel).length;
}
