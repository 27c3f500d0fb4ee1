/** All that is asked of Telegram; edits of old messages, reactions and groups are not. */
export const ALLOWED_UPDATES = ['message', 'callback_query', 'my_chat_member'] as const;
