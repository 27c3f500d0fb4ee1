import type { Answer } from './answer.ts';
import type { FilingChannel } from './dossier.ts';
import type { Hex } from './ledger.ts';
import type { Proof } from './invitation.ts';
import type { Locale } from './locale.ts';
import type { Rating } from './rating.ts';
import type { QuestionKey } from './survey.ts';
import type { UnitCode } from './unit.ts';

/** An attribute that too few shared. */
export type Other = 'other';

/** What a sealed response keeps of its dossier, and what a batch must agree on. */
export interface Attributes {
  readonly procedureCode: string | Other;
  readonly late: 'late' | 'on-time' | Other;
  readonly filedVia: FilingChannel | Other;
  readonly proof: Proof | Other;
  readonly locale: Locale | Other;
  readonly flagged: 'flagged' | 'clear' | Other;
}

export type Disposition = 'finished' | 'partial';

/** What lies sealed in the mix: no id, no time, no address. */
export interface Ballot {
  readonly surveyId: string;
  readonly unitCode: UnitCode;
  /** First day of the month of completion, `YYYY-MM-DD`. */
  readonly completedMonth: string;
  readonly attributes: Attributes;
  readonly disposition: Disposition;
  readonly answers: Readonly<Record<QuestionKey, Answer>>;
  /** Redacted. */
  readonly comment: string | null;
  /** An item of its own: never counted with the answers. */
  readonly rating: Rating | null;
  /** Null where no receipt was given. */
  readonly receipt: ReceiptMarks | null;
}

/** Whoever has only rated, or skipped whatever they saw, is no respondent of the survey and in none of its cells. */
export function isAnswered({ disposition, answers }: Pick<Ballot, 'disposition' | 'answers'>): boolean {
  return disposition === 'finished' || Object.values(answers).some(({ value }) => value !== 'skipped');
}

/** Two keyed hashes of one receipt code: one leads to the leaf in the ledger, one to the response, and no way between. */
export interface ReceiptMarks {
  readonly leaf: Hex;
  readonly response: Hex;
}

/** A released response; `id` is random, `releasedOn` a local day. */
export interface Response extends Omit<Ballot, 'receipt'> {
  readonly id: string;
  readonly releasedOn: string;
  /** By which the holder of its receipt takes it back. */
  readonly withdrawalIndex: Hex | null;
  /** Keyed hash of the comment, which outlives it. */
  readonly commentMark: Hex | null;
}
