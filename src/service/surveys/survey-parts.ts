import type { AuditAction } from '../../domain/audit.ts';
import type { Survey } from '../../domain/survey.ts';
import type { SurveyStore } from '../ports.ts';
import { recordAudit, type AuditParts } from '../record-audit.ts';

export interface SurveyParts extends AuditParts {
  readonly surveys: SurveyStore;
}

/** Somebody who may edit surveys: they concern every unit, so the entry stands for the whole country. */
export async function recordSurvey(
  parts: AuditParts,
  editor: string,
  action: Extract<AuditAction, `survey.${string}`>,
  { id, questions }: Survey,
): Promise<void> {
  const facts = { survey: id, questions: questions.length };
  await recordAudit(parts, { action, actor: { kind: 'person', id: editor }, subject: null, unit: null, facts });
}
