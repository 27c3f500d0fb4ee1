import type { Chat } from '../../domain/chat.ts';
import type { Draft } from '../../domain/conversation/draft.ts';
import { basePhase } from '../../domain/conversation/prompt.ts';
import type { Dossier } from '../../domain/dossier.ts';
import { isOpen, type CloseReason, type Invitation } from '../../domain/invitation.ts';
import type { Locale } from '../../domain/locale.ts';
import type { ProcedureTone } from '../../domain/procedure.ts';
import type { Unit } from '../../domain/unit.ts';

/** A dossier, its invitation and its readable draft, while a batch is worked on. */
export interface Thread {
  readonly dossier: Dossier;
  readonly unit: Unit;
  readonly tone: ProcedureTone;
  readonly procedureName: string;
  readonly invitation: Invitation | null;
  readonly draft: Draft | null;
}

/** A thread whose dossier has been completed. */
export interface InvitedThread extends Thread {
  readonly invitation: Invitation;
}

export function isInvited(thread: Thread): thread is InvitedThread {
  return thread.invitation !== null;
}

/** Its time has come and is not over, and nobody has ended it. */
export function isAnswerable({ invitation }: InvitedThread, now: Date): boolean {
  return isOpen(invitation) && invitation.notBefore <= now && invitation.notAfter > now;
}

/** Somebody is past the invitation, or has rated. */
export function hasBegun({ draft }: Pick<Thread, 'draft'>): boolean {
  return draft !== null && (draft.rating !== null || basePhase(draft.phase).kind !== 'offered');
}

/** How a survey that was answered, or refused, is closed: whoever holds a copy of the slip must not learn of it. */
const PRIVATE: ReadonlySet<CloseReason | null> = new Set([
  'finished',
  'partial',
  'declined',
  'opted-out',
  'wrong-number',
]);

export function isPrivate(closeReason: CloseReason | null): boolean {
  return PRIVATE.has(closeReason);
}

/** The dossier's language when it is not Vietnamese, else what the chat has chosen. */
export function localeOf({ language }: Pick<Dossier, 'language'>, chat: Pick<Chat, 'language'>): Locale {
  return language === 'vi' ? chat.language : language;
}
