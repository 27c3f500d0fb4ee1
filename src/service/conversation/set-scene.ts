import type { ChannelName } from '../../domain/invitation.ts';
import type { TemplatePolicy } from '../../domain/template-policy.ts';
import type { MessageRef, NewMessage } from '../../domain/message.ts';
import { localDay } from '../../lib/calendar.ts';
import type { Log } from '../../lib/log.ts';
import type { Vault } from '../../lib/vault.ts';
import type { Clock, ConversationStore, Outbox, PayloadCodec, ReferenceStore } from '../ports.ts';
import type { ConversationBatch } from './conversation-batch.ts';
import type { Scene } from './scene.ts';

export interface ConversationParts {
  readonly conversations: ConversationStore;
  readonly references: ReferenceStore;
  readonly outbox: Outbox;
  readonly vault: Vault;
  readonly codec: PayloadCodec;
  readonly clock: Clock;
  readonly log: Log;
  readonly zone: string;
  readonly complaintPhone: string;
  readonly publicUrl: string;
  /** Of a hundred who finish, so many are asked back; nobody unless told. */
  readonly backCheckPercent?: number;
  /** Of channels that send templates. */
  readonly templates: ReadonlyMap<ChannelName, TemplatePolicy>;
}

export function setScene(parts: ConversationParts, batch: ConversationBatch, surveys: Scene['surveys']): Scene {
  const now = parts.clock.now();
  const { vault, codec, zone, complaintPhone, publicUrl, templates, backCheckPercent = 0 } = parts;
  const today = localDay(now, zone);
  const moment = { now, heardAt: now, today, zone };
  return { batch, vault, codec, surveys, ...moment, complaintPhone, publicUrl, templates, backCheckPercent };
}

/** The commit stands whatever the queue says: the sweep finds messages that were not queued. */
export async function enqueue(
  { outbox, log }: Pick<ConversationParts, 'outbox' | 'log'>,
  messages: readonly NewMessage[],
): Promise<void> {
  const refs = firstInTurn(messages);
  if (refs.length === 0) return;
  try {
    await outbox.enqueue(refs);
  } catch (error) {
    log.warn({ err: error, messages: refs.length }, 'messages are committed but not queued; the sweep will');
  }
}

/** Bulk messages have a job each: a chat's second one is queued when its first is out, or it might overtake it. */
function firstInTurn(messages: readonly NewMessage[]): readonly MessageRef[] {
  const chats = new Set<string>();
  return messages.filter(({ lane, chatId }) => {
    const isFirst = lane === 'reply' || !chats.has(chatId);
    if (lane === 'bulk') chats.add(chatId);
    return isFirst;
  });
}
