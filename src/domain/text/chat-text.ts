import type { Locale } from '../locale.ts';
import { chat as en } from './en/chat.ts';
import { chat as vi, type ChatText } from './vi/chat.ts';

const TEXTS: Readonly<Record<Locale, ChatText>> = { vi, en };

export function chatText(locale: Locale): ChatText {
  return TEXTS[locale];
}
