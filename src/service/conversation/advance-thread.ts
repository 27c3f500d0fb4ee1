import { newDraft } from '../../domain/conversation/draft.ts';
import { hasAnswer } from '../../domain/conversation/progress.ts';
import type { Reply } from '../../domain/conversation/reply.ts';
import { step, type Input, type Outcome } from '../../domain/conversation/step.ts';
import type { ChannelName, CloseReason, Invitation, Proof } from '../../domain/invitation.ts';
import { isOpen } from '../../domain/invitation.ts';
import type { Locale } from '../../domain/locale.ts';
import type { ChatId } from '../../domain/ids.ts';
import type { Scene } from './scene.ts';
import { isInvited, type InvitedThread, type Thread } from './thread.ts';

/** Through what a citizen answers a thread. */
export interface Entrance {
  readonly channel: ChannelName;
  readonly proof: Proof;
  readonly chatId: ChatId | null;
  readonly locale: Locale;
}

export interface Advanced {
  readonly thread: Thread;
  readonly replies: readonly Reply[];
  readonly outcome: Outcome;
}

/** Opens a thread that the citizen came to: by slip, by phone, or by coming back. */
export function openThread(thread: Thread, entrance: Entrance, scene: Scene): Advanced {
  if (!isInvited(thread)) return still(thread, { kind: 'in-progress' });
  const { invitation } = thread;
  if (!isOpen(invitation) || invitation.notAfter <= scene.now) return still(thread, { kind: 'already-closed' });
  if (invitation.notBefore > scene.now) return still(thread, { kind: 'not-yet' });
  const reached = reach(thread, entrance, scene);
  if (reached.draft !== null) return stepThread(reached, { kind: 'open' }, scene);
  const begun = scene.batch.putDraft(reached, newDraft(invitation.surveyId, entrance.locale));
  return { thread: begun, replies: openingReplies(invitation), outcome: 'open' };
}

/** A late dossier's citizen reads the apology before, and apart from, the invitation. */
export function openingReplies(invitation: Pick<Invitation, 'late'>): readonly Reply[] {
  return invitation.late ? [{ kind: 'apology' }, { kind: 'invite' }] : [{ kind: 'invite' }];
}

/** Whoever comes by themselves is asked, whatever kept us from writing first. */
function reach(thread: InvitedThread, entrance: Entrance, scene: Scene): InvitedThread {
  const { invitation } = thread;
  const { channel, chatId } = entrance;
  const proof = invitation.proof === 'phone' ? 'phone' : entrance.proof;
  if (invitation.status === 'queued') scene.batch.silence(invitation.id);
  return scene.batch.putInvitation(thread, {
    status: invitation.status === 'started' ? 'started' : 'sent',
    channel,
    chatId,
    proof,
    exclusion: null,
    invitedAt: invitation.invitedAt ?? scene.now,
    deliveredAt: invitation.deliveredAt ?? scene.now,
  });
}

/**
 * One step of the survey; what it ends is closed, what it finishes awaits its farewell. Until it is sealed a finished
 * survey can still be stopped or deleted.
 */
export function stepThread(thread: InvitedThread, input: Input, scene: Scene): Advanced {
  const { invitation, draft } = thread;
  const survey = draft && scene.surveys.get(draft.surveyId);
  if (!draft || !survey || invitation.status === 'closed') return still(thread, { kind: 'already-closed' });
  const next = step(draft, input, { survey, filedVia: invitation.filedVia });
  const saved = scene.batch.putDraft(thread, next.draft);
  return { thread: settle(saved, next.outcome, scene), replies: next.replies, outcome: next.outcome };
}

function settle(thread: InvitedThread, outcome: Outcome, scene: Scene): InvitedThread {
  if (outcome === 'open') return markStarted(thread, scene);
  if (outcome === 'finished') return finish(thread, scene);
  return close(thread, CLOSE_REASONS[outcome], scene);
}

function finish(thread: InvitedThread, scene: Scene): InvitedThread {
  if (thread.invitation.status === 'finished') return thread;
  return scene.batch.putInvitation(markStarted(thread, scene), { status: 'finished' });
}

const CLOSE_REASONS: Readonly<Record<Exclude<Outcome, 'open' | 'finished'>, CloseReason>> = {
  declined: 'declined',
  discarded: 'declined',
  stopped: 'opted-out',
  'wrong-dossier': 'wrong-number',
};

function markStarted(thread: InvitedThread, scene: Scene): InvitedThread {
  const { invitation, draft } = thread;
  if (invitation.startedOn !== null || draft === null || !hasAnswer(draft)) return thread;
  return scene.batch.putInvitation(thread, { status: 'started', startedOn: scene.today });
}

/** Discards the draft and whatever was still to be sent. */
export function close(thread: InvitedThread, reason: CloseReason, scene: Scene): InvitedThread {
  scene.batch.silence(thread.invitation.id);
  scene.batch.discardDraft(thread);
  return scene.batch.putInvitation(
    { ...thread, draft: null },
    { status: 'closed', closeReason: reason, closedOn: scene.today },
  );
}

function still(thread: Thread, reply: Reply): Advanced {
  return { thread, replies: [reply], outcome: 'open' };
}
