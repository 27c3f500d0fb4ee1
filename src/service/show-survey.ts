import type { Choice } from '../domain/conversation/choice.ts';
import type { Draft, Phase } from '../domain/conversation/draft.ts';
import { promptOf } from '../domain/conversation/prompt.ts';
import type { Reply } from '../domain/conversation/reply.ts';
import { isOpen, type CloseReason, type Invitation } from '../domain/invitation.ts';
import type { Locale } from '../domain/locale.ts';
import type { ReceiptCode } from '../domain/receipt-code.ts';
import type { Survey } from '../domain/survey.ts';
import type { Facts } from '../domain/text/facts.ts';
import { render } from '../domain/text/render.ts';
import type { Saying } from '../domain/text/saying.ts';
import { awaitsPhone, lastDayOf } from '../domain/slip-notice.ts';
import { assertNever } from '../lib/assert-never.ts';
import { localDay } from '../lib/calendar.ts';
import type { Vault } from '../lib/vault.ts';
import { openDraft } from './conversation/conversation-batch.ts';
import { factsOf } from './conversation/facts-of.ts';
import { hasBegun, isInvited, isPrivate, type InvitedThread, type Thread } from './conversation/thread.ts';
import { visitorOf, type Visitor } from './conversation/visitor.ts';
import { deviceIndex } from './fingerprint.ts';
import type { Clock, ConversationStore, DossierRecord, PayloadCodec, ReferenceStore } from './ports.ts';
import { pageReceiptCode } from './receipt.ts';
import { isSurveyToken, tokenHash } from './survey-token.ts';

export interface ShowSurveyParts {
  readonly conversations: Pick<ConversationStore, 'findByToken'>;
  readonly references: Pick<ReferenceStore, 'surveys'>;
  readonly vault: Vault;
  readonly codec: PayloadCodec;
  readonly clock: Clock;
  readonly zone: string;
  readonly complaintPhone: string;
}

export interface Visit {
  readonly token: string;
  /** Random id of the browser; null on its first visit. */
  readonly device: string | null;
  /** Null: the dossier's language. */
  readonly locale: Locale | null;
  /** Id of the post that the page comes from. */
  readonly posted?: string | undefined;
}

interface Told {
  readonly locale: Locale;
  readonly facts: Facts;
  /** The visitor came by the link that went to the phone. */
  readonly isPhone: boolean;
}

/** A button of the page with the payload that it posts. */
export interface PageButton {
  readonly label: string;
  readonly choice: Choice;
  readonly payload: string;
}

/** What the page asks now. */
export interface Prompt extends Told {
  readonly kind: 'asking';
  readonly asks: Reply['kind'];
  /** From 1; null beside the survey's questions. */
  readonly position: number | null;
  /** Questions of the survey. */
  readonly total: number;
  readonly text: string;
  readonly buttons: readonly PageButton[];
  /** False until an opened page has been counted. */
  readonly delivered: boolean;
}

/** What a survey's link shows: the slip's to one device, the phone's to whoever has it. */
export type SurveyView =
  | { readonly kind: 'unknown' }
  /** The dossier is still worked on; or completed, and the delay not over. */
  | (Told & { readonly kind: 'in-progress' | 'not-yet' })
  /** A chat or another device answers, or has answered: nothing of it is shown. */
  | (Told & { readonly kind: 'held-elsewhere' })
  | (Told & { readonly kind: 'closed'; readonly reason: CloseReason | null })
  /** With the receipt of the post that finished the survey, where the page still knows it. */
  | (Told & { readonly kind: 'done'; readonly receipt: ReceiptCode | null })
  | Prompt;

/** Reads, locks nothing and claims nothing; a malformed token is not even looked up. */
export async function showSurvey(parts: ShowSurveyParts, visit: Visit): Promise<SurveyView> {
  const { token, device, locale } = visit;
  const record = isSurveyToken(token) ? await parts.conversations.findByToken(tokenHash(token)) : null;
  if (!record) return { kind: 'unknown' };
  const visitor = visitorOf(parts.vault, record.dossier, token);
  if (visitor === null) return { kind: 'unknown' };
  const found = openThread(record, parts.vault);
  const facts = factsOf(found, parts.zone, parts.complaintPhone);
  const isPhone = visitor.kind === 'phone';
  const told = { locale: locale ?? found.dossier.language, facts, isPhone };
  if (!isInvited(found)) return { ...told, kind: 'in-progress' };
  const standing = standingOf(found, visitor, device, parts);
  if (standing?.kind === 'done') return { ...told, kind: 'done', receipt: receiptOf(visit, parts.vault) };
  if (standing !== null && standing.kind !== 'deniable') return { ...told, ...standing };
  // Whatever the slip began, the phone begins anew.
  const thread = isPhone && found.invitation.proof === 'slip' ? { ...found, draft: null } : found;
  const survey = (await parts.references.surveys()).get(thread.draft?.surveyId ?? thread.invitation.surveyId);
  if (survey === undefined) return { ...told, kind: 'closed', reason: null };
  const reply: Reply = standing ? { kind: 'slip-answered', until: standing.until } : promptOf(phaseOf(thread));
  return ask(parts, thread, survey, { told, reply });
}

function phaseOf({ draft }: Thread): Phase {
  return draft?.phase ?? { kind: 'offered' };
}

function receiptOf({ token, device, posted }: Visit, vault: Vault): ReceiptCode | null {
  return device === null || posted === undefined ? null : pageReceiptCode(vault, { token, device, updateId: posted });
}

