import type { ChannelName } from './invitation.ts';
import type { Locale } from './locale.ts';

/** What a citizen did, in terms every channel shares. Names, avatars and media are never carried. */
export type InboundEvent =
  /** A deep link or /start; `token` is the slip's token, null for a plain start. */
  | { readonly kind: 'start'; readonly token: string | null }
  | { readonly kind: 'text'; readonly text: string }
  /** A button; `payload` is opaque and untrusted, `callbackId` answers the platform's spinner. */
  | {
      readonly kind: 'tap';
      readonly payload: string;
      readonly callbackId: string | null;
      readonly messageId: string | null;
    }
  /** A phone number that the platform vouches for; `own` only when it is the sender's. E.164. */
  | { readonly kind: 'contact'; readonly phone: string; readonly own: boolean }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'unblocked' }
  /** A sticker, photo or voice message: its content is not fetched. */
  | { readonly kind: 'media' }
  /** The survey page was opened (web only). */
  | { readonly kind: 'opened' }
  /** Messages of ours have arrived; names nobody. `happenedAt` is ISO 8601. */
  | { readonly kind: 'receipt'; readonly messageIds: readonly string[]; readonly happenedAt: string };

/** One update of one citizen. `updateId` is unique for (channel, account) and drops repeats. */
export interface Inbound {
  readonly channel: ChannelName;
  readonly account: string;
  readonly updateId: string;
  /** As the channel calls its chats; on the web the slip's token, with the device in `device`; of a receipt `message:<id>`. */
  readonly address: string;
  /** Random id of the browser (cookie); null on chat platforms. */
  readonly device: string | null;
  readonly locale: Locale | null;
  /** ISO 8601. */
  readonly receivedAt: string;
  readonly event: InboundEvent;
}
