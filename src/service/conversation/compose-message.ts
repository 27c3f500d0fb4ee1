import type { Chat } from '../../domain/chat.ts';
import type { Reply } from '../../domain/conversation/reply.ts';
import type { MessageId } from '../../domain/ids.ts';
import type { Lane, MessageBody, MessagePurpose, NewMessage } from '../../domain/message.ts';
import type { Survey } from '../../domain/survey.ts';
import { chatText } from '../../domain/text/chat-text.ts';
import { render, renderOutside } from '../../domain/text/render.ts';
import type { Rendered } from '../../domain/text/rendered.ts';
import { newId } from '../../lib/new-id.ts';
import { RECEIPTS_PATH } from '../receipt.ts';
import { factsOf } from './facts-of.ts';
import type { Scene } from './scene.ts';
import { awaitsAnswer, isPageOnly, isTemplateAlone, linkFor, templateOf } from './template-message.ts';
import { localeOf, type Thread } from './thread.ts';

export interface Envelope {
  readonly lane: Lane;
  readonly purpose: MessagePurpose;
  readonly notAfter: Date;
  readonly editMessageId: string | null;
  readonly callbackId: string | null;
}

/**
 * Words a reply for one chat; `thread` is null for replies outside any survey. A telephone number gets the template
 * alone, and so does a chat in which nothing is asked, unless it has just written: then a text with the link will do.
 */
export function composeMessage(
  reply: Reply,
  chat: Chat,
  thread: Thread | null,
  envelope: Envelope,
  scene: Scene,
): NewMessage {
  const template = thread && templateOf(reply, chat, thread, scene);
  const isPage = thread !== null && awaitsAnswer(reply) && isPageOnly(chat.channel, scene);
  const isAlone = template !== null && isTemplateAlone(chat, scene) && envelope.lane === 'bulk';
  const body: MessageBody = {
    ...(isAlone ? SILENT : wordFor(reply, chat, thread, isPage, scene)),
    editMessageId: envelope.editMessageId,
    callbackId: envelope.callbackId,
    ...(template && { template }),
  };
  return sealBody(body, chat, thread, envelope, scene);
}

type Words = Pick<MessageBody, 'text' | 'buttons' | 'asksForPhone'>;

const SILENT: Words = { text: null, buttons: [], asksForPhone: false };

function wordFor(reply: Reply, chat: Chat, thread: Thread | null, isPage: boolean, scene: Scene): Words {
  const rendered = wordReply(reply, chat, thread, scene);
  const link = isPage && thread ? linkFor(thread, chat, scene) : null;
  if (!isPage || link === null || !thread) return { ...rendered, buttons: payloads(rendered, thread, scene) };
  const { guide } = chatText(localeOf(thread.dossier, chat));
  return { ...SILENT, text: `${rendered.text}\n\n${guide.openPage(pageUrl(link, scene))}` };
}

/** Answers nothing but the platform's spinner. */
export function acknowledgement(chat: Chat, callbackId: string, envelope: Envelope, scene: Scene): NewMessage {
  const body: MessageBody = { ...SILENT, editMessageId: null, callbackId };
  return sealBody(body, chat, null, envelope, scene);
}

function wordReply(reply: Reply, chat: Chat, thread: Thread | null, scene: Scene): Rendered {
  // Where nothing is asked, the answers never come through the chat.
  const channel = isPageOnly(chat.channel, scene) ? 'web' : chat.channel;
  if (!thread) return renderOutside(reply, { channel, locale: chat.language });
  const { dossier, draft } = thread;
  return render({
    reply,
    // Most words mention nothing of these, and a link takes a keyed hash.
    get facts() {
      return factsOf(thread, scene.zone, scene.complaintPhone);
    },
    get pageUrl() {
      const link = linkFor(thread, chat, scene);
      return link && pageUrl(link, scene);
    },
    locale: draft?.locale ?? localeOf(dossier, chat),
    draft,
    survey: surveyOf(thread, scene),
    filedVia: dossier.filedVia,
    receiptsUrl: `${scene.publicUrl}${RECEIPTS_PATH}`,
    channel,
  });
}

function pageUrl(link: string, { publicUrl }: Scene): string {
  return `${publicUrl}/s/${link}`;
}

function payloads(rendered: Rendered, thread: Thread | null, scene: Scene): MessageBody['buttons'] {
  const survey = thread && surveyOf(thread, scene);
  if (!survey || !thread.invitation) return [];
  const { id } = thread.invitation;
  return rendered.buttons.map((row) =>
    row.map(({ label, choice }) => ({ label, payload: scene.codec.encode(id, choice, survey) })),
  );
}

function surveyOf({ invitation }: Thread, scene: Scene): Survey | null {
  return (invitation && scene.surveys.get(invitation.surveyId)) ?? null;
}

export function sealBody(
  body: MessageBody,
  chat: Chat,
  thread: Thread | null,
  envelope: Envelope,
  scene: Pick<Scene, 'vault' | 'now'>,
): NewMessage {
  const id = newId<MessageId>();
  const open = thread?.invitation && thread.invitation.status !== 'closed' ? thread.invitation.id : null;
  return {
    id,
    chatId: chat.id,
    invitationId: open,
    channel: chat.channel,
    lane: envelope.lane,
    purpose: envelope.purpose,
    sealed: scene.vault.seal('message', id, JSON.stringify(body)),
    body,
    notBefore: scene.now,
    notAfter: envelope.notAfter,
  };
}
