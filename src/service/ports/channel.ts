import type { ChannelName } from '../../domain/invitation.ts';
import type { MessageBody } from '../../domain/message.ts';

/**
 * Why a platform refused for good. `opted-out`: the citizen wants nothing of us, on the platform's own page.
 * `window-closed`: nobody has left, but no text reaches this address now; a template or the phone number may.
 */
export type Refusal =
  'blocked' | 'deactivated' | 'not-started' | 'opted-out' | 'window-closed' | 'bad-request' | 'unauthorised';

export type SendResult =
  | { readonly kind: 'sent'; readonly platformId: string | null }
  | { readonly kind: 'rate-limited'; readonly scope: 'chat' | 'account'; readonly retryAfterMs: number }
  | { readonly kind: 'refused'; readonly reason: Refusal }
  /** It did not arrive; try again later. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** It may have arrived: time-out, connection lost after the request, 5xx. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** A platform as the sender sees it. Never throws for what the platform says. */
export interface Channel {
  readonly name: ChannelName;
  readonly account: string;
  send(address: string, body: MessageBody): Promise<SendResult>;
  /** The deep link that a slip's QR code may carry; null when the platform has none or is not known yet. */
  linkFor(token: string): string | null;
}
