import type { DraftRating } from '../../domain/conversation/draft.ts';
import type { Report } from '../../domain/inbound.ts';
import { isOpen } from '../../domain/invitation.ts';
import { freshDraft, isHeldFrom, isOver, markStarted, reach, type Entrance } from './advance-thread.ts';
import { entranceOf } from './enter-thread.ts';
import type { Scene } from './scene.ts';
import { isInvited, type InvitedThread } from './thread.ts';

/**
 * Puts a platform's rating into the draft that the page or the chat goes on with, so that there is one response. What
 * is about no message of ours, or about a survey that is sealed, refused or over, is left alone.
 */
export function handleRating(event: Extract<Report, { kind: 'rating' }>, updateId: string, scene: Scene): void {
  const rated = scene.batch.ratedBy(updateId);
  if (rated === null || !isInvited(rated.thread)) return;
  const { thread, chat } = rated;
  const entrance = entranceOf(thread, chat);
  if (thread.invitation.status === 'closed' || isOver(thread.invitation, scene) || isHeldFrom(thread, entrance)) return;
  const { stars, reasons, note, ratedAt } = event;
  keepRating(thread, { stars, reasons, note, ratedAt }, entrance, scene);
}

/** The last one given counts, whichever comes last. */
function keepRating(thread: InvitedThread, rating: DraftRating, entrance: Entrance, scene: Scene): void {
  const reached = isReached(thread, entrance) ? thread : reach(thread, entrance, scene);
  const draft = reached.draft ?? freshDraft(thread, entrance);
  if (draft.rating !== null && draft.rating.ratedAt > rating.ratedAt) return;
  markStarted(scene.batch.putDraft(reached, { ...draft, rating }), scene);
}

/** Whoever answers on the page with the same proof stays there. */
function isReached({ invitation }: InvitedThread, { proof }: Entrance): boolean {
  const isAnswered = invitation.status === 'sent' || invitation.status === 'started';
  return !isOpen(invitation) || (isAnswered && invitation.proof === proof && invitation.deliveredAt !== null);
}
