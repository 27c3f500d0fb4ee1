import type {
  ApiKeyStore,
  AttemptStore,
  AuditStore,
  BackCheckStore,
  BallotStore,
  CommentStore,
  ConversationStore,
  DeadUpdateStore,
  DossierStore,
  DrawStore,
  FigureStore,
  ImportStore,
  InterferenceStore,
  ImprovementStore,
  LedgerStore,
  MessageStore,
  PersonStore,
  PrivacyStore,
  ReferenceStore,
  RequestStore,
  SealedStore,
  SettingStore,
  SubscriptionStore,
  SurveyStore,
  WatchStore,
  WebhookStore,
} from '../service/ports.ts';
import { openApiKeys } from './api-keys.ts';
import { openAudit } from './audit.ts';
import { openBackChecks } from './back-checks.ts';
import { openBallots } from './ballots.ts';
import { openComments } from './comments.ts';
import type { Database } from './connect.ts';
import { openConversations } from './conversations.ts';
import { openDeadUpdates } from './dead-updates.ts';
import { openDossiers } from './dossiers.ts';
import { openDraws } from './draws.ts';
import { openFigures } from './figures.ts';
import { openImports } from './imports.ts';
import { openInterference } from './interference.ts';
import { openImprovements } from './improvements.ts';
import { openLedger } from './ledger.ts';
import { openMessages } from './messages.ts';
import { openPeople } from './people.ts';
import { openPersonRequests } from './person-requests.ts';
import { openPrivacy } from './privacy.ts';
import { openReferences } from './references.ts';
import { openSealed } from './sealed.ts';
import { openSettings } from './settings.ts';
import { openSignInAttempts } from './sign-in-attempts.ts';
import { openSubscriptions } from './subscriptions.ts';
import { spanned } from './spanned.ts';
import { sayingUnavailable } from './unavailable.ts';
import { openSurveys } from './surveys.ts';
import { openWatch } from './watch.ts';
import { openWebhooks } from './webhooks.ts';

export interface Stores {
  readonly dossiers: DossierStore;
  readonly references: ReferenceStore;
  readonly conversations: ConversationStore;
  readonly deadUpdates: DeadUpdateStore;
  readonly draws: DrawStore;
  readonly imports: ImportStore;
  readonly interference: InterferenceStore;
  readonly messages: MessageStore;
  readonly ballots: BallotStore;
  readonly backChecks: BackCheckStore;
  readonly comments: CommentStore;
  readonly improvements: ImprovementStore;
  readonly ledger: LedgerStore;
  readonly figures: FigureStore;
  readonly apiKeys: ApiKeyStore;
  readonly audit: AuditStore;
  readonly people: PersonStore;
  readonly privacy: PrivacyStore;
  readonly requests: RequestStore;
  readonly attempts: AttemptStore;
  readonly sealed: SealedStore;
  readonly settings: SettingStore;
  readonly subscriptions: SubscriptionStore;
  readonly surveys: SurveyStore;
  readonly watch: WatchStore;
  readonly webhooks: WebhookStore;
}

/** Each store with the role that its work needs. */
export function openStores({ register, ballot, console }: Database): Stores {
  const { forgetSurveys, ...references } = openReferences(register);
  return withSpans({
    dossiers: sayingUnavailable(openDossiers(register)),
    references: sayingUnavailable(references),
    conversations: sayingUnavailable(openConversations(register)),
    deadUpdates: sayingUnavailable(openDeadUpdates(register)),
    draws: sayingUnavailable(openDraws(register)),
    imports: sayingUnavailable(openImports(register)),
    interference: sayingUnavailable(openInterference(register, console)),
    messages: sayingUnavailable(openMessages(register)),
    ballots: sayingUnavailable(openBallots(ballot)),
    backChecks: sayingUnavailable(openBackChecks(register)),
    improvements: sayingUnavailable(openImprovements(console)),
    comments: sayingUnavailable(openComments(ballot, console)),
    ledger: sayingUnavailable(openLedger(ballot, console)),
    figures: sayingUnavailable(openFigures(console, register)),
    apiKeys: sayingUnavailable(openApiKeys(console)),
    audit: sayingUnavailable(openAudit(console)),
    people: sayingUnavailable(openPeople(console)),
    privacy: sayingUnavailable(openPrivacy(register, ballot)),
    requests: sayingUnavailable(openPersonRequests(register)),
    attempts: sayingUnavailable(openSignInAttempts(console)),
    sealed: sayingUnavailable(openSealed(register, ballot)),
    settings: sayingUnavailable(openSettings(register)),
    subscriptions: sayingUnavailable(openSubscriptions(console)),
    surveys: sayingUnavailable(openSurveys(register, forgetSurveys)),
    watch: sayingUnavailable(openWatch(register, ballot)),
    webhooks: sayingUnavailable(openWebhooks(register)),
  });
}

function withSpans(stores: Stores): Stores {
  return Object.fromEntries(Object.entries(stores).map(([name, store]) => [name, spanned(name, store)])) as Stores;
}
