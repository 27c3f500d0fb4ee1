/** `bereavement` procedures (death registration) are not asked about unless the operator says so. */
export type ProcedureTone = 'standard' | 'bereavement';

export interface Procedure {
  /** National code without local suffix: `1.000894`. */
  readonly code: string;
  readonly name: string;
  readonly field: string;
  readonly tone: ProcedureTone;
  /** Working days from reception to the result that the law allows; null when it is not on file. */
  readonly workingDays: number | null;
}

/** The national part of a code: `2.000815.000.00.00.H55` is `2.000815`; null when there is none. */
export function nationalCode(code: string): string | null {
  return /^\d\.\d{6}(?=$|\.)/.exec(code.trim())?.[0] ?? null;
}

/** Death registration in its forms: plain, again, mobile, combined (domain.md §3.4). */
const BEREAVEMENT: ReadonlySet<string> = new Set(['1.000656', '1.005461', '1.000419', '2.002913']);

export function toneOf(code: string): ProcedureTone {
  return BEREAVEMENT.has(code) ? 'bereavement' : 'standard';
}
