import { publishDraft, reviewDraft } from './publish-draft.ts';
import { discardDraft, saveDraft, type DraftEdit } from './save-draft.ts';
import { startDraft } from './start-draft.ts';
import type { SurveyParts } from './survey-parts.ts';

export type SurveyDesk = ReturnType<typeof openSurveyDesk>;

/** Every use case about surveys and their versions, with its parts already given. */
export function openSurveyDesk(parts: SurveyParts) {
  return {
    versions: () => parts.surveys.versions(),
    review: () => reviewDraft(parts),
    start: (editor: string, baseId: string) => startDraft(parts, editor, baseId),
    save: (editor: string, edit: DraftEdit) => saveDraft(parts, editor, edit),
    discard: (editor: string, revision: number) => discardDraft(parts, editor, revision),
    publish: (editor: string, revision: number) => publishDraft(parts, editor, revision),
  };
}
