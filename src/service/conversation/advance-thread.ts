import { CONSENT_VERSION } from '../../domain/consent.ts';
import { newDraft, type Draft } from '../../domain/conversation/draft.ts';
import { hasAnswer } from '../../domain/conversation/progress.ts';
import type { Reply } from '../../domain/conversation/reply.ts';
import { step, type Input, type Outcome, type Step } from '../../domain/conversation/step.ts';
import { isOpen, type ChannelName, type CloseReason, type Invitation, type Proof } from '../../domain/invitation.ts';
import type { Locale } from '../../domain/locale.ts';
import type { ChatId } from '../../domain/ids.ts';
import { newId } from '../../lib/new-id.ts';
import { newReceiptCode } from '../receipt.ts';
import { holdForPhone } from './hold-for-phone.ts';
import type { Scene } from './scene.ts';
import { hasBegun, isInvited, isPrivate, type InvitedThread, type Thread } from './thread.ts';

const MAX_TIMES = 50;

/** Through what a citizen answers a thread. */
export interface Entrance {
  readonly channel: ChannelName;
  readonly proof: Proof;
  readonly chatId: ChatId | null;
  /** What a survey that begins here speaks. */
  readonly locale: Locale;
}

export interface Advanced {
  readonly thread: Thread;
  readonly replies: readonly Reply[];
  /** Null when the survey did not move, for there is none or its time is not now. */
  readonly outcome: Outcome | null;
}

/**
 * A slip opens nothing that others have begun to answer, or have answered or refused, and nothing once the phone said
 * that its answers were somebody else's. To a phone everything of its dossiers is open.
 */
export function isHeldFrom(thread: InvitedThread, entrance: Entrance): boolean {
  if (entrance.proof === 'phone' || isOf(thread.invitation, entrance)) return false;
  if (thread.invitation.slipDeniedOn !== null) return true;
  return hasBegun(thread) || isPrivate(thread.invitation.closeReason);
}

/** Opens a thread that the citizen came to: by slip, by phone, or by coming back. */
export function openThread(thread: Thread, entrance: Entrance, scene: Scene): Advanced {
  if (!isInvited(thread)) return still(thread, { kind: 'in-progress' });
  const { invitation } = thread;
  if (!isOpen(invitation) || isOver(invitation, scene)) return still(thread, { kind: 'already-closed' });
  if (invitation.notBefore > scene.now) return still(thread, { kind: 'not-yet' });
  const reached = reach(thread, entrance, scene);
  if (reached.draft !== null) return stepThread(reached, { kind: 'open' }, scene);
  const begun = scene.batch.putDraft(reached, freshDraft(thread, entrance));
  return { thread: begun, replies: openingReplies(invitation), outcome: 'open' };
}

/**
 * What a citizen taps or types in a thread. Until it is sealed a finished survey can still be stopped or deleted; past
 * its last day nothing counts.
 */
export function playThread(thread: InvitedThread, input: Input, entrance: Entrance, scene: Scene): Advanced {
  const { invitation } = thread;
  if (invitation.status === 'closed' || isOver(invitation, scene)) return still(thread, { kind: 'already-closed' });
  const reached = isOpen(invitation) ? reach(thread, entrance, scene) : thread;
  const draft = reached.draft ?? freshDraft(thread, entrance);
  return stepThread({ ...reached, draft }, input, scene);
}

/**
 * Whether an input means nothing to a survey that waits to be begun, or is done: it would only be told again where it
 * stands.
 */
export function isLost({ invitation, draft }: InvitedThread, input: Input, scene: Scene): boolean {
  const survey = draft && scene.surveys.get(draft.surveyId);
  if (!draft || !survey) return false;
  const next = step(draft, input, { survey, filedVia: invitation.filedVia });
  return next.draft === draft && next.replies.every(({ kind }) => kind === 'invite' || kind === 'already-closed');
}

/** What the platform reports, or has reported, about the message to the phone is the phone's: a new beginning keeps it. */
export function freshDraft({ invitation, draft }: InvitedThread, { locale }: Entrance): Draft {
  const fresh = newDraft(invitation.surveyId, locale, draft?.trackingId ?? newId<string>());
  return { ...fresh, rating: draft?.rating ?? null };
}

/** A late dossier's citizen reads the apology before, and apart from, the invitation. */
export function openingReplies(invitation: Pick<Invitation, 'late'>): readonly Reply[] {
  return invitation.late ? [{ kind: 'apology' }, { kind: 'invite' }] : [{ kind: 'invite' }];
}

/**
 * Puts a thread into the hands of whoever came: they are asked, whatever kept us from writing first, and what we were
 * about to write is dropped. A phone begins anew what somebody with the slip began: nobody goes on with another's
 * answers, and the stronger proof wins.
 */
