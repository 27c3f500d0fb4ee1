import type { Chat } from '../../domain/chat.ts';
import type { Reply } from '../../domain/conversation/reply.ts';
import type { MessageId } from '../../domain/ids.ts';
import type { Lane, MessageBody, MessagePurpose, NewMessage } from '../../domain/message.ts';
import type { Survey } from '../../domain/survey.ts';
import { render, renderOutside } from '../../domain/text/render.ts';
import type { Rendered } from '../../domain/text/rendered.ts';
import { newId } from '../../lib/new-id.ts';
import { factsOf } from './facts-of.ts';
import type { Scene } from './scene.ts';
import { localeOf, type Thread } from './thread.ts';

export interface Envelope {
  readonly lane: Lane;
  readonly purpose: MessagePurpose;
  readonly notAfter: Date;
  readonly editMessageId: string | null;
  readonly callbackId: string | null;
}

/** Words a reply for one chat; `thread` is null for replies outside any survey. */
export function composeMessage(
  reply: Reply,
  chat: Chat,
  thread: Thread | null,
  envelope: Envelope,
  scene: Scene,
): NewMessage {
  const rendered = wordReply(reply, chat, thread, scene);
  const body: MessageBody = {
    text: rendered.text,
    buttons: payloads(rendered, thread, scene),
    asksForPhone: rendered.asksForPhone,
    editMessageId: envelope.editMessageId,
    callbackId: envelope.callbackId,
  };
  return sealMessage(body, chat, thread, envelope, scene);
}

/** Answers nothing but the platform's spinner. */
export function acknowledgement(chat: Chat, callbackId: string, envelope: Envelope, scene: Scene): NewMessage {
  const body: MessageBody = { text: null, buttons: [], asksForPhone: false, editMessageId: null, callbackId };
  return sealMessage(body, chat, null, envelope, scene);
}

function wordReply(reply: Reply, chat: Chat, thread: Thread | null, scene: Scene): Rendered {
  if (!thread) return renderOutside(reply, chat.language);
  const { dossier, draft } = thread;
  return render({
    reply,
    facts: factsOf(thread, scene.zone, scene.complaintPhone),
    locale: draft?.locale ?? localeOf(dossier, chat),
    draft,
    survey: surveyOf(thread, scene),
    filedVia: dossier.filedVia,
  });
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

function sealMessage(
  body: MessageBody,
  chat: Chat,
  thread: Thread | null,
  envelope: Envelope,
  scene: Scene,
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
    notBefore: scene.now,
    notAfter: envelope.notAfter,
  };
}
