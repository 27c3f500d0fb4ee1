import { hashPhone } from './digests.ts';
import { normalise, TRACKING_ID_LENGTH, unsendable } from './limits.ts';
import type { Unconfirmed } from './unconfirmed.ts';

/** A template message (ZBS, formerly ZNS); parameter values are strings, dates as `20/03/2026`. */
export interface TemplateMessage {
  readonly templateId: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface PhoneTemplateMessage extends TemplateMessage {
  /** `84…`, with or without a plus. */
  readonly phone: string;
  /** Comes back in webhooks, up to 48 characters; no protection against a second send. */
  readonly trackingId: string;
  /** Only admins of app and account get it. */
  readonly development?: boolean;
}

export const SEND_TO_PHONE = '/message/template';
export const SEND_TO_HASHED_PHONE = '/message/template/hashphone';
export const SEND_TO_USER = '/v3.0/oa/message/template';

/** @throws ZaloError `zalo-unsendable` */
export function phoneTemplateBody(
  message: PhoneTemplateMessage,
  recipient: 'phone' | 'hash_phone',
  { sendingMode }: Pick<Unconfirmed, 'sendingMode'>,
): object {
  const { trackingId, development = false } = message;
  if (trackingId === '') throw unsendable(SEND_TO_PHONE, 'tracking-id-empty');
  if (trackingId.length > TRACKING_ID_LENGTH) throw unsendable(SEND_TO_PHONE, 'tracking-id-too-long');
  const phone = digitsOf(message.phone);
  return {
    [recipient]: recipient === 'phone' ? phone : hashPhone(phone),
    ...templateFields(message),
    tracking_id: trackingId,
    ...(sendingMode !== null && { sending_mode: sendingMode }),
    ...(development && { mode: 'development' }),
  };
}

export function userTemplateBody(
  userId: string,
  message: TemplateMessage,
  { userTemplate }: Pick<Unconfirmed, 'userTemplate'>,
): object {
  const recipient = userTemplate === 'flat' ? { user_id: userId } : { recipient: { user_id: userId } };
  return { ...recipient, ...templateFields(message) };
}

function templateFields({ templateId, parameters }: TemplateMessage): object {
  const data = Object.entries(parameters).map(([name, value]) => [name, normalise(value)]);
  return { template_id: templateId, template_data: Object.fromEntries(data) };
}

function digitsOf(phone: string): string {
  const digits = /^\+?(84\d{8,10})$/.exec(phone)?.[1];
  if (digits === undefined) throw unsendable(SEND_TO_PHONE, 'phone-not-vietnamese');
  return digits;
}
