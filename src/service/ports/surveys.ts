import type { Survey } from '../../domain/survey.ts';

/** A published version: never changed from the console, and by nobody once it has answers. */
export interface SurveyVersion {
  readonly survey: Survey;
  readonly activeFrom: Date;
  /** Of its first answer. */
  readonly frozenAt: Date | null;
}

/** The next version while it is written. */
export interface SurveyDraft {
  /** The id that it will have. */
  readonly survey: Survey;
  readonly baseId: string;
  /** Counts saves: whoever saves says which one was seen. */
  readonly revision: number;
  readonly changedBy: string;
  readonly changedAt: Date;
}

/** Role hl_register. */
export interface SurveyStore {
  /** In the order in which they became active; the last is asked now. */
  versions(): Promise<readonly SurveyVersion[]>;
  draft(): Promise<SurveyDraft | null>;
  /** False when there is a draft already. */
  start(draft: SurveyDraft): Promise<boolean>;
  /** False when the draft is gone or was saved since. */
  save(draft: SurveyDraft): Promise<boolean>;
  discard(surveyId: string, revision: number): Promise<boolean>;
  /** The draft becomes a version, asked from now on; false when it is gone, was saved since or its id is taken. */
  publish(surveyId: string, revision: number): Promise<boolean>;
}
