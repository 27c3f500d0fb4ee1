import type { Inbound, InboundEvent } from '../../domain/inbound.ts';
import { toE164 } from '../../lib/phone.ts';
import type { Clock } from '../../service/ports.ts';
import { parseAddress, userAddress } from './address.ts';
import { eventId } from './event-id.ts';
import { labelOf, type EventLabel, type KnownEvent } from './event-name.ts';
import { accountsOf, citizenOf, IncomingEvent } from './incoming-event.ts';
import { readAccountChange, readRating, readReceipt } from './read-report.ts';
import type { Arrival, Ignored, Routed } from './routed.ts';
import { fromTapText } from './tap-payload.ts';

export interface RouteOptions {
  readonly oaId: string;
  readonly clock: Clock;
  /**
   * Whether the number of `user_submit_info` counts as the sender's own. Zalo fills the form in, yet the citizen may
   * change it (zalo.md §5.4, to be confirmed on a real account).
   */
  readonly trustsSubmittedPhone?: boolean;
}

/** Never throws for what an event holds. */
export type Route = (event: unknown) => { readonly label: EventLabel; readonly routed: Routed };

const MALFORMED: Ignored = { kind: 'ignored', why: 'malformed' };
const NO_CONCERN: Ignored = { kind: 'ignored', why: 'no-concern' };
const FOREIGN: Ignored = { kind: 'ignored', why: 'foreign-account' };

export function createRoute({ oaId, clock, trustsSubmittedPhone = true }: RouteOptions): Route {
  return (value) => {
    const parsed = IncomingEvent.safeParse(value);
    if (!parsed.success) return { label: 'malformed', routed: MALFORMED };
    const event = parsed.data;
    const label = labelOf(event.event_name);
    const accounts = accountsOf(event);
    if (accounts.length > 0 && !accounts.includes(oaId)) return { label, routed: FOREIGN };
    return { label, routed: routeEvent(label, event, { oaId, clock, trustsSubmittedPhone }) };
  };
}

function routeEvent(label: KnownEvent | 'other', event: IncomingEvent, options: Required<RouteOptions>): Routed {
  const arrival: Arrival = {
    account: options.oaId,
    updateId: updateIdOf(event, options.oaId),
    receivedAt: options.clock.now().toISOString(),
  };
  switch (label) {
    case 'user_received_message':
    case 'user_seen_message':
      return readReceipt(event, arrival) ?? MALFORMED;
    case 'user_feedback':
      return readRating(event, arrival) ?? MALFORMED;
    case 'unfollow':
    case 'user_withdraw':
      return optOut(label, event, arrival);
    case 'change_template_status':
    case 'change_template_quality':
    case 'change_template_quota':
    case 'change_oa_daily_quota':
    case 'change_oa_template_tags':
      return readAccountChange(label, event, arrival);
    default:
      return inbound(label, event, arrival, options);
  }
}

function inbound(
  label: KnownEvent | 'other',
  event: IncomingEvent,
  arrival: Arrival,
  { oaId, trustsSubmittedPhone }: Required<RouteOptions>,
): Routed {
  const happened = toInboundEvent(label, event, trustsSubmittedPhone);
  if (happened === null) return NO_CONCERN;
  const address = addressOf(event, oaId);
  // What the account itself says can only be an echo: answering it would go on for ever.
  if (address === null || event.sender?.id === oaId) return MALFORMED;
  const update: Inbound = { ...arrival, channel: 'zalo', address, device: null, locale: null, event: happened };
  return { kind: 'inbound', update };
}

/** Null: no concern of ours, such as `oa_send_*`, which is what we or a member of staff have written. */
function toInboundEvent(
  label: KnownEvent | 'other',
  { message, info }: IncomingEvent,
  trustsSubmittedPhone: boolean,
): InboundEvent | null {
  switch (label) {
    case 'user_send_text':
      return message?.text ? textEvent(message.text) : { kind: 'media' };
    // A comment with an address of a page in it comes under this name.
    case 'user_send_link':
      return message?.text ? { kind: 'text', text: message.text } : { kind: 'media' };
    case 'user_send_image':
    case 'user_send_file':
    case 'user_send_audio':
    case 'user_send_video':
    case 'user_send_sticker':
    case 'user_send_business_card':
    case 'user_send_location':
      return { kind: 'media' };
    case 'user_submit_info':
      return contactEvent(info?.phone ?? null, trustsSubmittedPhone);
    // Both open the window of seven days; neither asks for anything.
    case 'follow':
    case 'user_click_chatnow':
      return { kind: 'unblocked' };
    default:
      return null;
  }
}

function textEvent(text: string): InboundEvent {
  const payload = fromTapText(text);
  return payload === null ? { kind: 'text', text } : { kind: 'tap', payload, callbackId: null, messageId: null };
}

/** Zalo's numbers are international without a plus. */
function contactEvent(raw: string | null, own: boolean): InboundEvent {
  const phone = raw === null ? null : ((/^[1-9]/.test(raw.trim()) ? toE164(`+${raw.trim()}`) : null) ?? toE164(raw));
  return phone === null ? { kind: 'media' } : { kind: 'contact', phone, own };
}

function optOut(label: 'unfollow' | 'user_withdraw', event: IncomingEvent, arrival: Arrival): Routed {
  const address = addressOf(event, arrival.account);
  if (address === null) return MALFORMED;
  return { ...arrival, kind: 'opt-out', address, reason: label === 'unfollow' ? 'unfollow' : 'withdrawal' };
}

function addressOf(event: IncomingEvent, oaId: string): string | null {
  const address = userAddress(citizenOf(event, oaId) ?? '');
  return parseAddress(address) === null ? null : address;
}

/** By the message where there is one, else by the moment and the citizen (zalo.md §5.2). */
function updateIdOf(event: IncomingEvent, oaId: string): string {
  const { event_name, timestamp, message, msg_id } = event;
  const messageId = message?.msg_id ?? msg_id;
  if (messageId !== null) return eventId(event_name, [messageId, message?.submit_time ?? null]);
  const subject = citizenOf(event, oaId) ?? event.template_id;
  return eventId(event_name, [timestamp, subject, ...(message?.msg_ids ?? [])]);
}
