import type { InboundEvent } from '../../domain/inbound.ts';
import { toE164 } from '../../lib/phone.ts';
import type { Clock } from '../../service/ports.ts';
import { parseAddress, userAddress } from './address.ts';
import { eventId } from './event-id.ts';
import { labelOf, type EventLabel, type KnownEvent } from './event-name.ts';
import { accountsOf, citizenOf, IncomingEvent } from './incoming-event.ts';
import { readAccountChange, readRating, readReceipt } from './read-report.ts';
import type { Ignored, Routed } from './routed.ts';
import { fromTapText } from './tap-payload.ts';
import { SUBMITTED_PHONE_IS_VOUCHED, WITHDRAWAL_IS_OPT_OUT } from './to-be-confirmed.ts';

export interface RouteOptions {
  readonly oaId: string;
  readonly clock: Clock;
  readonly submittedPhoneIsVouched?: boolean;
}

/** Never throws for what an event holds. */
export type Route = (event: unknown) => { readonly label: EventLabel; readonly routed: Routed };

const MALFORMED: Ignored = { kind: 'ignored', why: 'malformed' };
const NO_CONCERN: Ignored = { kind: 'ignored', why: 'no-concern' };
const FOREIGN: Ignored = { kind: 'ignored', why: 'foreign-account' };

type Settings = Required<RouteOptions>;

export function createRoute(options: RouteOptions): Route {
  const settings: Settings = { submittedPhoneIsVouched: SUBMITTED_PHONE_IS_VOUCHED, ...options };
  return (value) => {
    const parsed = IncomingEvent.safeParse(value);
    if (!parsed.success) return { label: 'malformed', routed: MALFORMED };
    const event = parsed.data;
    const label = labelOf(event.event_name);
    const accounts = accountsOf(event);
    if (accounts.length > 0 && !accounts.includes(options.oaId)) return { label, routed: FOREIGN };
    return { label, routed: routeEvent(label, event, settings) };
  };
}

function routeEvent(label: KnownEvent | 'other', event: IncomingEvent, settings: Settings): Routed {
  switch (label) {
    case 'user_received_message':
    case 'user_seen_message':
      return report(event, readReceipt(event, receivedAt(settings)), settings);
    case 'user_feedback':
      return report(event, readRating(event, receivedAt(settings)), settings);
    case 'change_template_status':
    case 'change_template_quality':
    case 'change_template_quota':
    case 'change_oa_daily_quota':
    case 'change_oa_template_tags':
      return readAccountChange(label, event);
    default:
      return ofCitizen(label, event, settings);
  }
}

/** What names no citizen is told apart by its message. */
function report(
  event: IncomingEvent,
  said: ReturnType<typeof readReceipt> | ReturnType<typeof readRating>,
  settings: Settings,
): Routed {
  if (said === null) return MALFORMED;
  const id = said.kind === 'receipt' ? said.messageIds[0] : (said.messageId ?? said.trackingId);
  return arrival(`message:${id ?? ''}`, said, event, settings);
}

function ofCitizen(label: KnownEvent | 'other', event: IncomingEvent, settings: Settings): Routed {
  const happened = toInboundEvent(label, event, settings);
  if (happened === null) return NO_CONCERN;
  const address = userAddress(citizenOf(event, settings.oaId) ?? '');
  // What the account itself says can only be an echo: answering it would go on for ever.
  const isEcho = event.sender?.id === settings.oaId && happened.kind !== 'opted-out';
  if (parseAddress(address) === null || isEcho) return MALFORMED;
  return arrival(address, happened, event, settings);
}

function arrival(address: string, happened: InboundEvent, event: IncomingEvent, settings: Settings): Routed {
  return {
    kind: 'inbound',
    update: {
      channel: 'zalo',
      account: settings.oaId,
      updateId: updateIdOf(event, settings.oaId),
      address,
      device: null,
      locale: null,
      receivedAt: receivedAt(settings),
      event: happened,
    },
  };
}

function receivedAt({ clock }: Settings): string {
  return clock.now().toISOString();
}

/** Null: no concern of ours, such as `oa_send_*`, which is what we or a member of staff have written. */
function toInboundEvent(
  label: KnownEvent | 'other',
  { message, info }: IncomingEvent,
  { submittedPhoneIsVouched }: Settings,
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
      return contactEvent(info?.phone ?? null, submittedPhoneIsVouched);
    // Both open the window of seven days; neither asks for anything.
    case 'follow':
    case 'user_click_chatnow':
      return { kind: 'unblocked' };
    case 'unfollow':
      return { kind: 'opted-out' };
    case 'user_withdraw':
      return WITHDRAWAL_IS_OPT_OUT ? { kind: 'opted-out' } : null;
    default:
      return null;
  }
}

function textEvent(text: string): InboundEvent {
  const payload = fromTapText(text);
  return payload === null ? { kind: 'text', text } : { kind: 'tap', payload, callbackId: null, messageId: null };
}

/** Zalo's numbers are international without a plus. */
function contactEvent(raw: string | null, vouched: boolean): InboundEvent {
  const phone = raw === null ? null : ((/^[1-9]/.test(raw.trim()) ? toE164(`+${raw.trim()}`) : null) ?? toE164(raw));
  return phone === null ? { kind: 'media' } : { kind: 'contact', phone, own: true, vouched };
}

/** By the message where there is one, else by the moment and the citizen (zalo.md §5.2). */
function updateIdOf(event: IncomingEvent, oaId: string): string {
  const { event_name, timestamp, message, msg_id } = event;
  const messageId = message?.msg_id ?? msg_id;
  if (messageId !== null) return eventId(event_name, [messageId, message?.submit_time ?? null]);
  const subject = citizenOf(event, oaId) ?? event.template_id;
  return eventId(event_name, [timestamp, subject, ...(message?.msg_ids ?? [])]);
}
