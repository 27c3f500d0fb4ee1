import type { FilingChannel } from '../../../src/domain/dossier.ts';

/** How a demonstration commune works and is seen; all of it made up. */
export interface Commune {
  readonly code: string;
  readonly agency: string;
  /** Completed dossiers in a full month. */
  readonly monthly: number;
  /** Finished surveys over delivered invitations. */
  readonly response: number;
  readonly late: number;
  /** Typical score of a question; feelings of respondents scatter around it. */
  readonly scores: Readonly<Record<string, number>>;
}

/** 99006 is so small that its scores stay hidden; 99005 shows them in some months only. */
export const COMMUNES: readonly Commune[] = [
  commune('99001', 1, 126, 0.2, 0.02, [4.5, 4.4, 4.6, 4.5, 4.2]),
  commune('99002', 2, 152, 0.14, 0.06, [4.0, 3.7, 3.9, 3.6, 3.4]),
  commune('99003', 3, 90, 0.2, 0.03, [4.3, 4.1, 4.4, 4.3, 3.9]),
  commune('99004', 4, 136, 0.2, 0.05, [4.2, 3.9, 4.2, 4.0, 3.7]),
  commune('99005', 5, 92, 0.18, 0.03, [4.4, 4.2, 4.5, 4.4, 4.1]),
  commune('99006', 6, 22, 0.08, 0.09, [3.9, 3.6, 4.1, 3.5, 3.3]),
];

function commune(
  code: string,
  place: number,
  monthly: number,
  response: number,
  late: number,
  scores: readonly number[],
): Commune {
  const byQuestion = Object.fromEntries(scores.map((score, i) => [`q${i + 1}`, score]));
  return { code, agency: `H26.99.0${place}`, monthly, response, late, scores: byQuestion };
}

/** By how often people need them; working days from reception to the promised day. */
export const PROCEDURES: readonly (readonly [{ readonly code: string; readonly days: number }, number])[] = [
  [{ code: '2.000815', days: 0 }, 38],
  [{ code: '2.000884', days: 0 }, 12],
  [{ code: '1.001193', days: 1 }, 15],
  [{ code: '2.000635', days: 1 }, 9],
  [{ code: '1.004873', days: 3 }, 8],
  [{ code: '1.000894', days: 2 }, 6],
  [{ code: '1.000656', days: 1 }, 4],
  [{ code: '1.004884', days: 5 }, 3],
  [{ code: '1.004859', days: 3 }, 3],
  [{ code: '2.001019', days: 0 }, 1],
  [{ code: '1.001022', days: 3 }, 1],
];

export const FILED_VIA: readonly (readonly [FilingChannel, number])[] = [
  ['counter', 40],
  ['online', 59],
  ['post', 1],
];
