import type { UnitCode } from '../unit.ts';
import type { Interval } from '../wilson.ts';
import type { Tally } from './dossier-trace.ts';

/** Traces that steering or interfering leaves in the register. */
export const SIGNALS = [
  'missing-phone',
  'phone-changed-late',
  'staff-phone',
  'shared-phone',
  'shared-holder',
  'slip-taken-early',
  'slips-in-a-burst',
  'slips-over-phones',
  'slip-denied',
  'hurried',
  'late-left-out',
  'response-too-high',
  'response-jumped',
] as const;
export type SignalName = (typeof SIGNALS)[number];

export interface SignalRule {
  /** Who is compared: a unit with the others, or each clerk's records with everybody else's. Never a clerk's scores. */
  readonly by: 'unit' | 'officer';
  /** What the share is held against. */
  readonly against: 'elsewhere' | 'on-time' | 'own-past' | 'completions' | 'ceiling';
  /** `below`: the signal is a share that is too small. */
  readonly side: 'above' | 'below';
  /** Fraction by which the share surely differs: the nearer limit of the 95 % interval of the difference. */
  readonly margin: number;
  /** Below the line at least; fewer say nothing. */
  readonly atLeast: number;
}

/**
 * What makes a signal. The margins lie where clean wards differ by nature: `test/domain/interference` measures how
 * often each signal is wrong on simulated wards without interference, and what it finds of eight kinds of it.
 */
export const SIGNAL_RULES: Readonly<Record<SignalName, SignalRule>> = {
  'missing-phone': { by: 'officer', against: 'elsewhere', side: 'above', margin: 0.1, atLeast: 20 },
  'phone-changed-late': { by: 'officer', against: 'elsewhere', side: 'above', margin: 0.03, atLeast: 20 },
  'staff-phone': { by: 'unit', against: 'elsewhere', side: 'above', margin: 0.01, atLeast: 20 },
  'shared-phone': { by: 'unit', against: 'elsewhere', side: 'above', margin: 0.05, atLeast: 20 },
  'shared-holder': { by: 'unit', against: 'elsewhere', side: 'above', margin: 0.05, atLeast: 10 },
  'slip-taken-early': { by: 'unit', against: 'elsewhere', side: 'above', margin: 0.1, atLeast: 10 },
  'slips-in-a-burst': { by: 'unit', against: 'completions', side: 'above', margin: 0.2, atLeast: 10 },
  'slips-over-phones': { by: 'unit', against: 'elsewhere', side: 'above', margin: 0.15, atLeast: 20 },
  'slip-denied': { by: 'unit', against: 'elsewhere', side: 'above', margin: 0.1, atLeast: 5 },
  hurried: { by: 'unit', against: 'elsewhere', side: 'above', margin: 0.03, atLeast: 20 },
  'late-left-out': { by: 'unit', against: 'on-time', side: 'below', margin: 0.1, atLeast: 10 },
  'response-too-high': { by: 'unit', against: 'ceiling', side: 'above', margin: 0, atLeast: 20 },
  'response-jumped': { by: 'unit', against: 'own-past', side: 'above', margin: 0.1, atLeast: 20 },
};

/** A response rate that no voluntary survey of this kind reaches by itself (issue of too willing answers). */
export const RESPONSE_CEILING = 0.6;
/** A jump of the response rate counts from here on, in fractions. */
export const RESPONSE_JUMP = 0.2;
/** Dossiers of one unit and month that may share a telephone or a device: a household, a neighbour who helps. */
export const USUAL_SHARING = { phone: 4, holder: 2 } as const;

/** A reason to look at a unit and month; it changes no response. */
export interface Finding {
  readonly signal: SignalName;
  readonly unitCode: UnitCode;
  /** Whose records, where clerks are compared. */
  readonly officer: string | null;
  readonly tally: Tally;
  /** Fractions. */
  readonly share: Interval;
  readonly reference: Interval;
}
