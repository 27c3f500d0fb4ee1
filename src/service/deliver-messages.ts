import { nextAllowed, type ContactPolicy } from '../domain/contact-policy.ts';
import type { InvitationId, MessageId } from '../domain/ids.ts';
import type { ChannelName } from '../domain/invitation.ts';
import type { MessageBody } from '../domain/message.ts';
import { groupBy } from '../lib/group-by.ts';
import { inParallel } from '../lib/in-parallel.ts';
import type { Log } from '../lib/log.ts';
import type { Vault } from '../lib/vault.ts';
import { isAboutChat, putOff, settleDelivery, type Settled } from './delivery/settle-delivery.ts';
import type { Channel, ClaimedMessage, Clock, DeliveryWrites, MessageStore, Outbox, SendResult } from './ports.ts';

export interface DeliverParts {
  readonly messages: MessageStore;
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly outbox: Outbox;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly policy: ContactPolicy;
  readonly log: Log;
  /** Farewells that are out (or never will be): their surveys can be sealed. */
  readonly sealFinished: (ids: readonly InvitationId[]) => Promise<void>;
  /** Told of each attempt, for whoever watches. */
  readonly tally: (attempt: Pick<Settled, 'channel' | 'lane' | 'record'>) => void;
}

/** Until when the channels rest that turned out to be limited while a job ran: the job calls them no more. */
type Rests = Map<ChannelName, Date>;

/** Sends in flight at once for one job: a platform drops clients that open a socket a message. */
const CHATS_AT_ONCE = 20;

/**
 * Sends the messages that this call wins by compare-and-set; a second job with the same ids finds nothing to do.
 * One chat's messages go out one after the other, and a chat that has to wait holds back only its own.
 */
export async function deliverMessages(parts: DeliverParts, ids: readonly MessageId[]): Promise<void> {
  const claimed = await parts.messages.claim(ids, parts.clock.now());
  if (claimed.length === 0) return;
  const rests: Rests = new Map();
  const chats = [...groupBy(claimed, (message) => message.chatId).values()];
  const settled = (await inParallel(chats, CHATS_AT_ONCE, (chat) => deliverChat(parts, rests, chat))).flat();
  await parts.messages.record(writesOf(settled));
  for (const one of settled) parts.tally(one);
  await pauseChannels(parts, settled);
  await enqueueRetries(parts, settled);
  await enqueueWaiting(parts, claimed);
  const sealable = settled.flatMap(({ sealable: id }) => id ?? []);
  if (sealable.length > 0) await parts.sealFinished(sealable);
}

/** What has to wait makes all that comes after it wait too: order within a chat is kept. */
async function deliverChat(
  parts: DeliverParts,
  rests: Rests,
  messages: readonly ClaimedMessage[],
): Promise<readonly Settled[]> {
  const settled: Settled[] = [];
  let verdict: SendResult | null = null;
  for (const message of messages) {
    const until = settled.at(-1)?.retry?.until ?? heldUntil(parts, rests, message);
    if (until !== null) {
      settled.push(putOff(message, until));
      continue;
    }
    const result: SendResult = verdict ?? (await send(parts, message));
    if (isAboutChat(result)) verdict = result;
    const one = settleDelivery(message, result, parts.clock.now());
    if (one.pauseMs !== null && one.retry) rests.set(message.channel, one.retry.until);
    settled.push(one);
  }
  return settled;
}

/** Null when the message may go out now: its channel does not rest, and what we start ourselves is in the window. */
function heldUntil({ policy, clock }: DeliverParts, rests: Rests, message: ClaimedMessage): Date | null {
  const now = clock.now();
  const rest = rests.get(message.channel);
  if (rest && rest > now) return rest;
  const allowed = message.lane === 'bulk' ? nextAllowed(now, policy) : now;
  return allowed > now ? allowed : null;
}

/** Never throws: one message that cannot be opened or sent must not leave its neighbours without a record. */
async function send(parts: DeliverParts, message: ClaimedMessage): Promise<SendResult> {
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
  const address = vault.open('address', message.chatId, message.addressSealed).toString();
  const body: MessageBody = JSON.parse(vault.open('message', message.id, message.sealed).toString());
  return { address, body };
}

function writesOf(settled: readonly Settled[]): DeliveryWrites {
  return {
    records: settled.map(({ record }) => record),
    delivered: settled.flatMap(({ delivered }) => delivered ?? []),
    returned: settled.flatMap(({ returned }) => returned ?? []),
    blockedChats: settled.flatMap(({ blockedChat }) => blockedChat ?? []),
    optedOutChats: settled.flatMap(({ optedOutChat }) => optedOutChat ?? []),
  };
}

async function pauseChannels({ outbox }: DeliverParts, settled: readonly Settled[]): Promise<void> {
  for (const [channel, ones] of groupBy(settled, (one) => one.channel)) {
    const forMs = Math.max(...ones.map(({ pauseMs }) => pauseMs ?? 0));
    if (forMs > 0) await outbox.pause(channel, forMs);
  }
}

/** Delays are rounded up, so that few jobs carry them all and no clock that lags finds them early. */
const DELAY_STEP_MS = 250;

async function enqueueRetries({ outbox, clock }: DeliverParts, settled: readonly Settled[]): Promise<void> {
  const now = clock.now().getTime();
  const retries = settled.flatMap(({ retry }) => retry ?? []);
  const steps = groupBy(retries, ({ until }) => Math.max(1, Math.ceil((until.getTime() - now) / DELAY_STEP_MS)));
  for (const [count, ones] of steps) {
    await outbox.enqueue(
      ones.map(({ ref }) => ref),
      count * DELAY_STEP_MS,
    );
  }
}

/** Whoever met one of ours under way in its chat has gone away: what waited behind gets a job again. */
async function enqueueWaiting(parts: DeliverParts, claimed: readonly ClaimedMessage[]): Promise<void> {
  for (const [lane, messages] of groupBy(claimed, (message) => message.lane)) {
    const chats = [...new Set(messages.map(({ chatId }) => chatId))];
    const waiting = await parts.messages.findDue(chats, lane, parts.clock.now());
    // With a delay, however short, the new job is never taken for one that is just ending.
    if (waiting.length > 0) await parts.outbox.enqueue(waiting, 1);
  }
}
