import type { FilingChannel } from '../dossier.ts';
import { LOCALES } from '../locale.ts';
import type { Question, QuestionKey } from '../survey.ts';
import type { StepContext } from './input.ts';
import { plainWords } from './plain-words.ts';

export function findQuestion({ survey }: Pick<StepContext, 'survey'>, key: QuestionKey): Question | null {
  return survey.questions.find((question) => question.key === key) ?? null;
}

/** The label is offered for some filing channels only: who filed at the counter did meet somebody. */
export function notApplicableFor(question: Question, filedVia: FilingChannel): Question['notApplicable'] {
  return question.notApplicable?.filedVia.includes(filedVia) ? question.notApplicable : null;
}

const WORDS_AT_LEAST = 4;

/** The button's label, typed; its first word ("Tôi", "I") may be missing. */
export function saysNotApplicable(text: string, question: Question, filedVia: FilingChannel): boolean {
  const offered = notApplicableFor(question, filedVia);
  const said = plainWords(text);
  if (offered === null || said.split(' ').length < WORDS_AT_LEAST) return false;
  return LOCALES.some((locale) => ` ${plainWords(offered.label[locale])}`.endsWith(` ${said}`));
}
