import type { EnteredCode } from '../domain/entered-code.ts';
import type { Invitation } from '../domain/invitation.ts';
import type { UnitCode } from '../domain/unit.ts';
import type { Clock, DossierStore, DossierWrites, RegisteredSet } from './ports.ts';

export interface AskParts {
  readonly dossiers: Pick<DossierStore, 'register' | 'codesBehind'>;
  readonly clock: Clock;
}

export interface PosterAsk {
  /** Whose poster it is. */
  readonly unit: UnitCode;
  readonly entered: EnteredCode;
}

/**
 * Somebody entered a code at a unit's poster. Where the dossier's time has come and nobody could be reached yet, the
 * invitation goes down the ladder again, to the phone on file and in the usual hours: never to who asks, never a second
 * time. All else changes nothing, and nobody is told which it was.
 */
export async function askInvitation(parts: AskParts, { unit, entered }: PosterAsk): Promise<void> {
  const codes = entered.kind === 'dossier' ? [entered.code] : await parts.dossiers.codesBehind(entered.code, unit);
  if (codes.length === 0) return;
  const now = parts.clock.now();
  await parts.dossiers.register({ codes, phones: [] }, (found) => writesOf(found, unit, now));
}

const NOTHING: DossierWrites = {
  inserted: [],
  updated: [],
  corrections: [],
  invitations: [],
  removed: [],
  disarmed: [],
};

function writesOf({ dossiers, invitations }: RegisteredSet, unit: UnitCode, now: Date): DossierWrites {
  const asked = [...dossiers.values()].filter(({ unitCode, phoneIndex }) => unitCode === unit && phoneIndex !== null);
  const unreached = asked.flatMap(({ id }) => invitations.get(id) ?? []).filter((each) => isUnreached(each, now));
  return { ...NOTHING, invitations: unreached.map((each) => ({ ...each, status: 'armed' })) };
}

function isUnreached(invitation: Invitation, now: Date): boolean {
  const { status, exclusion, invitedAt, channel, startedOn, notBefore, notAfter } = invitation;
  const isWaiting = status === 'waiting' && exclusion === null && invitedAt === null;
  return isWaiting && channel === null && startedOn === null && notBefore <= now && now < notAfter;
}
