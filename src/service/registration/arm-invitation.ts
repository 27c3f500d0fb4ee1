import { armedAt, nextAllowed, notAfter, type ContactPolicy } from '../../domain/contact-policy.ts';
import type { Dossier } from '../../domain/dossier.ts';
import { canAnswerFromSlip, exclusionOf, isRecent } from '../../domain/eligibility.ts';
import type { InvitationId } from '../../domain/ids.ts';
import type { Exclusion, Invitation } from '../../domain/invitation.ts';
import { isLate } from '../../domain/lateness.ts';
import type { Procedure } from '../../domain/procedure.ts';
import type { Unit } from '../../domain/unit.ts';
import { localDay, monthOf } from '../../lib/calendar.ts';
import type { Vault } from '../../lib/vault.ts';
import type { DrawnTest } from '../draw/drawn-test.ts';

export interface ArmContext {
  readonly vault: Vault;
  readonly zone: string;
  readonly policy: ContactPolicy;
  readonly surveyId: string;
  readonly now: Date;
  /** By the draws of the months concerned. */
  readonly isDrawn: DrawnTest;
}

/** A completed dossier and what is known of its applicant. */
export interface Completed {
  readonly dossier: Dossier;
  readonly completedAt: Date;
  readonly unit: Unit;
  readonly procedure: Procedure;
  readonly suppressed: boolean;
  readonly staffPhone: boolean;
  /** When we asked, or shall ask, the same phone about other dossiers. */
  readonly askedAt: readonly Date[];
}

/** Attribution is frozen here: unit, procedure, lateness and month never change once the invitation is out. */
export function armInvitation(completed: Completed, id: InvitationId, context: ArmContext): Invitation {
  const { dossier, completedAt, unit, procedure } = completed;
  const late = isLate({ completedAt, dueAt: dossier.dueAt }, context.zone);
  const notBefore = armedAt(dossier, procedure.tone, context.policy) ?? completedAt;
  const completedOn = localDay(completedAt, context.zone);
  const isDrawn = context.isDrawn({ code: dossier.code, unitCode: unit.code, completedOn });
  const exclusion = excluded(completed, late, notBefore) ?? (isDrawn ? null : 'not-drawn');
  return {
    id,
    dossierId: dossier.id,
    surveyId: context.surveyId,
    unitCode: unit.code,
    provinceCode: unit.parentCode ?? unit.code,
    procedureCode: procedure.code,
    filedVia: dossier.filedVia,
    late,
    completedMonth: monthOf(completedOn),
    completedOn,
    phoneIndex: dossier.phoneIndex,
    ...standing(exclusion, localDay(context.now, context.zone)),
    exclusion,
    notBefore,
    // Counted from the first moment at which we may write, or a long holiday would use all the days up.
    notAfter: notAfter(nextAllowed(notBefore, context.policy)),
    channel: null,
    proof: null,
    chatId: null,
    invitedAt: null,
    deliveredAt: null,
    startedOn: null,
    consentVersion: null,
    remindedAt: null,
    sendAfter: null,
    sealOn: null,
    slipToldOn: null,
    slipDeniedOn: null,
  };
}

/** Until the message is on its way a correction may still change what is asked. */
export function isStillOurs(invitation: Invitation): boolean {
  return invitation.invitedAt === null && (invitation.closeReason === null || invitation.closeReason === 'excluded');
}

function excluded(completed: Completed, late: boolean, notBefore: Date): Exclusion | null {
  const { dossier, procedure, suppressed, staffPhone, askedAt } = completed;
  const recentInvites = askedAt.filter((asked) => isRecent(asked, notBefore)).length;
  const { applicant, outcome } = dossier;
  const facts = { applicant, outcome, tone: procedure.tone, late, staffPhone, optedOut: suppressed, recentInvites };
  return exclusionOf(facts, { askBereaved: false });
}

/** An excluded survey whose slip may still be opened waits for it; the others are closed at once. */
function standing(exclusion: Exclusion | null, today: string): Pick<Invitation, 'status' | 'closeReason' | 'closedOn'> {
  if (exclusion === null) return { status: 'armed', closeReason: null, closedOn: null };
  if (canAnswerFromSlip(exclusion)) return { status: 'waiting', closeReason: null, closedOn: null };
  return { status: 'closed', closeReason: 'excluded', closedOn: today };
}
