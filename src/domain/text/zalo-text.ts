import type { Locale } from '../locale.ts';
import { chatText } from './chat-text.ts';
import { zaloText as en } from './en/zalo.ts';
import { zaloText as vi, type ZaloText } from './vi/zalo.ts';

const TEXTS: Readonly<Record<Locale, ZaloText>> = { vi, en };

export function zaloTextFor(locale: Locale): ZaloText {
  return TEXTS[locale];
}

/** The line that offers what has no button, in the language of the labels. */
export function wordTyped(labels: readonly string[]): string {
  const english: ReadonlySet<string> = new Set(Object.values(chatText('en').buttons));
  return zaloTextFor(labels.some((label) => english.has(label)) ? 'en' : 'vi').typed(labels);
}
