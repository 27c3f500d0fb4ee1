import type { Alert } from '../../domain/alerts.ts';
import type { AuditEvent } from '../../domain/audit.ts';
import type { ContactPolicy } from '../../domain/contact-policy.ts';
import type { Draw } from '../../domain/draw.ts';
import type { Procedure } from '../../domain/procedure.ts';
import type { RateFilter, RateGrouping } from '../../domain/rate.ts';
import type { Unit, UnitCode, UnitScope } from '../../domain/unit.ts';
import type { ReferenceStore, SubscriptionStore } from '../../service/ports.ts';
import type { NamedEntry } from '../../service/export-audit.ts';
import type { IntegrationDesk } from '../../service/integration/integration-desk.ts';
import type { PeopleDesk } from '../../service/people/people-desk.ts';
import type { RequestDesk } from '../../service/rights/request-desk.ts';
import type { BackCheckReport } from '../../service/back-check/show-back-checks.ts';
import type { FindingDesk } from '../../service/finding-desk.ts';
import type { SurveyDesk } from '../../service/surveys/survey-desk.ts';
import type { AuditFilter, AuditPage } from '../../service/show-audit.ts';
import type { ChannelDesk } from '../../service/channel-desk.ts';
import type { ImportDesk } from '../../service/import-desk.ts';
import type { Recorded, Recording } from '../../service/record-dossier.ts';
import type { statutoryDue } from '../../service/statutory-due.ts';
import type { Undone, UndoRequest } from '../../service/undo-recording.ts';
import type { TypedDossier, Understanding } from '../../service/understand-dossier.ts';
import type { DailyTotals } from '../../service/show-daily-totals.ts';
import type { DossierStatus } from '../../service/show-dossier.ts';
import type { IndexFilter, IndexReport } from '../../service/show-indices.ts';
import type { ImprovementDesk } from '../../service/improvement-desk.ts';
import type { CommentFilter, CommentPage } from '../../service/show-comments.ts';
import type { QuestionReport } from '../../service/show-questions.ts';
import type { ComparisonFilter, UnitRow } from '../../service/compare-units.ts';
import type { CoverageReport } from '../../service/show-coverage.ts';
import type { LatenessReport } from '../../service/show-lateness.ts';
import type { TrendMonth } from '../../service/show-trend.ts';
import type { RatesRow, Viewer as FigureViewer } from '../../service/show-rates.ts';
import type { SamplingChange, setSampling } from '../../service/draw/set-sampling.ts';
import type { Connector } from '../../service/integration/integration-parts.ts';
import type { MethodDesk } from '../../service/method/method-desk.ts';
import type { SettingsDesk } from '../../service/settings/settings-desk.ts';
import type { Accounts } from '../auth/accounts.ts';

/** granted; no answer to a consent that was asked for; Zalo said no; Zalo did not answer. */
export type ConsentOutcome = 'granted' | 'invalid' | 'refused' | 'unreached';

/** The way to a grant of the Official Account `account`. */
export interface ZaloConsent {
  readonly account: string;
  /** Where to send the admin, and what has to come back. */
  begin(): { readonly url: string; readonly state: string | null };
  finish(query: unknown): Promise<ConsentOutcome>;
}

/** What the console stands on; use cases with their parts already given. */
export interface ConsoleParts {
  readonly accounts: Accounts;
  readonly people: PeopleDesk;
  readonly integration: IntegrationDesk;
  readonly surveys: SurveyDesk;
  /** The directory that agencies sign in with; null when there is none. */
  readonly agency: { readonly label: string | null } | null;
  readonly letters: Pick<SubscriptionStore, 'get' | 'set'> & { readonly canSend: boolean };
  /** `optional`: nobody is led to add one. */
  readonly secondFactor: 'required' | 'optional';
  readonly recordAudit: (event: AuditEvent) => Promise<void>;
  readonly findings: FindingDesk;
  readonly showBackChecks: (scope: UnitScope) => Promise<BackCheckReport | null>;
  readonly requests: RequestDesk;
  readonly showAudit: (filter: AuditFilter, scope: UnitScope) => Promise<AuditPage>;
  readonly exportAudit: (filter: Pick<AuditFilter, 'action'>, scope: UnitScope) => AsyncIterable<NamedEntry>;
  /** Stands for a typed e-mail address in the audit log. */
  readonly addressMark: (email: string) => string;
  readonly now: () => Date;
  readonly zone: string;
  /** When messages go out, as clerks tell citizens who ask. */
  readonly policy: () => Promise<Pick<ContactPolicy, 'delayMinutes' | 'window'>>;
  readonly settings: SettingsDesk;
  readonly method: MethodDesk;
  readonly setSampling: (by: Connector, asked: Parameters<typeof setSampling>[2]) => Promise<SamplingChange>;
  /** The newest first. */
  readonly showDraws: (limit: number) => Promise<readonly Draw[]>;
  readonly references: Pick<ReferenceStore, 'activeSurvey'>;
  /** One dossier, with the way back for a minute. */
  readonly recordDossier: (recording: Recording) => Promise<Recorded>;
  readonly undoRecording: (request: UndoRequest) => Promise<Undone>;
  readonly understandDossier: (typed: TypedDossier, scope: UnitScope) => Promise<Understanding | null>;
  readonly statutoryDue: () => ReturnType<typeof statutoryDue>;
  readonly imports: ImportDesk;
  readonly channels: ChannelDesk;
  /** What posters carry. */
  readonly publicUrl: string;
  /** For whoever wants more than a survey. */
  readonly complaintPhone: string;
  readonly showDailyTotals: (
    asked: { readonly day: string; readonly unit: UnitCode | null },
    scope: UnitScope,
  ) => Promise<DailyTotals>;
  readonly showDossier: (code: string, scope: UnitScope) => Promise<DossierStatus | null>;
  readonly showRates: (
    filter: RateFilter,
    groupBy: RateGrouping | null,
    viewer: FigureViewer,
  ) => Promise<readonly RatesRow[]>;
  readonly showIndices: (filter: IndexFilter, viewer: FigureViewer) => Promise<IndexReport>;
  readonly showQuestions: (filter: IndexFilter, viewer: FigureViewer) => Promise<QuestionReport>;
  readonly showComments: (filter: CommentFilter, viewer: FigureViewer) => Promise<CommentPage>;
  readonly showCoverage: (filter: RateFilter, viewer: FigureViewer) => Promise<CoverageReport>;
  readonly compareUnits: (filter: ComparisonFilter, viewer: FigureViewer) => Promise<readonly UnitRow[]>;
  readonly showTrend: (filter: IndexFilter, viewer: FigureViewer) => Promise<readonly TrendMonth[]>;
  readonly showLateness: (filter: IndexFilter, viewer: FigureViewer) => Promise<LatenessReport>;
  readonly showAlerts: (
    asked: { readonly unit: UnitCode | null; readonly today: string },
    viewer: FigureViewer,
  ) => Promise<readonly Alert[]>;
  readonly improvements: ImprovementDesk;
  /** What people of these ids are called now. */
  readonly namesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly units: () => Promise<ReadonlyMap<UnitCode, Unit>>;
  readonly procedures: () => Promise<ReadonlyMap<string, Procedure>>;
  readonly zaloConsent: ZaloConsent | null;
  /** Cookies travel by https only. */
  readonly secure: boolean;
}
