export const QUEUE = 'answers';

export interface AnswerJob {
  readonly chat: number;
  readonly question: string;
  readonly score: number;
}
