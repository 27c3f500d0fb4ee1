import type { ChannelName } from '../domain/invitation.ts';
import { allowanceOf, type Allowance } from '../domain/sending-budget.ts';
import type { Scene } from './conversation/scene.ts';
import type { Channel, Outbox, SendingBudget } from './ports.ts';

export interface RoomParts {
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly outbox: Outbox;
  /** Of channels that limit what we may start. */
  readonly budgets: ReadonlyMap<ChannelName, SendingBudget>;
  /** Nothing starts above so many bulk messages on their way; replies always do. */
  readonly maxBacklog: number;
}

/** What may start on a channel now. */
export interface Room extends Allowance {
  readonly isFull: boolean;
}

/** Of the channels in use. */
export type Rooms = ReadonlyMap<ChannelName, Room>;

const UNLIMITED: Allowance = { invitations: Number.POSITIVE_INFINITY, reminders: Number.POSITIVE_INFINITY };

export async function sendingRooms({ channels, outbox, budgets, maxBacklog }: RoomParts): Promise<Rooms> {
  const rooms = new Map<ChannelName, Room>();
  for (const channel of channels.keys()) {
    const underWay = await outbox.backlog(channel, 'bulk');
    const quota = await budgets.get(channel)?.quota();
    rooms.set(channel, { ...(quota ? allowanceOf(quota, underWay) : UNLIMITED), isFull: underWay > maxBacklog });
  }
  return rooms;
}

/** How many this batch has started on a channel already. */
export function startedIn({ batch }: Pick<Scene, 'batch'>, channel: ChannelName): number {
  return batch.messages.filter((message) => message.lane === 'bulk' && message.channel === channel).length;
}
