/** A button that a citizen presses, as the generator is told it. */
export interface Tap {
  readonly updateId: number;
  readonly chat: number;
  readonly messageId: number;
  readonly data: string;
}

/** The update that Telegram makes of it; the same for everybody who is measured. */
export function tapBody({ updateId, chat, messageId, data }: Tap): string {
  const seconds = Math.floor(Date.now() / 1000);
  const person = { id: chat, is_bot: false, first_name: 'Công dân', language_code: 'vi' };
  const message = {
    message_id: messageId,
    date: seconds,
    chat: { id: chat, type: 'private', first_name: 'Công dân' },
    from: { id: 4200000001, is_bot: true, first_name: 'Hài Lòng', username: 'hai_long_bot' },
    text: 'Câu hỏi',
  };
  const query = { id: String(updateId), from: person, message, chat_instance: '1', data };
  return JSON.stringify({ update_id: updateId, callback_query: query });
}
