import type { ChannelName } from '../../domain/invitation.ts';
import type { MessageBody } from '../../domain/message.ts';
import type { Log } from '../../lib/log.ts';
import type { Vault } from '../../lib/vault.ts';
import type { Channel, ClaimedMessage, Clock, SendResult } from '../ports.ts';
import type { Rests } from './rests.ts';
import { isAboutChat, putOff, settleDelivery, type Settled } from './settle-delivery.ts';

export interface SendParts {
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly log: Log;
}

interface Restraint {
  readonly rests: Rests;
  /** When this message may go out, whatever its channel says; null: now. */
  readonly allowedFrom: (message: ClaimedMessage) => Date | null;
}

/**
 * Sends one chat's messages one after the other. What has to wait makes all that comes after it wait too: order within
 * a chat is kept.
 */
export async function sendToChat(
  parts: SendParts,
  { rests, allowedFrom }: Restraint,
  messages: readonly ClaimedMessage[],
): Promise<readonly Settled[]> {
  const settled: Settled[] = [];
  let verdict: SendResult | null = null;
  for (const message of messages) {
    const held = rests.of(message.channel, parts.clock.now()) ?? allowedFrom(message);
    const until = settled.at(-1)?.retry?.until ?? held;
    if (until !== null) {
      settled.push(putOff(message, until));
      continue;
    }
    const result: SendResult = verdict ?? (await send(parts, message));
    if (isAboutChat(result)) verdict = result;
    const one = settleDelivery(message, result, parts.clock.now());
    rests.note(one);
    settled.push(one);
  }
  return settled;
}

/** Never throws: one message that cannot be opened or sent must not leave its neighbours without a record. */
async function send(parts: SendParts, message: ClaimedMessage): Promise<SendResult> {
  const channel = parts.channels.get(message.channel);
  if (!channel) return { kind: 'failed', reason: 'no-channel' };
  let opened: { readonly address: string; readonly body: MessageBody };
  try {
    opened = openMessage(parts.vault, message);
  } catch (error) {
    parts.log.error({ message: message.id, error }, 'a message cannot be opened with this key');
    return { kind: 'refused', reason: 'bad-request' };
  }
  return channel.send(opened.address, opened.body).catch((error: unknown): SendResult => {
    parts.log.error({ message: message.id, error }, 'a channel failed while it sent a message');
    return { kind: 'unknown', reason: 'channel-failed' };
  });
}

function openMessage(vault: Vault, message: ClaimedMessage) {
  const address = message.address ?? vault.open('address', message.chatId, message.addressSealed).toString();
  const body: MessageBody = message.body ?? JSON.parse(vault.open('message', message.id, message.sealed).toString());
  return { address, body };
}
