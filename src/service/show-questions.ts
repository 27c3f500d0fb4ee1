import type { Counts } from '../domain/publication.ts';
import { questionSatisfaction, type Satisfaction } from '../domain/satisfaction.ts';
import type { Criterion, Factor, Question } from '../domain/survey.ts';
import type { UnitCode } from '../domain/unit.ts';
import { findPublished, totalOf, type IndexFilter } from './find-published.ts';
import type { FigureParts, Viewer } from './show-rates.ts';

export interface QuestionRow {
  readonly question: Question;
  readonly factor: Factor | null;
  /** Of SIPAS part B, that the question covers. */
  readonly criteria: readonly Criterion[];
  /** Null where fewer than ten gave a score: then no part of it may be told. */
  readonly counts: Counts | null;
  readonly satisfaction: Satisfaction;
}

export interface QuestionReport {
  readonly unit: UnitCode;
  readonly surveyId: string;
  /** First days of the months that have a published cell. */
  readonly months: readonly string[];
  readonly responses: number;
  /** In the order in which they are asked. */
  readonly rows: readonly QuestionRow[];
}

/**
 * Every question by itself, from published cells only.
 * @throws CodedError `unit-out-of-scope`, `too-many-dimensions`
 */
export async function showQuestions(parts: FigureParts, filter: IndexFilter, viewer: Viewer): Promise<QuestionReport> {
  const { unit, survey, cells } = await findPublished(parts, filter, viewer);
  const total = totalOf(cells, survey.id, unit);
  const factors = new Map(survey.factors.map((factor) => [factor.key, factor]));
  return {
    unit,
    surveyId: survey.id,
    months: cells.map(({ month }) => month),
    responses: total.responses,
    rows: survey.questions.map((question) => {
      const satisfaction = questionSatisfaction(total, question.key);
      return {
        question,
        factor: factors.get(question.factor) ?? null,
        criteria: survey.criteria.filter(({ number }) => question.criteria.includes(number)),
        counts: satisfaction.kind === 'figures' ? (total.counts[question.key] ?? null) : null,
        satisfaction,
      };
    }),
  };
}