export function reach(thread: InvitedThread, entrance: Entrance, scene: Scene): InvitedThread {
  const { invitation } = thread;
  const { channel, chatId, proof } = entrance;
  const isOwn = isOf(invitation, entrance);
  const isTakenOver = !isOwn && hasBegun(thread) && invitation.proof === 'slip';
  const isReached = invitation.status === 'sent' || invitation.status === 'started';
  const isKnown = invitation.deliveredAt !== null && invitation.exclusion === null && invitation.proof === proof;
  if (isOwn && isReached && isKnown) return thread;
  if (invitation.status === 'queued') scene.batch.silence(invitation.id);
  return scene.batch.putInvitation(isTakenOver ? scene.batch.discardDraft(thread) : thread, {
    status: invitation.status === 'started' && !isTakenOver ? 'started' : 'sent',
    startedOn: isTakenOver ? null : invitation.startedOn,
    consentVersion: isTakenOver ? null : invitation.consentVersion,
    channel,
    chatId,
    proof,
    exclusion: null,
    invitedAt: invitation.invitedAt ?? scene.now,
    deliveredAt: invitation.deliveredAt ?? scene.now,
  });
}

/** Discards the draft and whatever was still to be sent. */
export function close(thread: InvitedThread, reason: CloseReason, scene: Scene): InvitedThread {
  scene.batch.silence(thread.invitation.id);
  return scene.batch.putInvitation(scene.batch.discardDraft(thread), {
    status: 'closed',
    closeReason: reason,
    closedOn: scene.today,
    consentVersion: null,
    sealOn: null,
  });
}

/** One step of the survey; what it ends is closed, what it finishes awaits its farewell. */
function stepThread(thread: InvitedThread, input: Input, scene: Scene): Advanced {
  const { invitation, draft } = thread;
  const survey = draft && scene.surveys.get(draft.surveyId);
  if (!draft || !survey) return still(thread, { kind: 'already-closed' });
  const next = timed(draft, step(draft, input, { survey, filedVia: invitation.filedVia }), scene.heardAt);
  return { thread: settle(thread, next, scene), replies: next.replies, outcome: next.outcome };
}

/** Notes when the first question was shown and when each answer came; repeated taps of one survey are bounded. */
function timed(before: Draft, next: Step, at: Date): Step {
  const begins = before.phase.kind === 'offered' && next.draft.phase.kind !== 'offered';
  const { answerTimes } = next.draft;
  if (!(begins || next.changed) || answerTimes.length >= MAX_TIMES) return next;
  return { ...next, draft: { ...next.draft, answerTimes: [...answerTimes, at.getTime()] } };
}

function settle(thread: InvitedThread, { draft, outcome }: Step, scene: Scene): InvitedThread {
  if (outcome === 'open') return markStarted(noteConsent(scene.batch.putDraft(thread, draft), scene), scene);
  if (outcome === 'finished') return finish(noteConsent(scene.batch.putDraft(thread, draft), scene), scene);
  return close(thread, CLOSE_REASONS[outcome], scene);
}

/** Whoever answers has read our words; a platform's own rating comes without them. */
function noteConsent(thread: InvitedThread, scene: Scene): InvitedThread {
  const { invitation, draft } = thread;
  if (invitation.consentVersion !== null || draft === null || Object.keys(draft.answers).length === 0) return thread;
  return scene.batch.putInvitation(thread, { consentVersion: CONSENT_VERSION });
}

/** Whoever has skipped everything has taken part too: a finished survey counts as started, and has its receipt. */
function finish(thread: InvitedThread, scene: Scene): InvitedThread {
  const { status, startedOn } = thread.invitation;
  if (status === 'finished') return thread;
  const { draft } = thread;
  const told = draft && scene.batch.putDraft(thread, { ...draft, receipt: newReceiptCode(scene.vault) });
  const sealOn = holdForPhone(thread, scene);
  return scene.batch.putInvitation(told ?? thread, { status: 'finished', startedOn: startedOn ?? scene.today, sealOn });
}

const CLOSE_REASONS: Readonly<Record<Exclude<Outcome, 'open' | 'finished'>, CloseReason>> = {
  declined: 'declined',
  discarded: 'declined',
  stopped: 'opted-out',
  'wrong-dossier': 'wrong-number',
};

export function markStarted(thread: InvitedThread, scene: Scene): InvitedThread {
  const { invitation, draft } = thread;
  if (invitation.startedOn !== null || draft === null || !hasAnswer(draft)) return thread;
  return scene.batch.putInvitation(thread, { status: 'started', startedOn: scene.today });
}

/** A page has no chat: there the slip and the phone's link are two entrances. */
function isOf(invitation: Invitation, { channel, chatId, proof }: Entrance): boolean {
  const isSame = invitation.channel === channel && invitation.chatId === chatId;
  return isSame && (chatId !== null || invitation.proof === proof);
}

export function isOver(invitation: Invitation, scene: Scene): boolean {
  return invitation.notAfter <= scene.now;
}

function still(thread: Thread, reply: Reply): Advanced {
  return { thread, replies: [reply], outcome: null };
}
