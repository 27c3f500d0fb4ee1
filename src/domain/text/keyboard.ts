import { SCORES } from '../answer.ts';
import type { Choice } from '../conversation/choice.ts';
import { notApplicableFor } from '../conversation/not-applicable.ts';
import type { FilingChannel } from '../dossier.ts';
import type { Locale } from '../locale.ts';
import type { Question, QuestionKey } from '../survey.ts';
import { chatText } from './chat-text.ts';
import type { Button, Rendered } from './rendered.ts';
import type { ChatText } from './vi/chat.ts';

type Keyboard = Rendered['buttons'];

export function button(label: string, choice: Choice): Button {
  return { label, choice };
}

export function inviteKeyboard(locale: Locale): Keyboard {
  const { buttons } = chatText(locale);
  return [
    [button(buttons.begin, { kind: 'begin' })],
    [button(buttons.later, { kind: 'later' })],
    [button(buttons.wrongDossier, { kind: 'wrong-dossier' })],
    [button(buttons.stop, { kind: 'stop' })],
    [button(buttons.otherLanguage, { kind: 'language', locale: locale === 'vi' ? 'en' : 'vi' })],
  ];
}

/** Five rows with numbers and words, always in the same order, nothing preselected; the quiet ones below. */
export function scaleKeyboard(question: Question, filedVia: FilingChannel, locale: Locale): Keyboard {
  const text = chatText(locale);
  const scores = SCORES.map((value) => [
    button(`${value} · ${text.scale[value]}`, { kind: 'score', question: question.key, value }),
  ]);
  return [...scores, ...notApplicableRows(question, filedVia, locale), quietRow(question.key, text)];
}

function notApplicableRows(question: Question, filedVia: FilingChannel, locale: Locale): Keyboard {
  const { key } = question;
  if (question.gate !== null) {
    return [[button(chatText(locale).buttons.notForMe, { kind: 'gate', question: key, yes: false })]];
  }
  const offered = notApplicableFor(question, filedVia);
  return offered === null ? [] : [[button(offered.label[locale], { kind: 'not-applicable', question: key })]];
}

export function gateKeyboard(question: QuestionKey, text: ChatText): Keyboard {
  return [
    [
      button(text.buttons.gateYes, { kind: 'gate', question, yes: true }),
      button(text.buttons.gateNo, { kind: 'gate', question, yes: false }),
    ],
    quietRow(question, text),
  ];
}

function quietRow(question: QuestionKey, { buttons }: ChatText): readonly Button[] {
  return [button(buttons.back, { kind: 'back', question }), button(buttons.skip, { kind: 'skip', question })];
}

export function commentKeyboard({ buttons }: ChatText): Keyboard {
  return [
    [button(buttons.noComment, { kind: 'no-comment' })],
    [button(buttons.back, { kind: 'back', question: 'comment' })],
  ];
}
