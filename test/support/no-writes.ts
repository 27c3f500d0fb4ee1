import type { ConversationWrites } from '../../src/service/ports.ts';

/** What a conversation writes in which nothing happens. */
export const NO_WRITES: ConversationWrites = {
  chats: [],
  invitations: [],
  drafts: [],
  discardedDrafts: [],
  slipClaims: [],
  messages: [],
  silenced: [],
  forgotten: [],
  suppress: [],
  unsuppress: [],
  ballots: [],
  backChecks: [],
  backCheckBallots: [],
  paces: [],
  freezeSurveys: [],
  receipts: [],
};
