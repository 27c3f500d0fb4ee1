import type { ChannelName } from './invitation.ts';
import type { Locale } from './locale.ts';
import type { Stars } from './rating.ts';

/** What a citizen did, in terms every channel shares. Names, avatars and media are never carried. */
export type InboundEvent =
  /** A deep link or /start; `token` is the slip's token, null for a plain start. */
  | { readonly kind: 'start'; readonly token: string | null }
  | { readonly kind: 'text'; readonly text: string }
  /** A button; `payload` is opaque and untrusted, `callbackId` stops the platform's spinner, where it still turns. */
  | {
      readonly kind: 'tap';
      readonly payload: string;
      readonly callbackId: string | null;
      readonly messageId: string | null;
    }
  /**
   * A phone number, E.164; `own` when it is said to be the sender's, `vouched` when the platform answers for that.
   */
  | { readonly kind: 'contact'; readonly phone: string; readonly own: boolean; readonly vouched: boolean }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'unblocked' }
  /** Told the platform that nothing of ours may come any more. */
  | { readonly kind: 'opted-out' }
  /** A sticker, photo or voice message: its content is not fetched. */
  | { readonly kind: 'media' }
  /** The survey page was opened (web only). */
  | { readonly kind: 'opened' }
  /** The platform says that messages of ours arrived; it names no citizen. `happenedAt` is ISO 8601. */
  | { readonly kind: 'receipt'; readonly messageIds: readonly string[]; readonly happenedAt: string }
  /** The answer to a rating template; it names no citizen, so one of the two ids has to tell whose it is. */
  | {
      readonly kind: 'rating';
      readonly trackingId: string | null;
      readonly messageId: string | null;
      readonly stars: Stars;
      readonly reasons: readonly string[];
      readonly note: string | null;
      /** ISO 8601. */
      readonly ratedAt: string;
    };

/** What a platform says about a message of ours: it names no citizen, and no chat is made of it. */
export type Report = Extract<InboundEvent, { readonly kind: 'receipt' | 'rating' }>;

export function isReport(event: InboundEvent): event is Report {
  return event.kind === 'receipt' || event.kind === 'rating';
}

/** One update of one citizen. `updateId` is unique for (channel, account) and drops repeats. */
export interface Inbound {
  readonly channel: ChannelName;
  readonly account: string;
  readonly updateId: string;
  /**
   * Where a citizen is reached on the channel; on the web the slip's token, with the device in `device`. What names no
   * citizen has `message:<id>`, so that all about one message takes its turn.
   */
  readonly address: string;
  /** Random id of the browser (cookie); null on chat platforms. */
  readonly device: string | null;
  readonly locale: Locale | null;
  /** ISO 8601. */
  readonly receivedAt: string;
  readonly event: InboundEvent;
}
