import type { Survey } from '../../domain/survey.ts';
import { recordSurvey, type SurveyParts } from './survey-parts.ts';

export interface DraftEdit {
  /** The draft's own id stays, whatever it says. */
  readonly survey: Survey;
  /** The one that was seen. */
  readonly revision: number;
}

/** `stale`: somebody else saved or ended the draft since it was seen; nothing is written over. */
export type DraftOutcome = 'done' | 'stale';

/** Keeps what was written, faulty or not: only publishing wants it faultless. */
export async function saveDraft(parts: SurveyParts, editor: string, edit: DraftEdit): Promise<DraftOutcome> {
  const draft = await parts.surveys.draft();
  if (draft === null) return 'stale';
  const survey = { ...edit.survey, id: draft.survey.id };
  const changed = { ...draft, survey, revision: edit.revision, changedBy: editor, changedAt: parts.clock.now() };
  if (!(await parts.surveys.save(changed))) return 'stale';
  await recordSurvey(parts, editor, 'survey.draft-changed', survey);
  return 'done';
}

export async function discardDraft(parts: SurveyParts, editor: string, revision: number): Promise<DraftOutcome> {
  const draft = await parts.surveys.draft();
  if (draft === null || !(await parts.surveys.discard(draft.survey.id, revision))) return 'stale';
  await recordSurvey(parts, editor, 'survey.draft-discarded', draft.survey);
  return 'done';
}
