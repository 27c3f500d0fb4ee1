import { normaliseDossierCode } from '../domain/dossier-code.ts';
import type { Exclusion, Invitation } from '../domain/invitation.ts';
import { isWithin, type Unit, type UnitScope } from '../domain/unit.ts';
import type { Clock, DossierRecord, DossierStore } from './ports.ts';
import { surveyLinks, type LinkParts, type SurveyLinks } from './survey-links.ts';

/**
 * All that staff ever see of one dossier's survey. `sent` lasts until its seven days are over, whatever the citizen
 * did; `closed` covers never started, finished and declined alike.
 */
export type DossierState = 'registered' | 'completed' | 'sent' | 'not-sendable' | 'closed';

/** Why nothing could be sent. */
export type NotSendable = Exclusion | 'no-channel';

export interface DossierStatus {
  readonly code: string;
  readonly unit: Unit;
  readonly state: DossierState;
  readonly reason: NotSendable | null;
  readonly shortCode: string;
  readonly links: SurveyLinks;
}

export interface ShowDossierParts extends LinkParts {
  readonly dossiers: DossierStore;
  readonly clock: Clock;
}

/** Null when the code is unknown, or of a unit outside the scope: the two look alike. */
export async function showDossier(
  parts: ShowDossierParts,
  code: string,
  scope: UnitScope,
): Promise<DossierStatus | null> {
  const record = await parts.dossiers.find(normaliseDossierCode(code));
  if (!record || !isWithin(scope, record.unit)) return null;
  return statusOf(parts, record, parts.clock.now());
}

type Shown = Pick<DossierRecord, 'dossier' | 'unit' | 'invitation'>;

export function statusOf(parts: LinkParts, { dossier, unit, invitation }: Shown, now: Date): DossierStatus {
  const links = surveyLinks(parts, dossier);
  return { code: dossier.code, unit, shortCode: dossier.shortCode, links, ...stateOf(invitation, now) };
}

/** Of an invitation, all that its state depends on. */
export type Standing = Pick<
  Invitation,
  'exclusion' | 'closeReason' | 'status' | 'channel' | 'proof' | 'invitedAt' | 'notAfter'
>;

/** What staff may know of a survey at this moment; nothing in it depends on what the citizen did. */
export function stateOf(invitation: Standing | null, now: Date): Pick<DossierStatus, 'state' | 'reason'> {
  if (!invitation) return { state: 'registered', reason: null };
  const reason = notSendable(invitation);
  if (reason !== null) return { state: 'not-sendable', reason };
  if (invitation.notAfter <= now) return { state: 'closed', reason: null };
  return {
    state: invitation.invitedAt === null || invitation.status === 'queued' ? 'completed' : 'sent',
    reason: null,
  };
}

/** Where we could write to nobody it stays at that: whether somebody opened the slip is not for staff to see. */
function notSendable({ exclusion, closeReason, status, channel, proof }: Standing): NotSendable | null {
  if (exclusion !== null) return exclusion;
  const bySlip = channel === 'web' && proof === 'slip';
  return status === 'waiting' || closeReason === 'no-contact' || bySlip ? 'no-channel' : null;
}
