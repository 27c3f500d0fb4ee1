import type { Score } from '../answer.ts';
import type { Locale } from '../locale.ts';
import type { QuestionKey, Survey } from '../survey.ts';

/** What a button means. On the wire a button carries only an opaque payload (see service/ports `PayloadCodec`). */
export type Choice =
  | { readonly kind: 'begin' }
  | { readonly kind: 'later' }
  | { readonly kind: 'wrong-dossier' }
  | { readonly kind: 'stop' }
  /** Of the phone on file, about answers from the slip. */
  | { readonly kind: 'not-me' }
  | { readonly kind: 'confirm-stop'; readonly yes: boolean }
  | { readonly kind: 'score'; readonly question: QuestionKey; readonly value: Score }
  | { readonly kind: 'skip'; readonly question: QuestionKey }
  | { readonly kind: 'not-applicable'; readonly question: QuestionKey }
  | { readonly kind: 'gate'; readonly question: QuestionKey; readonly yes: boolean }
  | { readonly kind: 'confirm-score'; readonly question: QuestionKey; readonly value: Score; readonly yes: boolean }
  | { readonly kind: 'back'; readonly question: QuestionKey | 'comment' }
  | { readonly kind: 'no-comment' }
  | { readonly kind: 'discard'; readonly yes: boolean }
  | { readonly kind: 'language'; readonly locale: Locale };

/** Every choice that a survey can offer: what a payload is compared with. */
export function choicesOf(survey: Survey): readonly Choice[] {
  const fixed: Choice[] = [
    { kind: 'begin' },
    { kind: 'later' },
    { kind: 'wrong-dossier' },
    { kind: 'stop' },
    { kind: 'not-me' },
    { kind: 'confirm-stop', yes: true },
    { kind: 'confirm-stop', yes: false },
    { kind: 'back', question: 'comment' },
    { kind: 'no-comment' },
    { kind: 'discard', yes: true },
    { kind: 'discard', yes: false },
    { kind: 'language', locale: 'vi' },
    { kind: 'language', locale: 'en' },
  ];
  return [...fixed, ...survey.questions.flatMap(({ key }) => choicesOfQuestion(key))];
}

function choicesOfQuestion(question: QuestionKey): Choice[] {
  const scores = [1, 2, 3, 4, 5] as const;
  return [
    ...scores.map((value): Choice => ({ kind: 'score', question, value })),
    ...scores.map((value): Choice => ({ kind: 'confirm-score', question, value, yes: true })),
    ...scores.map((value): Choice => ({ kind: 'confirm-score', question, value, yes: false })),
    { kind: 'skip', question },
    { kind: 'not-applicable', question },
    { kind: 'gate', question, yes: true },
    { kind: 'gate', question, yes: false },
    { kind: 'back', question },
  ];
}

/** A stable name of a choice, of its own among all choices. */
export function choiceName(choice: Choice): string {
  const parts = [
    choice.kind,
    'question' in choice ? choice.question : '',
    'value' in choice ? choice.value : '',
    'yes' in choice ? choice.yes : '',
    'locale' in choice ? choice.locale : '',
  ];
  return parts.join('&');
}
