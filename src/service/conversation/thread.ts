import type { Draft } from '../../domain/conversation/draft.ts';
import type { Dossier } from '../../domain/dossier.ts';
import type { Invitation } from '../../domain/invitation.ts';
import type { ProcedureTone } from '../../domain/procedure.ts';
import type { Unit } from '../../domain/unit.ts';

/** A dossier, its invitation and its readable draft, while a batch is worked on. */
export interface Thread {
  readonly dossier: Dossier;
  readonly unit: Unit;
  readonly tone: ProcedureTone;
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
