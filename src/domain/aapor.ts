import { assertNever } from '../lib/assert-never.ts';
import type { Exclusion, Invitation } from './invitation.ts';
import { rateOf, type Rate } from './rate.ts';

/**
 * Groups of final dispositions in AAPOR's formulas: complete, partial, refusal and break-off, non-contact, other;
 * unknown whether the address led to anybody, unknown otherwise; not eligible.
 */
export type OutcomeGroup = 'I' | 'P' | 'R' | 'NC' | 'O' | 'UH' | 'UO' | 'NE';

export interface FinalDisposition {
  readonly code: string;
  readonly group: OutcomeGroup;
}

/**
 * What became of an invitation, in the final disposition codes of AAPOR's Standard Definitions (10th edition, 2023),
 * internet surveys of specifically named persons: the holder of the dossier is the named person.
 */
export const FINAL_DISPOSITIONS = {
  finished: { code: '1.1', group: 'I' },
  partial: { code: '1.2', group: 'P' },
  /** No to this survey, or to all of them, also in advance. */
  refused: { code: '2.11', group: 'R' },
  /** Started and left nothing that can be kept. */
  'broken-off': { code: '2.12', group: 'R' },
  /** It arrived, and nobody began. A delivered message proves no contact with the person. */
  'not-contacted': { code: '2.20', group: 'NC' },
  /** Nothing could be sent, and the slip stayed unopened. */
  'not-sent': { code: '3.11', group: 'UH' },
  /** Sent, and no receipt came. */
  'nothing-returned': { code: '3.19', group: 'UH' },
  /** "Không phải hồ sơ của tôi" */
  'wrong-person': { code: '3.91', group: 'UO' },
  /** Outside the survey: an organisation, a bereavement, a withdrawn dossier, a telephone of staff. */
  'screened-out': { code: '4.10', group: 'NE' },
  /** The published rule of one survey a person in 30 days. */
  'recently-asked': { code: '4.90', group: 'NE' },
  /** Not in the sample. */
  'not-drawn': { code: '4.90', group: 'NE' },
} as const satisfies Readonly<Record<string, FinalDisposition>>;

export type OutcomeName = keyof typeof FINAL_DISPOSITIONS;

export type OutcomeFacts = Pick<Invitation, 'status' | 'closeReason' | 'exclusion'> & {
  readonly delivered: boolean;
  readonly started: boolean;
};

/**
 * The outcome as if the survey ended now: an invitation still open counts by what is known of it and never as an
 * interview, so that those who answer fast do not make the rates of a young month.
 */
export function outcomeOf(facts: OutcomeFacts): OutcomeName {
  if (facts.closeReason !== null) return closedOutcome(facts, facts.closeReason);
  switch (facts.status) {
    case 'finished':
      return 'finished';
    case 'started':
      return 'broken-off';
    case 'sent':
    case 'queued':
    case 'armed':
    case 'waiting':
    case 'closed':
      return facts.exclusion === null ? silentOutcome(facts) : excludedOutcome(facts.exclusion);
    default:
      return assertNever(facts.status);
  }
}

function closedOutcome(facts: OutcomeFacts, reason: NonNullable<Invitation['closeReason']>): OutcomeName {
  switch (reason) {
    case 'finished':
    case 'partial':
      return reason;
    case 'declined':
    case 'opted-out':
      return 'refused';
    case 'wrong-number':
      return 'wrong-person';
    case 'expired':
    case 'no-contact':
    case 'excluded':
      return facts.exclusion === null ? silentOutcome(facts) : excludedOutcome(facts.exclusion);
    default:
      return assertNever(reason);
  }
}

function silentOutcome({ status, closeReason, delivered, started }: OutcomeFacts): OutcomeName {
  if (started) return 'broken-off';
  if (delivered) return 'not-contacted';
  return status === 'sent' || closeReason === 'expired' ? 'nothing-returned' : 'not-sent';
}

/** Whoever opted out before has refused, though the published exclusions leave them out of what is eligible. */
function excludedOutcome(exclusion: Exclusion): OutcomeName {
  if (exclusion === 'opted-out') return 'refused';
  return exclusion === 'recently-asked' || exclusion === 'not-drawn' ? exclusion : 'screened-out';
}

export type OutcomeCounts = Readonly<Record<OutcomeGroup, number>>;

export function countOutcomes(
  rows: readonly { readonly facts: OutcomeFacts; readonly count: number }[],
): OutcomeCounts {
  const counts = { I: 0, P: 0, R: 0, NC: 0, O: 0, UH: 0, UO: 0, NE: 0 };
  for (const { facts, count } of rows) counts[FINAL_DISPOSITIONS[outcomeOf(facts)].group] += count;
  return counts;
}

export const AAPOR_RATES = ['RR1', 'RR2', 'RR5', 'COOP1', 'REF1', 'CON1'] as const;
export type AaporRate = (typeof AAPOR_RATES)[number];

/**
 * AAPOR's outcome rates (Standard Definitions, 10th edition, 2023, "Calculating outcome rates"), each with Wilson's
 * interval. RR1 counts every unknown as eligible, RR5 none: the truth lies between them.
 *
 *     RR1   = I / (I + P + R + NC + O + UH + UO)      COOP1 = I / (I + P + R + O)
 *     RR2   = (I + P) / (as RR1)                      REF1  = R / (as RR1)
 *     RR5   = I / (I + P + R + NC + O)                CON1  = (I + P + R + O) / (as RR1)
 */
export function aaporRates({ I, P, R, NC, O, UH, UO }: OutcomeCounts): Readonly<Record<AaporRate, Rate>> {
  const contacted = I + P + R + O;
  const eligible = contacted + NC;
  const all = eligible + UH + UO;
  return {
    RR1: rateOf(I, all),
    RR2: rateOf(I + P, all),
    RR5: rateOf(I, eligible),
    COOP1: rateOf(I, contacted),
    REF1: rateOf(R, all),
    CON1: rateOf(contacted, all),
  };
}
