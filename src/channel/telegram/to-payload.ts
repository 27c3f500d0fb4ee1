import type { InlineKeyboardMarkup, Opts, ReplyKeyboardMarkup, ReplyKeyboardRemove } from 'telegraf/types';
import type { MessageBody } from '../../domain/message.ts';

/** Without this Telegram's servers fetch every link, the citizen's own survey page among them. */
const NO_PREVIEW = { is_disabled: true } as const;

/**
 * A new message. One without buttons takes the phone keyboard away: nothing else does. A message sent with a
 * keyboard of that kind can never be edited, but only those with buttons ever are.
 */
export function toNewMessage(
  address: string,
  text: string,
  body: MessageBody,
  phoneButtonLabel: string,
): Opts<'sendMessage'> {
  const reply_markup = body.asksForPhone ? phoneKeyboard(phoneButtonLabel) : (inlineKeyboard(body) ?? NO_KEYBOARD);
  return { chat_id: Number(address), text, reply_markup, link_preview_options: NO_PREVIEW };
}

/** Telegram drops the keyboard of an edited message that comes without one: that is what an empty body wants. */
export function toEdit(address: string, messageId: string, text: string, body: MessageBody): Opts<'editMessageText'> {
  const reply_markup = inlineKeyboard(body);
  const edit = { chat_id: Number(address), message_id: Number(messageId), text, link_preview_options: NO_PREVIEW };
  return reply_markup ? { ...edit, reply_markup } : edit;
}

const NO_KEYBOARD: ReplyKeyboardRemove = { remove_keyboard: true };

/** Plain objects: telegraf's Markup helpers add a field that the Bot API does not know. */
function inlineKeyboard({ buttons }: MessageBody): InlineKeyboardMarkup | null {
  const inline_keyboard = buttons
    .filter((row) => row.length > 0)
    .map((row) => row.map(({ label, payload }) => ({ text: label, callback_data: payload })));
  return inline_keyboard.length > 0 ? { inline_keyboard } : null;
}

function phoneKeyboard(label: string): ReplyKeyboardMarkup {
  return { keyboard: [[{ text: label, request_contact: true }]], one_time_keyboard: true, resize_keyboard: true };
}
