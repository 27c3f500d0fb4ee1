import type { IncomingEvent } from './incoming-event.ts';
import type { AccountChange, Arrival, Rating, Receipt } from './routed.ts';

const STARS = [1, 2, 3, 4, 5] as const;

const CHANGES = {
  change_template_status: 'template-status',
  change_template_quality: 'template-quality',
  change_template_quota: 'template-quota',
  change_oa_daily_quota: 'daily-quota',
  change_oa_template_tags: 'template-tags',
} as const;

/** Chat and template receipts share a name; only the template's has a time of delivery. Null without a message id. */
export function readReceipt(event: IncomingEvent, arrival: Arrival): Receipt | null {
  const { message, event_name, timestamp } = event;
  const one = message?.msg_id ?? event.msg_id;
  const messageIds = message?.msg_ids ?? (one === null ? [] : [one]);
  if (messageIds.length === 0) return null;
  const deliveryTime = message?.delivery_time ?? event.delivery_time;
  return {
    ...arrival,
    kind: 'receipt',
    via: deliveryTime === null ? 'chat' : 'template',
    state: event_name === 'user_seen_message' ? 'seen' : 'received',
    messageIds,
    trackingId: message?.tracking_id ?? event.tracking_id,
    happenedAt: toInstant(deliveryTime ?? timestamp) ?? arrival.receivedAt,
  };
}

/** Null when it has no stars or nothing that tells whose it is. */
export function readRating({ message, msg_id, tracking_id }: IncomingEvent, arrival: Arrival): Rating | null {
  const messageId = message?.msg_id ?? msg_id;
  const trackingId = message?.tracking_id ?? tracking_id;
  const stars = STARS.find((each) => String(each) === message?.rate?.trim());
  if (stars === undefined || (messageId === null && trackingId === null)) return null;
  const reasons = message?.feedbacks?.map((reason) => reason.trim()).filter((reason) => reason !== '') ?? [];
  return { ...arrival, kind: 'rating', messageId, trackingId, stars, reasons, note: message?.note?.trim() || null };
}

export function readAccountChange(
  name: keyof typeof CHANGES,
  { template_id }: IncomingEvent,
  arrival: Arrival,
): AccountChange {
  return { ...arrival, kind: 'account-change', what: CHANGES[name], templateId: template_id };
}

/** Milliseconds as digits. */
function toInstant(text: string): string | null {
  const date = new Date(/^\d{1,16}$/.test(text) ? Number(text) : Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
