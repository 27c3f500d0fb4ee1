import type { Chat } from './chat.ts';
import type { Dossier } from './dossier.ts';
import type { ChannelName, Proof } from './invitation.ts';
import type { TemplateName } from './message.ts';

/** How a dossier can be reached: by a message of ours, or only by whoever opens its slip. */
export type Rung =
  | { readonly kind: 'chat'; readonly chat: Chat; readonly proof: Proof }
  /** A template to the telephone on file, whose chat is null until it is first needed. */
  | { readonly kind: 'phone'; readonly channel: ChannelName; readonly chat: Chat | null }
  | { readonly kind: 'slip' };

/** What there is to write with. */
export interface Means {
  /** The template that fits this dossier, by the channels that have one. */
  readonly templates: ReadonlyMap<ChannelName, TemplateName>;
  /** Channels on which nothing is asked in the chat: without a template there is nothing to say. */
  readonly pageOnly: ReadonlySet<ChannelName>;
  /** The telephone on file can be written to: its number and its link are at hand. */
  readonly hasPhone: boolean;
}

type Reachable = Pick<Dossier, 'phoneIndex' | 'slipOwner'>;

/**
 * Where to write: to a chat whose verified phone is the dossier's, else to the one that holds its slip, else to the
 * telephone on file; among several chats, to the one last heard of. What is blocked or opted out is passed over.
 */
export function chooseRung(dossier: Reachable, chats: readonly Chat[], means: Means): Rung {
  const usable = chats
    .filter((chat) => !chat.templateOnly && canBeWrittenTo(chat) && canBeAsked(chat, means))
    .toSorted((a, b) => b.lastInboundAt.getTime() - a.lastInboundAt.getTime());
  for (const proof of ['phone', 'slip'] as const) {
    const chat = usable.find((each) => proofOf(dossier, each) === proof);
    if (chat) return { kind: 'chat', chat, proof };
  }
  return (means.hasPhone ? phoneRung(dossier, chats, means) : null) ?? { kind: 'slip' };
}

function phoneRung(dossier: Reachable, chats: readonly Chat[], { templates }: Means): Rung | null {
  if (dossier.phoneIndex === null) return null;
  for (const channel of templates.keys()) {
    const known = chats.find(
      (chat) => chat.templateOnly && chat.channel === channel && chat.phoneIndex === dossier.phoneIndex,
    );
    if (!known || canBeWrittenTo(known)) return { kind: 'phone', channel, chat: known ?? null };
  }
  return null;
}

function canBeAsked({ channel }: Chat, { templates, pageOnly }: Means): boolean {
  return !pageOnly.has(channel) || templates.has(channel);
}

/** What ties a chat to a dossier; a phone number proves more than a slip. Null when nothing does. */
export function proofOf(dossier: Reachable, chat: Pick<Chat, 'id' | 'phoneIndex'>): Proof | null {
  if (dossier.phoneIndex !== null && dossier.phoneIndex === chat.phoneIndex) return 'phone';
  return dossier.slipOwner !== null && dossier.slipOwner === `chat:${chat.id}` ? 'slip' : null;
}

export function canBeWrittenTo(chat: Pick<Chat, 'channel' | 'blockedAt' | 'optedOutAt'>): boolean {
  return chat.channel !== 'web' && chat.blockedAt === null && chat.optedOutAt === null;
}
