import type { Config } from '../config.ts';
import type { ChannelGrant } from '../domain/channel-health.ts';
import type { ChannelName } from '../domain/invitation.ts';
import type { TemplatePolicy } from '../domain/template-policy.ts';
import type { LetterParts } from '../service/letters/letter-parts.ts';
import type { PolicySource } from '../service/settings/current-policy.ts';
import type { Retired } from '../service/retire-keys.ts';
import type { ZaloAccount } from '../service/survey-links.ts';
import type { Log } from '../lib/log.ts';
import type { Vault } from '../lib/vault.ts';
import type { Queues } from '../queue/queues.ts';
import type {
  ApiKeyStore,
  AttemptStore,
  AuditStore,
  BackCheckStore,
  BallotStore,
  Channel,
  Clock,
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
  Mailer,
  MessageStore,
  Outbox,
  PayloadCodec,
  PersonStore,
  PrivacyStore,
  ReferenceStore,
  RequestStore,
  SurveyStore,
  SendingBudget,
  SettingStore,
  SubscriptionStore,
  PostOutside,
  WatchStore,
  WebhookStore,
} from '../service/ports.ts';

/** Everything that use cases are made from; each takes by type the few that it needs. */
export interface Parts {
  readonly audit: AuditStore;
  readonly people: PersonStore;
  readonly privacy: PrivacyStore;
  readonly requests: RequestStore;
  readonly attempts: AttemptStore;
  readonly mailer: Mailer | null;
  /** Who keeps the ledger's roots outside. */
  readonly ledgerMailTo: readonly string[];
  readonly subscriptions: SubscriptionStore;
  readonly settings: SettingStore;
  readonly phrases: LetterParts['phrases'];
  readonly apiKeys: ApiKeyStore;
  readonly dossiers: DossierStore;
  readonly references: ReferenceStore;
  readonly conversations: ConversationStore;
  readonly draws: DrawStore;
  readonly imports: ImportStore;
  readonly interference: InterferenceStore;
  readonly surveys: SurveyStore;
  readonly messages: MessageStore;
  readonly deadUpdates: DeadUpdateStore;
  readonly ballots: BallotStore;
  readonly backChecks: BackCheckStore;
  readonly comments: CommentStore;
  readonly improvements: ImprovementStore;
  readonly ledger: LedgerStore;
  readonly figures: FigureStore;
  readonly watch: WatchStore;
  readonly webhooks: WebhookStore;
  readonly postOutside: PostOutside;
  readonly dropFolder: Config['dropFolder'];
  readonly queues: Queues;
  readonly outbox: Outbox;
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly telegram: Channel | null;
  readonly zaloAccount: ZaloAccount | null;
  /** Takes up what webhooks have lost, by channels that can be asked for it. */
  readonly recoverRatings: (() => Promise<number>) | null;
  readonly vault: Vault;
  /** Null where there is no key ring: nothing is to be turned. */
  readonly turnKeys: (() => Promise<Retired>) | null;
  readonly codec: PayloadCodec;
  readonly policySource: PolicySource;
  readonly clock: Clock;
  readonly log: Log;
  readonly zone: string;
  readonly publicUrl: string;
  readonly complaintPhone: string;
  readonly mixBatch: number;
  readonly mixMaxHours: number;
  /** What channels may send as templates. */
  readonly templates: ReadonlyMap<ChannelName, TemplatePolicy>;
  /** How much channels may start, where they limit it. */
  readonly budgets: ReadonlyMap<ChannelName, SendingBudget>;
  /** Of channels whose grant is renewed. */
  readonly grants: ReadonlyMap<ChannelName, () => Promise<ChannelGrant>>;
}
