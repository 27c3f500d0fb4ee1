import type { MessageBody } from '../../domain/message.ts';
import { BUTTONS, SUBTITLE_LENGTH } from './sdk/limits.ts';
import type { InfoRequest, TextMessage } from './sdk/message-body.ts';
import { toTapText } from './tap-payload.ts';
import { cutText } from './templates/cut-text.ts';

export interface ChatForm {
  /** `typed`: no buttons, every choice is a line of the text. */
  readonly options: 'buttons' | 'typed';
  /** Words a line that offers what has no button, such as "Hoặc nhắn: Quay lại, Bỏ qua". */
  readonly wordTyped: (labels: readonly string[]) => string;
  /** The card that asks for the phone number; without one the text alone does. */
  readonly phoneCard: { readonly title: string; readonly imageUrl: string } | null;
}

export type ChatMessage =
  | { readonly kind: 'text'; readonly message: TextMessage }
  | { readonly kind: 'info-request'; readonly request: InfoRequest };

type Body = Pick<MessageBody, 'buttons' | 'asksForPhone'>;

/** Five choices become buttons, which are those of the scale where there is one; the others are words to type. */
export function toChatMessage(text: string, body: Body, form: ChatForm): ChatMessage {
  if (body.asksForPhone && form.phoneCard) {
    const subtitle = cutText(text, SUBTITLE_LENGTH) ?? text;
    return { kind: 'info-request', request: { ...form.phoneCard, subtitle } };
  }
  const choices = body.buttons.flat();
  if (form.options === 'typed')
    return { kind: 'text', message: { text: joined(text, choices.map(labelOf).join('\n')) } };
  const typed = choices.slice(BUTTONS).map(labelOf);
  const buttons = choices
    .slice(0, BUTTONS)
    .map(({ label, payload }) => ({ kind: 'query', title: label, payload: toTapText(payload) }) as const);
  return { kind: 'text', message: { text: joined(text, typed.length === 0 ? '' : form.wordTyped(typed)), buttons } };
}

function joined(text: string, addition: string): string {
  return addition === '' ? text : `${text}\n\n${addition}`;
}

function labelOf({ label }: { readonly label: string }): string {
  return label;
}
