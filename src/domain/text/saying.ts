import type { Draft } from '../conversation/draft.ts';
import type { Reply } from '../conversation/reply.ts';
import type { FilingChannel } from '../dossier.ts';
import type { ChannelName } from '../invitation.ts';
import type { Locale } from '../locale.ts';
import type { Survey } from '../survey.ts';
import type { Facts } from './facts.ts';

/** A reply about one dossier, with all that its wording may depend on. */
export interface Saying {
  readonly reply: Reply;
  readonly facts: Facts;
  readonly locale: Locale;
  /** Where the conversation stands; its answers are never looked at. Null before it began and after it was discarded. */
  readonly draft: Draft | null;
  /** Null before the dossier is completed: no question can be asked then. */
  readonly survey: Survey | null;
  readonly filedVia: FilingChannel;
  /** Page on which a receipt is checked; null where no receipt is told. */
  readonly receiptsUrl: string | null;
  /** Where answers are given: in a chat that asks nothing, on the page. */
  readonly channel: ChannelName;
  /** Page on which this survey can be answered instead; null where none is offered. */
  readonly pageUrl: string | null;
}
