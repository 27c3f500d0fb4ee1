import { SAID, type BackCheckQuestion } from '../../domain/back-check.ts';
import type { Chat } from '../../domain/chat.ts';
import type { Locale } from '../../domain/locale.ts';
import type { MessageBody } from '../../domain/message.ts';
import { chatText } from '../../domain/text/chat-text.ts';
import type { Vault } from '../../lib/vault.ts';
import type { BackCheck } from '../ports.ts';
import { encodeBackCheck } from './back-check-secrets.ts';

export type BackCheckWords = Pick<MessageBody, 'text' | 'buttons' | 'asksForPhone'>;

/** A question with its buttons; the same whatever was answered before. */
export function wordQuestion(
  question: BackCheckQuestion,
  { id }: Pick<BackCheck, 'id'>,
  opening: readonly string[],
  { language }: Pick<Chat, 'language'>,
  vault: Vault,
): BackCheckWords {
  const { backCheck: text, buttons } = chatText(language);
  const said = SAID[question].map((one) => ({
    label: text.said[one],
    payload: encodeBackCheck(vault, id, { kind: 'said', question, said: one }),
  }));
  const stop = { label: buttons.stop, payload: encodeBackCheck(vault, id, { kind: 'stop' }) };
  return { text: backCheckWords(question, opening, language), buttons: [said, [stop]], asksForPhone: false };
}

export function backCheckWords(question: BackCheckQuestion, opening: readonly string[], locale: Locale): string {
  return [...opening, chatText(locale).backCheck[question]].join(' ');
}

/** What stands before the first question. @param agency with its type: "UBND phường …" */
export function backCheckOpening(agency: string, shortCode: string | null, locale: Locale): readonly string[] {
  const { backCheck: text, invite } = chatText(locale);
  return [text.hello(agency), text.apart, ...(shortCode === null ? [] : [invite.shortCode(shortCode)])];
}

export function wordThanks({ language }: Pick<Chat, 'language'>): BackCheckWords {
  return { text: chatText(language).backCheck.thanks, buttons: [], asksForPhone: false };
}
