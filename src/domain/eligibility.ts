import type { Applicant, Outcome } from './dossier.ts';
import type { Exclusion } from './invitation.ts';
import type { ProcedureTone } from './procedure.ts';

export interface EligibilityFacts {
  readonly applicant: Applicant;
  readonly outcome: Outcome;
  readonly tone: ProcedureTone;
  readonly late: boolean;
  /** The telephone on file belongs to staff. */
  readonly staffPhone: boolean;
  readonly optedOut: boolean;
  /** Surveys that we started with this person within the last `QUIET_DAYS`. */
  readonly recentInvites: number;
}

export const QUIET_DAYS = 30;

const DAY_MS = 86_400_000;

/** Whether a survey that we started at `invitedAt` still counts for the 30-day rule at `at`. */
export function isRecent(invitedAt: Date, at: Date): boolean {
  return at.getTime() - invitedAt.getTime() < QUIET_DAYS * DAY_MS;
}

/** The published reason for which a completed dossier is not asked about; null when it is eligible. */
export function exclusionOf(facts: EligibilityFacts, rules: { readonly askBereaved: boolean }): Exclusion | null {
  if (facts.applicant === 'organisation') return 'organisation';
  if (facts.outcome === 'withdrawn') return 'withdrawn';
  if (facts.tone === 'bereavement' && !rules.askBereaved) return 'bereavement';
  if (facts.staffPhone) return 'staff-phone';
  if (facts.optedOut) return 'opted-out';
  return facts.recentInvites > allowance(facts) ? 'recently-asked' : null;
}

/** A late or refused dossier may break the 30-day rule once: those who fared worse must not go unheard. */
function allowance({ late, outcome }: EligibilityFacts): number {
  return late || outcome === 'refused' ? 1 : 0;
}

/** A clerk's own number on a dossier must not take its citizen's voice away. */
const ANSWERABLE: ReadonlySet<Exclusion> = new Set(['recently-asked', 'opted-out', 'staff-phone', 'not-drawn']);

/** These exclusions silence what we start; who opens the slip of their own accord may answer. */
export function canAnswerFromSlip(exclusion: Exclusion | null): boolean {
  return exclusion === null || ANSWERABLE.has(exclusion);
}
