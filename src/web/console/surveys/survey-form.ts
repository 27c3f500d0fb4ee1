import { z } from 'zod';
import { FILING_CHANNELS } from '../../../domain/dossier.ts';
import { LOCALES } from '../../../domain/locale.ts';
import type { SurveyPlace } from '../../../domain/survey-check.ts';
import { freshKey } from '../../../domain/survey-version.ts';
import type { LocalText, Question, Survey } from '../../../domain/survey.ts';
import { typedField } from '../../typed-field.ts';

/** The editor's form as typed; what else comes along is not looked at. */
export const SurveyForm = z.record(z.string().max(40), typedField()).catch({});
export type SurveyForm = z.infer<typeof SurveyForm>;

export interface SurveyReading {
  readonly survey: Survey;
  /** What was typed for each question's criteria, and which of it are no numbers. */
  readonly criteria: readonly string[];
  readonly malformed: readonly number[];
}

const COUNT_LIMIT = 30;

/** The survey as the form has it, with the factors and the numbers of criteria that `base` has. */
export function readSurveyForm(form: SurveyForm, base: Survey): SurveyReading {
  const count = Math.min(Number(form['count']) || 0, COUNT_LIMIT);
  const rows = Array.from({ length: count }, (_, i) => ({ i, typed: clean(form[`q${String(i)}-criteria`]) }));
  const criteria = rows.map(({ typed }) => typed);
  const numbers = criteria.map(readNumbers);
  return {
    survey: {
      ...base,
      questions: rows.map(({ i }) => readQuestion(form, i, numbers[i] ?? [])),
      commentPrompt: textOf(form, 'comment'),
      criteria: base.criteria.map((each) => ({ ...each, name: clean(form[`criterion-${String(each.number)}`]) })),
    },
    criteria,
    malformed: numbers.flatMap((each, i) => (each === null ? [i] : [])),
  };
}

function readQuestion(form: SurveyForm, i: number, criteria: readonly number[]): Question {
  const id = (part: string) => `q${String(i)}-${part}`;
  const gate = textOf(form, id('gate'));
  const label = textOf(form, id('label'));
  const filedVia = FILING_CHANNELS.filter((via) => form[id(`via-${via}`)] !== undefined);
  const isNotApplicable = !isEmpty(label) || filedVia.length > 0;
  return {
    key: clean(form[id('key')]),
    factor: clean(form[id('factor')]),
    criteria,
    text: textOf(form, id('text')),
    gate: isEmpty(gate) ? null : gate,
    notApplicable: isNotApplicable ? { label, filedVia } : null,
  };
}

function textOf(form: SurveyForm, id: string): LocalText {
  return { vi: clean(form[`${id}-vi`]), en: clean(form[`${id}-en`]) };
}

function isEmpty(text: LocalText): boolean {
  return LOCALES.every((locale) => text[locale] === '');
}

/** One line, in the spelling that Vietnamese is stored in. */
function clean(typed = ''): string {
  return typed
    .normalize('NFC')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

const WIDEST_RANGE = 100;

/** `15-18, 20` as numbers; null when it is something else. */
export function readNumbers(typed: string): readonly number[] | null {
  const parts = typed.split(/[\s,;]+/).filter((part) => part !== '');
  const ranges = parts.map((part) => /^(\d{1,3})(?:[-–](\d{1,3}))?$/.exec(part));
  const numbers = ranges.flatMap((range) => {
    const from = Number(range?.[1]);
    const length = Number(range?.[2] ?? from) - from + 1;
    return length >= 1 && length <= WIDEST_RANGE ? Array.from({ length }, (_, i) => from + i) : [Number.NaN];
  });
  return numbers.some(Number.isNaN) ? null : numbers;
}

/** The shortest way to write them. */
export function writeNumbers(numbers: readonly number[]): string {
  const runs: { readonly from: number; readonly to: number }[] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.to === number - 1) runs[runs.length - 1] = { from: last.from, to: number };
    else runs.push({ from: number, to: number });
  }
  return runs.map(({ from, to }) => (from === to ? String(from) : `${String(from)}-${String(to)}`)).join(', ');
}

/** Where on the page something stands. */
export function fieldAt({ part, question, locale, criterion }: SurveyPlace): string {
  const words = [...(question === null ? [] : [`q${String(question)}`]), part, ...(locale === null ? [] : [locale])];
  return criterion === null ? words.join('-') : `criterion-${String(criterion)}`;
}

/** What a button of the editor does: `add`, `up-2`, `down-2`, `remove-2`; anything else changes nothing. */
export function edit(survey: Survey, base: Survey, deed: string): { readonly survey: Survey; readonly at: number } {
  const { questions } = survey;
  const [verb, place = ''] = deed.split('-');
  const i = Number(place);
  const moved = verb === 'up' ? i - 1 : verb === 'down' ? i + 1 : i;
  const one = questions[i];
  if (verb === 'add')
    return { survey: { ...survey, questions: [...questions, blank(survey, base)] }, at: questions.length };
  if (!one || place === '' || !['up', 'down', 'remove'].includes(verb ?? '')) return { survey, at: 0 };
  const rest = questions.toSpliced(i, 1);
  const at = Math.min(Math.max(moved, 0), rest.length);
  return { survey: { ...survey, questions: verb === 'remove' ? rest : rest.toSpliced(at, 0, one) }, at };
}

function blank(survey: Survey, base: Survey): Question {
  const text = { vi: '', en: '' };
  const factor = survey.factors[0]?.key ?? '';
  return { key: freshKey(survey, base), factor, criteria: [], text, gate: null, notApplicable: null };
}
