import type { CallbackQuery, Contact, Message } from 'telegraf/types';
import type { InboundEvent } from '../../domain/inbound.ts';
import { toE164 } from '../../lib/phone.ts';

/** Bot API: deep-link payloads are 1 to 64 of these. Anything else was typed by hand and names no slip. */
const START_PAYLOAD = /^[\w-]{1,64}$/;
const MEDIA = [
  'animation',
  'audio',
  'dice',
  'document',
  'game',
  'location',
  'photo',
  'poll',
  'sticker',
  'story',
  'venue',
  'video',
  'video_note',
  'voice',
] as const;

export function startEvent(payload: string): InboundEvent {
  const token = payload.trim();
  return { kind: 'start', token: START_PAYLOAD.test(token) ? token : null };
}

/** The data may be forged and the message gone (`date` 0), inaccessible or not ours any more. */
export function tapEvent(query: CallbackQuery): InboundEvent | null {
  if (!('data' in query)) return null;
  const message = query.message && query.message.date !== 0 ? query.message : null;
  return {
    kind: 'tap',
    payload: query.data,
    callbackId: query.id,
    messageId: message === null ? null : String(message.message_id),
  };
}

/** Anyone can pass on somebody else's card: only Telegram's own statement of the owner counts. */
export function contactEvent(contact: Contact, senderId: number): InboundEvent {
  const phone = toPhone(contact.phone_number);
  return phone === null
    ? { kind: 'media' }
    : { kind: 'contact', phone, own: contact.user_id === senderId, vouched: true };
}

export function memberEvent(status: string): InboundEvent | null {
  if (status === 'kicked') return { kind: 'blocked' };
  return status === 'member' ? { kind: 'unblocked' } : null;
}

export function isMedia(message: Message): boolean {
  return MEDIA.some((name) => name in message);
}

/** Telegram's numbers are international, most clients leave the plus out. */
function toPhone(raw: string): string | null {
  const isInternational = /^[1-9]/.test(raw.trim());
  return (isInternational ? toE164(`+${raw.trim()}`) : null) ?? toE164(raw);
}
