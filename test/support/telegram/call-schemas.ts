import { z } from 'zod';

const ChatId = z.union([z.int(), z.string().regex(/^(-?\d+|@\w+)$/)]);
const Seconds = z.int().min(0);
const UPDATE_KINDS = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'inline_query',
  'chosen_inline_result',
  'callback_query',
  'poll',
  'poll_answer',
  'my_chat_member',
  'chat_member',
  'chat_join_request',
  'message_reaction',
  'message_reaction_count',
] as const;
const AllowedUpdates = z.array(z.enum(UPDATE_KINDS)).optional();

const InlineKeyboard = z.strictObject({
  inline_keyboard: z.array(
    z.array(z.strictObject({ text: z.string().min(1), callback_data: z.string().optional(), url: z.url().optional() })),
  ),
});
const ReplyKeyboard = z.strictObject({
  keyboard: z.array(z.array(z.strictObject({ text: z.string().min(1), request_contact: z.boolean().optional() }))),
  one_time_keyboard: z.boolean().optional(),
  resize_keyboard: z.boolean().optional(),
  is_persistent: z.boolean().optional(),
  input_field_placeholder: z.string().min(1).max(64).optional(),
});
const RemoveKeyboard = z.strictObject({ remove_keyboard: z.literal(true), selective: z.boolean().optional() });
const LinkPreview = z.strictObject({ is_disabled: z.boolean().optional() });

/** What is said about text and chat is checked by the methods, which know Telegram's own words for it. */
const Text = {
  chat_id: ChatId.optional(),
  text: z.string().optional(),
  parse_mode: z.enum(['MarkdownV2', 'HTML', 'Markdown']).optional(),
  link_preview_options: LinkPreview.optional(),
};

/** Every call is checked against these; a field that the Bot API does not know is refused, which Telegram would not do. */
export const CALLS = {
  getMe: z.strictObject({}),
  getUpdates: z.strictObject({
    offset: z.int().optional(),
    limit: z.int().min(1).max(100).optional(),
    timeout: Seconds.optional(),
    allowed_updates: AllowedUpdates,
  }),
  setWebhook: z.strictObject({
    url: z.string(),
    secret_token: z.string().optional(),
    max_connections: z.int().min(1).max(100).optional(),
    allowed_updates: AllowedUpdates,
    drop_pending_updates: z.boolean().optional(),
  }),
  deleteWebhook: z.strictObject({ drop_pending_updates: z.boolean().optional() }),
  getWebhookInfo: z.strictObject({}),
  sendMessage: z.strictObject({
    ...Text,
    disable_notification: z.boolean().optional(),
    protect_content: z.boolean().optional(),
    reply_markup: z.union([InlineKeyboard, ReplyKeyboard, RemoveKeyboard]).optional(),
  }),
  editMessageText: z.strictObject({ ...Text, message_id: z.int(), reply_markup: InlineKeyboard.optional() }),
  editMessageReplyMarkup: z.strictObject({
    chat_id: ChatId.optional(),
    message_id: z.int(),
    reply_markup: InlineKeyboard.optional(),
  }),
  deleteMessage: z.strictObject({ chat_id: ChatId.optional(), message_id: z.int() }),
  answerCallbackQuery: z.strictObject({
    callback_query_id: z.string().min(1),
    text: z.string().max(200).optional(),
    show_alert: z.boolean().optional(),
    cache_time: Seconds.optional(),
  }),
  sendChatAction: z.strictObject({ chat_id: ChatId.optional(), action: z.enum(['typing', 'upload_document']) }),
  setMyCommands: z.strictObject({
    commands: z
      .array(
        z.strictObject({ command: z.string().regex(/^[a-z0-9_]{1,32}$/), description: z.string().min(1).max(256) }),
      )
      .max(100),
    language_code: z.string().optional(),
  }),
  getChat: z.strictObject({ chat_id: ChatId.optional() }),
  getFile: z.strictObject({ file_id: z.string() }),
} as const;

export type MethodName = keyof typeof CALLS;
export type Call<M extends MethodName> = z.infer<(typeof CALLS)[M]>;
export type InlineMarkup = z.infer<typeof InlineKeyboard>;
export type Markup = InlineMarkup | z.infer<typeof ReplyKeyboard> | z.infer<typeof RemoveKeyboard>;

export function isMethod(name: string): name is MethodName {
  return Object.hasOwn(CALLS, name);
}
