import { assertNever } from '../../../lib/assert-never.ts';
import { BUTTONS, fitting, PAYLOAD_LENGTH, SUBTITLE_LENGTH, TEXT_LENGTH, TITLE_LENGTH, unsendable } from './limits.ts';
import type { Unconfirmed } from './unconfirmed.ts';

export type ZaloButton =
  | { readonly kind: 'open-url'; readonly title: string; readonly url: string }
  /** Comes back as a text of the user's, which the chat shows or hides. */
  | { readonly kind: 'query'; readonly title: string; readonly payload: string; readonly shown?: boolean }
  | { readonly kind: 'phone'; readonly title: string; readonly phone: string }
  | { readonly kind: 'sms'; readonly title: string; readonly phone: string; readonly content: string };

export interface TextMessage {
  readonly text: string;
  readonly buttons?: readonly ZaloButton[];
  readonly quoteMessageId?: string;
}

export interface InfoRequest {
  readonly title: string;
  readonly subtitle: string;
  /** PNG or JPEG. */
  readonly imageUrl: string;
}

export const SEND = '/v3.0/oa/message/cs';

type Forms = Pick<Unconfirmed, 'buttons' | 'quoteKey' | 'queryPayloadPrefix'>;

/**
 * Body of a consultation message.
 * @throws ZaloError `zalo-unsendable`
 */
export function textBody(userId: string, message: TextMessage, forms: Forms): object {
  const { buttons = [], quoteMessageId } = message;
  if (buttons.length > BUTTONS) throw unsendable(SEND, 'too-many-buttons');
  const text = fitting(SEND, 'text', message.text, TEXT_LENGTH);
  const quote = quoteMessageId === undefined ? {} : { [forms.quoteKey]: quoteMessageId };
  return { recipient: { user_id: userId }, message: { ...textAndButtons(text, buttons, forms), ...quote } };
}

export function infoRequestBody(userId: string, request: InfoRequest): object {
  const element = {
    title: fitting(SEND, 'title', request.title, TITLE_LENGTH),
    subtitle: fitting(SEND, 'subtitle', request.subtitle, SUBTITLE_LENGTH),
    image_url: request.imageUrl,
  };
  return {
    recipient: { user_id: userId },
    message: attached({ template_type: 'request_user_info', elements: [element] }),
  };
}

function textAndButtons(text: string, buttons: readonly ZaloButton[], forms: Forms): object {
  if (buttons.length === 0) return { text };
  const wired = buttons.map((button) => toWire(button, forms.queryPayloadPrefix));
  return forms.buttons === 'plain'
    ? { text, ...attached({ buttons: wired }) }
    : attached({ template_type: 'button', text, buttons: wired });
}

function attached(payload: object): object {
  return { attachment: { type: 'template', payload } };
}

function toWire(button: ZaloButton, prefix: string): object {
  const title = fitting(SEND, 'button-title', button.title, TITLE_LENGTH);
  switch (button.kind) {
    case 'open-url':
      return { title, type: 'oa.open.url', payload: { url: button.url } };
    case 'query':
      return {
        title,
        type: button.shown === true ? 'oa.query.show' : 'oa.query.hide',
        payload: fitting(SEND, 'payload', `${prefix}${button.payload}`, PAYLOAD_LENGTH),
      };
    case 'phone':
      return { title, type: 'oa.open.phone', payload: { phone_code: button.phone } };
    case 'sms':
      return { title, type: 'oa.open.sms', payload: { phone_code: button.phone, content: button.content } };
    default:
      return assertNever(button);
  }
}
