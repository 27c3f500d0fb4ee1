import { nextVersionId } from '../../domain/survey-version.ts';
import { CodedError } from '../../lib/coded-error.ts';
import { recordSurvey, type SurveyParts } from './survey-parts.ts';

/**
 * Begins the next version with what `baseId` asks; where one is being written already, that one stays.
 * @throws CodedError `survey-unknown`
 */
export async function startDraft(parts: SurveyParts, editor: string, baseId: string): Promise<void> {
  if ((await parts.surveys.draft()) !== null) return;
  const versions = await parts.surveys.versions();
  const base = versions.find(({ survey }) => survey.id === baseId)?.survey;
  if (!base) throw new CodedError('survey-unknown', 'There is no survey with this id.');
  const id = nextVersionId(
    baseId,
    versions.map(({ survey }) => survey.id),
  );
  const survey = { ...base, id };
  const draft = { survey, baseId, revision: 1, changedBy: editor, changedAt: parts.clock.now() };
  if (await parts.surveys.start(draft)) await recordSurvey(parts, editor, 'survey.draft-started', survey);
}
