export const STARS = [1, 2, 3, 4, 5] as const;
export type Stars = (typeof STARS)[number];

/** Ratings are tallied as a survey of one question, and never added to the answers of another. */
export const RATING_SURVEY = 'overall-rating';
export const RATING_QUESTION = 'overall';
/** Beside it, as not applicable: responses that are a rating and nothing else. */
export const RATING_ALONE = 'alone';

/** A platform's own rating: one overall impression, never an answer to a question of the survey. */
export interface Rating {
  readonly stars: Stars;
  /** Of the few that the template offers for these stars. */
  readonly reasons: readonly string[];
}
