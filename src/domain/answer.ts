/** 1 "Rất không hài lòng" to 5 "Rất hài lòng" (SIPAS scale; labels are never renamed). */
export type Score = 1 | 2 | 3 | 4 | 5;

export const SCORES: readonly Score[] = [1, 2, 3, 4, 5];

export type AnswerValue = Score | 'not-applicable' | 'skipped';

/** How an answer came: the share that did not come from buttons is reported. */
export type AnswerMode = 'button' | 'number' | 'phrase' | 'emoji' | 'confirmed';

export interface Answer {
  readonly value: AnswerValue;
  readonly how: AnswerMode;
}
