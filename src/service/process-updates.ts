import { isReport, type Inbound } from '../domain/inbound.ts';
import type { Fingerprint, MessageId } from '../domain/ids.ts';
import { readShortCode } from '../lib/short-code.ts';
import type { Vault } from '../lib/vault.ts';
import { ConversationBatch } from './conversation/conversation-batch.ts';
import { handleChatUpdate } from './conversation/handle-chat-update.ts';
import { handlePageUpdate } from './conversation/handle-page-update.ts';
import { handleRating } from './conversation/handle-rating.ts';
import type { Scene } from './conversation/scene.ts';
import { enqueue, setScene, type ConversationParts } from './conversation/set-scene.ts';
import { addressIndex, phoneIndex, trackingIndex } from './fingerprint.ts';
import type { ClaimedMessage, ReplySender, UpdateLookup } from './ports.ts';
import { tokenHash } from './survey-token.ts';

export interface ProcessParts extends ConversationParts {
  /** Sends replies at once; without it all go over the queue. */
  readonly replies?: ReplySender;
}

/**
 * Lets a batch of updates take effect in one transaction, each update once, in the order given; what is to be said
 * goes out after the commit: what was claimed at once, the rest over the queue.
 */
export async function processUpdates(parts: ProcessParts, updates: readonly Inbound[]): Promise<void> {
  const surveys = await parts.references.surveys();
  const lookups = updates.map((update) => lookupOf(update, parts.vault));
  const claims = await parts.replies?.claims();
  let said: Pick<ConversationBatch, 'messages' | 'chats'> = { messages: [], chats: [] };
  const claimed = await parts.conversations.process(
    lookups,
    (fresh, found) => {
      const scene = setScene(parts, new ConversationBatch(found, parts.vault), surveys);
      for (const position of fresh) {
        const [update, lookup] = [updates[position], lookups[position]];
        if (update && lookup) handleUpdate(update, lookup, { ...scene, heardAt: new Date(update.receivedAt) });
      }
      said = scene.batch;
      return scene.batch.writes();
    },
    claims,
  );
  const heard = new Map(updates.map(({ address }, i) => [lookups[i]?.addressIndex, address]));
  await sendOut(parts, said, new Set(claimed), heard);
}

/** @param heard addresses that the updates came from, by their fingerprints */
async function sendOut(
  parts: ProcessParts,
  { messages, chats }: Pick<ConversationBatch, 'messages' | 'chats'>,
  claimed: ReadonlySet<MessageId>,
  heard: ReadonlyMap<Fingerprint | null | undefined, string>,
): Promise<void> {
  const chatsById = new Map(chats.map((chat) => [chat.id, chat]));
  const mine = messages.flatMap((message): readonly ClaimedMessage[] => {
    const chat = chatsById.get(message.chatId);
    if (!chat || !claimed.has(message.id)) return [];
    const { addressSealed, addressIndex: index } = chat;
    return [{ ...message, addressSealed, address: heard.get(index), attempts: 0 }];
  });
  parts.replies?.send(mine);
  await enqueue(
    parts,
    messages.filter(({ id }) => !claimed.has(id)),
  );
}

function handleUpdate(update: Inbound, { addressIndex: index }: UpdateLookup, scene: Scene): void {
  const { account, event } = update;
  if (event.kind === 'receipt') {
    const happenedAt = new Date(event.happenedAt);
    return scene.batch.keepReceipts(event.messageIds.map((messageId) => ({ account, messageId, happenedAt })));
  }
  if (event.kind === 'rating') return handleRating(event, update.updateId, scene);
  if (index === null) handlePageUpdate(update, scene);
  else handleChatUpdate(update, index, scene);
}

function lookupOf(update: Inbound, vault: Vault): UpdateLookup {
  const { channel, account, updateId, address, event } = update;
  const token = channel === 'web' ? address : event.kind === 'start' ? event.token : null;
  return {
    channel,
    account,
    updateId,
    addressIndex: hasChat(update) ? addressIndex(vault, channel, account, address) : null,
    tokenHash: token === null ? null : tokenHash(token),
    phoneIndex: event.kind === 'contact' && event.own ? phoneIndex(vault, event.phone) : null,
    shortCode: event.kind === 'text' && channel !== 'web' ? (readShortCode(event.text)?.code ?? null) : null,
    trackingIndex: event.kind === 'rating' && event.trackingId !== null ? trackingIndex(vault, event.trackingId) : null,
    platformId: event.kind === 'rating' ? event.messageId : null,
  };
}

function hasChat({ channel, event }: Inbound): boolean {
  return channel !== 'web' && !isReport(event);
}