type Standing =
  | { readonly kind: 'done' }
  | { readonly kind: 'not-yet' | 'held-elsewhere' }
  | { readonly kind: 'closed'; readonly reason: CloseReason | null }
  /** The phone may say that the answers from the slip are somebody else's. */
  | { readonly kind: 'deniable'; readonly until: string };

/** Null when this visitor may answer now. */
function standingOf(
  thread: InvitedThread,
  visitor: Visitor,
  device: string | null,
  { vault, clock, zone }: ShowSurveyParts,
): Standing | null {
  const { invitation, dossier } = thread;
  const today = localDay(clock.now(), zone);
  switch (visitor.kind) {
    case 'phone':
      return deniable(invitation, today) ?? standingByMessage(thread, invitation.proof === 'phone', clock.now());
    case 'holder':
      if (invitation.chatId !== visitor.chatId) return { kind: 'held-elsewhere' };
      return standingByMessage(thread, true, clock.now());
    case 'slip': {
      const isHolder = device !== null && dossier.slipOwner === `web:${deviceIndex(vault, device)}`;
      return standingBySlip(thread, isHolder && !isHeldByPhone(thread), clock.now());
    }
    default:
      return assertNever(visitor);
  }
}

function deniable(invitation: Invitation, today: string): Standing | null {
  const { sealOn, proof } = invitation;
  if (proof !== 'slip' || sealOn === null || !awaitsPhone(invitation, today)) return null;
  return { kind: 'deniable', until: lastDayOf(sealOn) };
}

/** What others answered is not the phone's to see, nor, once it is sealed, that they did. */
function standingByMessage({ invitation }: InvitedThread, isOwn: boolean, now: Date): Standing | null {
  const { notBefore, notAfter, closeReason } = invitation;
  if (isOwn && isAnswered(invitation)) return { kind: 'done' };
  if (!isOpen(invitation)) return { kind: 'closed', reason: isOwn ? closeReason : null };
  if (notAfter <= now) return { kind: 'closed', reason: null };
  return notBefore > now ? { kind: 'not-yet' } : null;
}

function standingBySlip(thread: InvitedThread, isOwn: boolean, now: Date): Standing | null {
  const { status, closeReason, notBefore, notAfter } = thread.invitation;
  if (isOwn && isAnswered(thread.invitation)) return { kind: 'done' };
  if (isOwn && status === 'closed') return { kind: 'closed', reason: closeReason };
  if (notAfter <= now || (status === 'closed' && !isPrivate(closeReason))) return { kind: 'closed', reason: null };
  if (notBefore > now) return { kind: 'not-yet' };
  return isOwn || isFree(thread) ? null : { kind: 'held-elsewhere' };
}

function isAnswered({ status, closeReason }: Invitation): boolean {
  return status === 'finished' || closeReason === 'finished' || closeReason === 'partial';
}

/** Nobody holds the slip, and no chat that was written to has begun to answer. */
function isFree(thread: InvitedThread): boolean {
  return thread.dossier.slipOwner === null && isOpen(thread.invitation) && !hasBegun(thread);
}

/** The phone has taken over from the slip: whose page knows no more of it than any other device. */
function isHeldByPhone(thread: InvitedThread): boolean {
  const { proof, status, closeReason, slipDeniedOn } = thread.invitation;
  if (slipDeniedOn !== null) return true;
  return proof === 'phone' && (hasBegun(thread) || status === 'finished' || isPrivate(closeReason));
}

function ask(
  parts: ShowSurveyParts,
  { invitation, dossier, draft }: InvitedThread,
  survey: Survey,
  { told, reply }: { readonly told: Told; readonly reply: Reply },
): Prompt {
  const saying = { ...told, reply, draft, survey, filedVia: dossier.filedVia, ...ON_PAGE };
  const encode = (choice: Choice) => parts.codec.encode(invitation.id, choice, survey);
  return { ...told, kind: 'asking', ...wordOnPage(saying, survey, encode), delivered: invitation.deliveredAt !== null };
}

/** What a page asks, and by which buttons. */
export function wordOnPage(
  saying: Saying,
  survey: Survey,
  encode: (choice: Choice) => string,
): Pick<Prompt, 'asks' | 'position' | 'total' | 'text' | 'buttons'> {
  const { text, buttons } = render(saying);
  return {
    asks: saying.reply.kind,
    ...numbered(saying.reply, survey, saying.locale, text),
    total: survey.questions.length,
    buttons: buttons.flat().map(({ label, choice }) => ({ label, choice, payload: encode(choice) })),
  };
}

const ON_PAGE = { channel: 'web', pageUrl: null, receiptsUrl: null } as const;

/** On a page the number of a question stands apart from its words. */
function numbered(reply: Reply, survey: Survey, locale: Locale, text: string): Pick<Prompt, 'position' | 'text'> {
  if (reply.kind !== 'ask' && reply.kind !== 'ask-gate') return { position: null, text };
  const i = survey.questions.findIndex(({ key }) => key === reply.question);
  const question = survey.questions[i];
  const words = (reply.kind === 'ask-gate' ? question?.gate : null) ?? question?.text;
  return { position: i + 1, text: words?.[locale] ?? text };
}

function openThread(record: DossierRecord, vault: Vault): Thread {
  const { draft, invitation } = record;
  const opened: Draft | null = draft && invitation ? openDraft(draft, invitation.id, vault) : null;
  return { ...record, draft: opened };
}
