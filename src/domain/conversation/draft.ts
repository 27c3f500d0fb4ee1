import type { Answer, Score } from '../answer.ts';
import type { Locale } from '../locale.ts';
import type { Rating } from '../rating.ts';
import type { ReceiptCode } from '../receipt-code.ts';
import type { QuestionKey } from '../survey.ts';

/** Where a conversation stands. `resume` is what a side question returns to. */
export type Phase =
  | { readonly kind: 'offered' }
  | { readonly kind: 'asking'; readonly question: QuestionKey }
  | { readonly kind: 'gate'; readonly question: QuestionKey }
  | { readonly kind: 'confirming'; readonly question: QuestionKey; readonly value: Score }
  | { readonly kind: 'commenting' }
  | { readonly kind: 'confirming-stop'; readonly resume: Phase }
  | { readonly kind: 'confirming-discard'; readonly resume: Phase }
  | { readonly kind: 'done' };

/** Answers on their way: plain data, serialised as JSON and sealed between two steps. */
export interface Draft {
  readonly surveyId: string;
  readonly locale: Locale;
  readonly phase: Phase;
  readonly answers: Readonly<Record<QuestionKey, Answer>>;
  readonly comment: string | null;
  /** The platform's rating of this survey's message; the last one given counts. */
  readonly rating: DraftRating | null;
  /** Random; what a platform reports about this survey without naming anybody comes back with it. */
  readonly trackingId: string;
  /** Set when the survey is finished, told with the thanks, and gone with the draft. */
  readonly receipt: ReceiptCode | null;
  /** When the survey was begun and each answer came, milliseconds: see `isHurried`. */
  readonly answerTimes: readonly number[];
}

export interface DraftRating extends Rating {
  readonly note: string | null;
  /** ISO 8601. */
  readonly ratedAt: string;
}

export function newDraft(surveyId: string, locale: Locale, trackingId: string): Draft {
  return {
    surveyId,
    locale,
    phase: { kind: 'offered' },
    answers: {},
    comment: null,
    rating: null,
    trackingId,
    receipt: null,
    answerTimes: [],
  };
}
