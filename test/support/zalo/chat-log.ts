import type { Button } from './call-schemas.ts';

export interface VisibleButton {
  readonly label: string;
  /** What the button sends as a text; null for a link. */
  readonly payload: string | null;
  /** Whether the sent text shows in the chat. */
  readonly shows: boolean;
  /** What it opens: a page, a telephone number. */
  readonly url: string | null;
}

/** A message as the person sees it. */
export interface VisibleMessage {
  readonly id: string;
  /** `staff`: somebody who writes from the account's inbox. */
  readonly from: 'oa' | 'staff' | 'person';
  readonly kind: 'text' | 'template' | 'rating' | 'info-request' | 'media';
  readonly text: string;
  readonly buttons: readonly VisibleButton[];
  readonly sentAt: Date;
  /** Of a template. */
  readonly template: TemplateTrace | null;
}

export interface TemplateTrace {
  readonly id: string;
  /** Null by user id. */
  readonly trackingId: string | null;
  /** How Zalo names the person in the receipt: phone, hash or user id. */
  readonly recipient: string;
}

export function toVisibleButton(button: Button): VisibleButton {
  const { title: label, type, payload } = button;
  switch (type) {
    case 'oa.query.show':
    case 'oa.query.hide':
      return { label, payload, shows: type === 'oa.query.show', url: null };
    case 'oa.open.url':
      return { label, payload: null, shows: false, url: payload.url };
    case 'oa.open.phone':
      return { label, payload: null, shows: false, url: `tel:${payload.phone_code}` };
    case 'oa.open.sms':
      return { label, payload: null, shows: false, url: `sms:${payload.phone_code}` };
  }
}
