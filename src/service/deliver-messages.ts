import type { InvitationId, MessageId } from '../domain/ids.ts';
import type { ChannelName } from '../domain/invitation.ts';
import type { MessageBody, MessageRef } from '../domain/message.ts';
import { localDay } from '../lib/calendar.ts';
import { groupBy } from '../lib/group-by.ts';
import { inParallel } from '../lib/in-parallel.ts';
import type { Log } from '../lib/log.ts';
import type { Vault } from '../lib/vault.ts';
import { settleDelivery, type Settled } from './delivery/settle-delivery.ts';
import type { Channel, ClaimedMessage, Clock, DeliveryWrites, MessageStore, Outbox, SendResult } from './ports.ts';

export interface DeliverParts {
  readonly messages: MessageStore;
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly outbox: Outbox;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly log: Log;
  readonly zone: string;
  /** Farewells that are out (or never will be): their surveys can be sealed. */
  readonly sealFinished: (ids: readonly InvitationId[]) => Promise<void>;
}

/** Sends in flight at once for one job: a platform drops clients that open a socket a message. */
const CHATS_AT_ONCE = 20;

/**
 * Sends the messages that this call wins by compare-and-set; a second job with the same ids finds nothing to do.
 * One chat's messages go out one after the other, and a chat that has to wait holds back only its own.
 */
export async function deliverMessages(parts: DeliverParts, ids: readonly MessageId[]): Promise<void> {
  const claimed = await parts.messages.claim(ids, parts.clock.now());
  const byChat = groupBy(claimed, (message) => message.chatId);
  const settled = (await inParallel([...byChat.values()], CHATS_AT_ONCE, (chat) => deliverChat(parts, chat))).flat();
  await parts.messages.record(writesOf(settled));
  await afterwards(parts, settled);
}

async function deliverChat(parts: DeliverParts, messages: readonly ClaimedMessage[]): Promise<readonly Settled[]> {
  const settled: Settled[] = [];
  let waiting: SendResult | null = null;
  for (const message of messages) {
    const result: SendResult = waiting ?? (await send(parts, message));
    if (result.kind === 'rate-limited') waiting = result;
    const now = parts.clock.now();
    settled.push(settleDelivery(message, result, now, localDay(now, parts.zone)));
  }
  return settled;
}

async function send(parts: DeliverParts, message: ClaimedMessage): Promise<SendResult> {
  const channel = parts.channels.get(message.channel);
  if (!channel) return { kind: 'failed', reason: 'no-channel' };
  const address = parts.vault.open('address', message.chatId, message.addressSealed).toString();
  const body: MessageBody = JSON.parse(parts.vault.open('message', message.id, message.sealed).toString());
  return channel.send(address, body);
}

function writesOf(settled: readonly Settled[]): DeliveryWrites {
  return {
    records: settled.map(({ record }) => record),
    delivered: settled.flatMap(({ delivered }) => delivered ?? []),
    closed: settled.flatMap(({ closed }) => closed ?? []),
    blockedChats: settled.flatMap(({ blockedChat }) => blockedChat ?? []),
  };
}

async function afterwards(parts: DeliverParts, settled: readonly Settled[]): Promise<void> {
  for (const { channel, pauseMs } of settled) {
    if (pauseMs !== null) await parts.outbox.pause(channel, pauseMs);
  }
  const now = parts.clock.now().getTime();
  const later = groupBy(
    settled.flatMap(({ retry }) => retry ?? []),
    (retry) => Math.max(0, retry.until.getTime() - now),
  );
  for (const [delayMs, retries] of later) {
    await parts.outbox.enqueue(
      retries.map(({ ref }): MessageRef => ref),
      delayMs,
    );
  }
  const sealable = settled.flatMap(({ sealable: id }) => id ?? []);
  if (sealable.length > 0) await parts.sealFinished(sealable);
}
