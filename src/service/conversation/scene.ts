import type { ChannelName } from '../../domain/invitation.ts';
import type { TemplatePolicy } from '../../domain/template-policy.ts';
import type { Survey } from '../../domain/survey.ts';
import type { Vault } from '../../lib/vault.ts';
import type { PayloadCodec } from '../ports.ts';
import type { ConversationBatch } from './conversation-batch.ts';

/** What one batch of conversations plays in: its data, its moment and the tools of the house. */
export interface Scene {
  readonly batch: ConversationBatch;
  readonly vault: Vault;
  readonly codec: PayloadCodec;
  readonly surveys: ReadonlyMap<string, Survey>;
  readonly now: Date;
  /** When the citizen's update reached us, which may be long before `now`. */
  readonly heardAt: Date;
  /** Local calendar day of `now`. */
  readonly today: string;
  readonly zone: string;
  /** Where complaints go: "1022". */
  readonly complaintPhone: string;
  /** Where the survey page is, without a slash at the end. */
  readonly publicUrl: string;
  readonly backCheckPercent: number;
  readonly templates: ReadonlyMap<ChannelName, TemplatePolicy>;
}
