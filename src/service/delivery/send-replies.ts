import { setTimeout as sleep } from 'node:timers/promises';
import type { ChannelName } from '../../domain/invitation.ts';
import type { ChatId, MessageId } from '../../domain/ids.ts';
import { groupBy } from '../../lib/group-by.ts';
import { inBatches } from '../../lib/in-batches.ts';
import { apart, currentWork, inSpan, within, type WorkContext } from '../../lib/work-context.ts';
import { ReplyLane } from './reply-lane.ts';
import type { ClaimedMessage, ReplySender } from '../ports.ts';
import { followSettled, recordSettled, type RecordParts } from './record-settled.ts';
import { Rests } from './rests.ts';
import { sendToChat, type SendParts } from './send-to-chat.ts';
import { putOff, type Settled } from './settle-delivery.ts';

export interface ReplyParts extends SendParts, RecordParts {}

/** Replies to one chat, and the work that they belong to. */
interface ChatReplies {
  readonly messages: readonly ClaimedMessage[];
  readonly work: WorkContext;
}

/** As many calls at once as a platform holds connections for us. */
const CHATS_AT_ONCE = 20;
/** What more waits goes over the queue, from where other processes take it too. */
const MOST_WAITING = 10_000;
/** What is out may be written down a little later, together with others. */
const RECORDING = { lingerMs: 50, atOnce: 500 };
/** A queue that hangs must not keep what is out from being written down, or the sweep would send it again. */
const FOLLOWING = { lingerMs: 0, atOnce: 5_000 };
const CLOSING_BUDGET_MS = 3_000;
/** Longer than a transaction takes. */
const REMEMBER_MS = 120_000;

/**
 * Sends from memory what the transaction that wrote it has claimed as well: a write and a job less than over the
 * queue. What a crash leaves is in nobody's hands, and the sweep finds it like any other.
 */
export function createReplySender(parts: ReplyParts): ReplySender {
  const rests = new Rests();
  const lanes = new Map([...parts.channels.keys()].map((channel) => [channel, new ReplyLane(CHATS_AT_ONCE, send)]));
  const held = new Set<MessageId>();
  const putOffChats = new Map<ChatId, number>();
  const recording = inBatches(RECORDING, write);
  const following = inBatches<Settled>(FOLLOWING, (some) => followSettled(parts, some));
  let isClosed = false;

  async function send({ messages, work }: ChatReplies): Promise<void> {
    const allowedFrom = ({ chatId }: ClaimedMessage) => (isPutOff(chatId) ? parts.clock.now() : null);
    settle(await within(work, () => inSpan('reply', () => sendToChat(parts, { rests, allowedFrom }, messages))));
  }

  /** What goes to the queue is in our hands no more, and so is what was claimed to follow it. */
  function settle(more: readonly Settled[]): void {
    for (const { chatId, record, retry } of more) {
      if (retry === null) continue;
      held.delete(record.id);
      putOffChats.set(chatId, performance.now());
    }
    apart(() => recording.push(more));
  }

  function isPutOff(chatId: ChatId): boolean {
    return performance.now() - (putOffChats.get(chatId) ?? Number.NEGATIVE_INFINITY) < REMEMBER_MS;
  }

  /** A queue that is away holds nobody back; what the platform then says of a rest is heard here as well. */
  function restsForMs(channel: ChannelName): Promise<number> {
    return parts.outbox.restsForMs(channel).catch(() => 0);
  }

  async function write(settled: readonly Settled[]): Promise<void> {
    try {
      await recordSettled(parts, settled);
      following.push(settled);
    } catch (error) {
      parts.log.error(
        { replies: settled.length, error },
        'what became of replies is not recorded: a sweep sends them again',
      );
    }
    for (const { record } of settled) held.delete(record.id);
    for (const chatId of putOffChats.keys()) if (!isPutOff(chatId)) putOffChats.delete(chatId);
  }

  return {
    async claims() {
      const now = parts.clock.now();
      const free = [...lanes].filter(
        ([channel, lane]) => lane.waiting < MOST_WAITING && rests.of(channel, now) === null,
      );
      const restsMs = await Promise.all(free.map(([channel]) => restsForMs(channel)));
      const open = new Set(free.filter((_, i) => restsMs[i] === 0).map(([channel]) => channel));
      return {
        wants: ({ channel, chatId }) => !isClosed && open.has(channel) && !isPutOff(chatId),
        holds: (id) => held.has(id),
      };
    },
    send(messages) {
      const work = currentWork();
      for (const { id } of messages) held.add(id);
      for (const [channel, ofChannel] of groupBy(messages, (message) => message.channel)) {
        const chats = groupBy(ofChannel, ({ chatId }) => chatId);
        for (const [chatId, ofChat] of chats) lanes.get(channel)?.take(chatId, { messages: ofChat, work });
      }
    },
    async close(budgetMs = CLOSING_BUDGET_MS) {
      isClosed = true;
      const all = [...lanes.values()];
      const budget = sleep(budgetMs, undefined, { ref: false });
      await Promise.race([Promise.all(all.map((lane) => lane.idle())), budget]);
      const left = all.flatMap((lane) => lane.giveUp()).flatMap(({ messages }) => messages);
      if (left.length > 0) settle(left.map((message) => putOff(message, parts.clock.now())));
      await recording.idle();
      await following.idle();
    },
  };
}
