import { isDay } from '../lib/calendar.ts';

/** Which of the three figures an authority puts first. */
export const HEADLINES = ['share', 'mean-of-5', 'mean-of-100'] as const;
export type Headline = (typeof HEADLINES)[number];

/** Every answer counts alike, or every factor does. */
export const WEIGHTINGS = ['answers', 'factors'] as const;
export type Weighting = (typeof WEIGHTINGS)[number];

/** How an authority says that it reports, fixed before the figures are known. */
export interface MethodProfile {
  readonly headline: Headline;
  readonly weighting: Weighting;
  /** The decision that it follows, by its number. */
  readonly decision: string;
  /** Local calendar day of the next publication. */
  readonly publishOn: string;
  /** Local calendar day on which this was fixed. */
  readonly fixedOn: string;
}

export interface MethodFault {
  readonly field: 'decision' | 'publishOn';
  readonly code: 'decision-missing' | 'day-malformed' | 'day-past';
}

/** @param today local calendar day */
export function methodFaults(
  { decision, publishOn }: Pick<MethodProfile, 'decision' | 'publishOn'>,
  today: string,
): readonly MethodFault[] {
  const ofDecision: readonly MethodFault[] =
    decision.trim() === '' ? [{ field: 'decision', code: 'decision-missing' }] : [];
  if (!isDay(publishOn)) return [...ofDecision, { field: 'publishOn', code: 'day-malformed' }];
  return publishOn > today ? ofDecision : [...ofDecision, { field: 'publishOn', code: 'day-past' }];
}
