import type { Report } from '../../domain/inbound.ts';
import { STARS } from '../../domain/rating.ts';
import type { IncomingEvent } from './incoming-event.ts';
import type { AccountChange } from './routed.ts';

const CHANGES = {
  change_template_status: 'template-status',
  change_template_quality: 'template-quality',
  change_template_quota: 'template-quota',
  change_oa_daily_quota: 'daily-quota',
  change_oa_template_tags: 'template-tags',
} as const;

type Receipt = Extract<Report, { readonly kind: 'receipt' }>;
type Rating = Extract<Report, { readonly kind: 'rating' }>;

/**
 * A message arrived or was seen. The citizen is left out: a template's receipt names a telephone number. Null without
 * a message id.
 *
 * @param receivedAt ISO 8601, for an event that tells no time of its own
 */
export function readReceipt({ message, msg_id, delivery_time, timestamp }: IncomingEvent, receivedAt: string) {
  const one = message?.msg_id ?? msg_id;
  const messageIds = message?.msg_ids ?? (one === null ? [] : [one]);
  if (messageIds.length === 0) return null;
  const happenedAt = toInstant(message?.delivery_time ?? delivery_time ?? timestamp) ?? receivedAt;
  return { kind: 'receipt', messageIds, happenedAt } satisfies Receipt;
}

/** Null when it has no stars or nothing that tells whose it is. */
export function readRating({ message, msg_id, tracking_id, timestamp }: IncomingEvent, receivedAt: string) {
  const messageId = message?.msg_id ?? msg_id;
  const trackingId = message?.tracking_id ?? tracking_id;
  const stars = STARS.find((each) => String(each) === message?.rate?.trim());
  if (stars === undefined || (messageId === null && trackingId === null)) return null;
  const reasons = message?.feedbacks?.map((reason) => reason.trim()).filter((reason) => reason !== '') ?? [];
  const note = message?.note?.trim() || null;
  const ratedAt = toInstant(message?.submit_time ?? timestamp) ?? receivedAt;
  return { kind: 'rating', messageId, trackingId, stars, reasons, note, ratedAt } satisfies Rating;
}

export function readAccountChange(name: keyof typeof CHANGES, { template_id }: IncomingEvent): AccountChange {
  return { kind: 'account-change', what: CHANGES[name], templateId: template_id };
}

/** Milliseconds as digits. */
function toInstant(text: string): string | null {
  const date = new Date(/^\d{1,16}$/.test(text) ? Number(text) : Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
