import type {
  ApiKeyStore,
  BallotStore,
  ConversationStore,
  DossierStore,
  FigureStore,
  MessageStore,
  ReferenceStore,
} from '../service/ports.ts';
import { openApiKeys } from './api-keys.ts';
import { openBallots } from './ballots.ts';
import type { Database } from './connect.ts';
import { openConversations } from './conversations.ts';
import { openDossiers } from './dossiers.ts';
import { openFigures } from './figures.ts';
import { openMessages } from './messages.ts';
import { openReferences } from './references.ts';
import { openSettings, type SettingStore } from './settings.ts';

export interface Stores {
  readonly dossiers: DossierStore;
  readonly references: ReferenceStore;
  readonly conversations: ConversationStore;
  readonly messages: MessageStore;
  readonly ballots: BallotStore;
  readonly figures: FigureStore;
  readonly apiKeys: ApiKeyStore;
  readonly settings: SettingStore;
}

/** Each store with the role that its work needs. */
export function openStores({ register, ballot, console }: Database): Stores {
  return {
    dossiers: openDossiers(register),
    references: openReferences(register),
    conversations: openConversations(register),
    messages: openMessages(register),
    ballots: openBallots(ballot),
    figures: openFigures(console),
    apiKeys: openApiKeys(console),
    settings: openSettings(register),
  };
}
