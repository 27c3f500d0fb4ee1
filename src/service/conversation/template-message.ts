import type { Chat } from '../../domain/chat.ts';
import type { Reply } from '../../domain/conversation/reply.ts';
import type { ChannelName } from '../../domain/invitation.ts';
import { proofOf, type Means } from '../../domain/ladder.ts';
import type { TemplateMessage, TemplateName } from '../../domain/message.ts';
import { formatted } from '../../domain/text/word-opening.ts';
import { templateFor } from '../../domain/template-policy.ts';
import { newId } from '../../lib/new-id.ts';
import { holderToken, phoneToken } from '../survey-token.ts';
import { factsOf } from './facts-of.ts';
import type { Scene } from './scene.ts';
import { hasBegun, type InvitedThread, type Thread } from './thread.ts';

/** Without an answer to one of these the survey stands still: where no text arrives, a template leads to the page. */
const AWAITS_ANSWER: ReadonlySet<Reply['kind']> = new Set([
  'invite',
  'reminder',
  'ask',
  'ask-gate',
  'ask-comment',
  'confirm-score',
  'not-understood',
]);

export function awaitsAnswer({ kind }: Reply): boolean {
  return AWAITS_ANSWER.has(kind);
}

/** What a reply brings along for channels with templates; null where there is none, or nothing waits for an answer. */
export function templateOf(reply: Reply, chat: Chat, thread: Thread, scene: Scene): TemplateMessage | null {
  if (reply.kind === 'slip-answered') return noticeTemplate(reply.until, chat, thread, scene);
  if (thread.draft === null || !awaitsAnswer(reply)) return null;
  const name = nameFor(thread, chat.channel, reply.kind !== 'invite' || hasBegun(thread), scene);
  const link = name && linkFor(thread, chat, scene);
  if (name === null || link === null) return null;
  return { name, parameters: parametersOf(thread, link, scene), trackingId: thread.draft.trackingId };
}

function noticeTemplate(until: string, chat: Chat, thread: Thread, scene: Scene): TemplateMessage | null {
  if (!scene.templates.get(chat.channel)?.offered.has('slip-notice')) return null;
  const link = linkFor(thread, chat, scene);
  if (link === null) return null;
  const parameters = { ...parametersOf(thread, link, scene), han: formatted(until, 'vi') ?? '' };
  return { name: 'slip-notice', parameters, trackingId: newId<string>() };
}

/** What there is to tell a phone on file with. */
export function meansToTell({ dossier }: InvitedThread, scene: Scene): Means {
  const { templates, batch } = scene;
  const offering = [...templates].filter(([, { offered }]) => offered.has('slip-notice'));
  return {
    templates: new Map(offering.map(([channel]) => [channel, 'slip-notice'] as const)),
    pageOnly: pageOnlyOf(scene),
    hasPhone: batch.phoneOf(dossier.id) !== null,
  };
}

function pageOnlyOf(scene: Scene): ReadonlySet<ChannelName> {
  return new Set([...scene.templates.keys()].filter((channel) => isPageOnly(channel, scene)));
}

/** What there is to write a first message with. */
export function meansFor(thread: InvitedThread, scene: Scene): Means {
  const named = [...scene.templates.keys()].map(
    (channel) => [channel, nameFor(thread, channel, false, scene)] as const,
  );
  return {
    templates: new Map(named.flatMap(([channel, name]) => (name === null ? [] : [[channel, name] as const]))),
    pageOnly: pageOnlyOf(scene),
    hasPhone: scene.batch.phoneOf(thread.dossier.id) !== null,
  };
}

/** Nothing is asked in chats of this channel: its messages lead to the page. */
export function isPageOnly(channel: ChannelName, { templates }: Pick<Scene, 'templates'>): boolean {
  return templates.get(channel)?.chatSurvey === false;
}

/** What we start in this chat is a template and nothing else. */
export function isTemplateAlone({ channel, templateOnly }: Chat, scene: Pick<Scene, 'templates'>): boolean {
  return templateOnly || isPageOnly(channel, scene);
}

function nameFor(thread: Thread, channel: ChannelName, again: boolean, scene: Scene): TemplateName | null {
  const policy = scene.templates.get(channel);
  const { invitation, tone } = thread;
  if (!policy || !invitation) return null;
  return templateFor({ bereavement: tone === 'bereavement', late: invitation.late, again }, policy.offered);
}

/** Each tie has a link of its own, so that nobody comes to more than their own message proves. */
export function linkFor({ dossier }: Thread, chat: Chat, { vault }: Scene): string | null {
  const proof = proofOf(dossier, chat);
  if (proof === 'phone') return phoneToken(vault, dossier.id);
  return proof === 'slip' ? holderToken(vault, dossier.id, `chat:${chat.id}`) : null;
}

/** Names as the README gives them to whoever words the templates; each template takes those that it has places for. */
function parametersOf(thread: Thread, link: string, scene: Scene): Readonly<Record<string, string>> {
  const facts = factsOf(thread, scene.zone, scene.complaintPhone);
  return {
    don_vi: facts.unitName,
    thu_tuc: thread.procedureName,
    ma_ho_so: facts.dossierTail,
    ma_phieu: facts.shortCode,
    ngay: formatted(facts.returnedOn, 'vi') ?? '',
    han: formatted(facts.closesOn, 'vi') ?? '',
    lien_ket: link,
  };
}
