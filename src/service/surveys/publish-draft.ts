import { checkSurvey, type SurveyFault } from '../../domain/survey-check.ts';
import { compareSurveys, isChanged, type SurveyChanges } from '../../domain/survey-version.ts';
import type { SurveyDraft } from '../ports.ts';
import { recordSurvey, type SurveyParts } from './survey-parts.ts';

/** A draft and what stands between it and its citizens. */
export interface DraftReview {
  readonly draft: SurveyDraft;
  readonly faults: readonly SurveyFault[];
  /** Against the version that it came from; null when that one is gone. */
  readonly changes: SurveyChanges | null;
}

export async function reviewDraft({ surveys }: Pick<SurveyParts, 'surveys'>): Promise<DraftReview | null> {
  const [draft, versions] = await Promise.all([surveys.draft(), surveys.versions()]);
  if (draft === null) return null;
  const base = versions.find(({ survey }) => survey.id === draft.baseId)?.survey;
  return { draft, faults: checkSurvey(draft.survey), changes: base ? compareSurveys(base, draft.survey) : null };
}

export type Publication =
  | { readonly kind: 'published'; readonly id: string }
  | { readonly kind: 'faults' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'stale' };

/** New invitations ask it from now on; those that are out keep the version that they were sent with. */
export async function publishDraft(parts: SurveyParts, editor: string, revision: number): Promise<Publication> {
  const review = await reviewDraft(parts);
  if (review === null || review.draft.revision !== revision) return { kind: 'stale' };
  const { draft, faults, changes } = review;
  if (faults.length > 0) return { kind: 'faults' };
  if (changes !== null && !isChanged(changes)) return { kind: 'unchanged' };
  const { survey } = draft;
  if (!(await parts.surveys.publish(survey.id, revision))) return { kind: 'stale' };
  await recordSurvey(parts, editor, 'survey.published', survey);
  return { kind: 'published', id: survey.id };
}
