import type { SurveyDraft, SurveyStore, SurveyVersion } from '../service/ports.ts';
import type { PrismaClient } from './generated/client.ts';

/** Of role hl_register; `onPublished` makes this process see a new version at once. */
export function openSurveys(register: PrismaClient, onPublished: () => void): SurveyStore {
  return {
    versions: () => register.$queryRaw<SurveyVersion[]>`
      SELECT s.definition AS survey, s.active_from AS "activeFrom", s.frozen_at AS "frozenAt"
      FROM register.survey s ORDER BY s.active_from, s.id`,
    draft: async () => {
      const drafts = await register.$queryRaw<SurveyDraft[]>`
        SELECT d.definition AS survey, d.base_id AS "baseId", d.revision, d.changed_by AS "changedBy",
          d.changed_at AS "changedAt"
        FROM register.survey_draft d ORDER BY d.changed_at DESC LIMIT 1`;
      return drafts[0] ?? null;
    },
    start: async ({ survey, baseId, revision, changedBy, changedAt }) => {
      const started = await register.$executeRaw`
        INSERT INTO register.survey_draft (survey_id, base_id, definition, revision, changed_by, changed_at)
        VALUES (${survey.id}, ${baseId}, ${JSON.stringify(survey)}::jsonb, ${revision}, ${changedBy}, ${changedAt})
        ON CONFLICT (survey_id) DO NOTHING`;
      return started === 1;
    },
    save: async ({ survey, revision, changedBy, changedAt }) => {
      const saved = await register.$executeRaw`
        UPDATE register.survey_draft d SET definition = ${JSON.stringify(survey)}::jsonb, revision = d.revision + 1,
          changed_by = ${changedBy}, changed_at = ${changedAt}
        WHERE d.survey_id = ${survey.id} AND d.revision = ${revision}`;
      return saved === 1;
    },
    discard: async (surveyId, revision) => {
      const gone = await register.$executeRaw`
        DELETE FROM register.survey_draft d WHERE d.survey_id = ${surveyId} AND d.revision = ${revision}`;
      return gone === 1;
    },
    publish: async (surveyId, revision) => {
      const published = await register.$executeRaw`
        WITH gone AS (
          DELETE FROM register.survey_draft d WHERE d.survey_id = ${surveyId} AND d.revision = ${revision}
            AND NOT EXISTS (SELECT 1 FROM register.survey s WHERE s.id = d.survey_id)
          RETURNING d.survey_id, d.definition)
        INSERT INTO register.survey (id, definition, active_from)
        SELECT g.survey_id, g.definition, date_trunc('milliseconds', now()) FROM gone g`;
      onPublished();
      return published === 1;
    },
  };
}
