import { LOCALES, type Locale } from './locale.ts';
import { FILING_CHANNELS } from './dossier.ts';
import { duplicatesIn } from '../lib/duplicates.ts';
import type { LocalText, Question, Survey } from './survey.ts';

export const SURVEY_LIMITS = {
  questions: 10,
  /** Characters of a question: it has to be read at once on a phone. */
  text: 300,
  /** Characters of a button. */
  label: 40,
  /** Characters of a criterion's name. */
  name: 200,
} as const;

export type SurveyFaultCode =
  | 'no-questions'
  | 'too-many-questions'
  | 'key-twice'
  | 'factor-unknown'
  | 'factor-missing'
  | 'criteria-missing'
  | 'criterion-unknown'
  | 'criterion-elsewhere'
  | 'criterion-twice'
  | 'text-missing'
  | 'text-too-long'
  | 'text-link'
  | 'channels-missing';

/** Where a fault stands. */
export interface SurveyPlace {
  readonly part: 'questions' | 'factor' | 'criteria' | 'text' | 'gate' | 'label' | 'via' | 'comment' | 'criterion';
  /** Position from 0; null beside the questions. */
  readonly question: number | null;
  readonly locale: Locale | null;
  /** Number of the criterion whose name it is. */
  readonly criterion: number | null;
}

export interface SurveyFault extends SurveyPlace {
  readonly code: SurveyFaultCode;
  /** The factor's key or the criterion's number that is meant. */
  readonly about: string | null;
}

/**
 * What keeps a survey from being asked. Factors and numbers of criteria are those of SIPAS part B: each factor is asked
 * about, each criterion by at most one question of its own factor, every word stands in both languages.
 */
export function checkSurvey(survey: Survey): readonly SurveyFault[] {
  return [
    ...checkWhole(survey),
    ...survey.questions.flatMap((question, i) => checkQuestion(question, i, survey)),
    ...checkBoth(survey.commentPrompt, place('comment'), SURVEY_LIMITS.text),
    ...survey.criteria.flatMap(({ number, name }) =>
      checkText(name, { ...place('criterion'), criterion: number }, SURVEY_LIMITS.name),
    ),
  ];
}

function checkWhole({ questions, factors }: Survey): readonly SurveyFault[] {
  const whole = place('questions');
  if (questions.length === 0) return [fault(whole, 'no-questions')];
  const asked = new Set(questions.map(({ factor }) => factor));
  return [
    ...(questions.length > SURVEY_LIMITS.questions ? [fault(whole, 'too-many-questions')] : []),
    ...duplicatesIn(questions.map(({ key }) => key)).map((key) => fault(whole, 'key-twice', key)),
    ...factors.filter(({ key }) => !asked.has(key)).map(({ key }) => fault(whole, 'factor-missing', key)),
  ];
}

function checkQuestion(question: Question, i: number, survey: Survey): readonly SurveyFault[] {
  const at = (part: SurveyPlace['part']) => place(part, i);
  const isKnown = survey.factors.some(({ key }) => key === question.factor);
  return [
    ...(isKnown ? [] : [fault(at('factor'), 'factor-unknown', question.factor)]),
    ...checkCriteria(question, i, survey),
    ...checkBoth(question.text, at('text'), SURVEY_LIMITS.text),
    ...(question.gate ? checkBoth(question.gate, at('gate'), SURVEY_LIMITS.text) : []),
    ...checkNotApplicable(question.notApplicable, i),
  ];
}

function checkCriteria({ criteria, factor }: Question, i: number, survey: Survey): readonly SurveyFault[] {
  const at = place('criteria', i);
  if (criteria.length === 0) return [fault(at, 'criteria-missing')];
  const before = new Set(survey.questions.slice(0, i).flatMap((earlier) => earlier.criteria));
  const twice = new Set([...duplicatesIn(criteria), ...criteria.filter((number) => before.has(number))]);
  const known = new Map(survey.criteria.map((criterion) => [criterion.number, criterion.factor]));
  return [
    ...criteria.flatMap((number) => {
      const owner = known.get(number);
      if (owner === undefined) return [fault(at, 'criterion-unknown', String(number))];
      return owner === factor ? [] : [fault(at, 'criterion-elsewhere', String(number))];
    }),
    ...[...twice].map((number) => fault(at, 'criterion-twice', String(number))),
  ];
}

function checkNotApplicable(notApplicable: Question['notApplicable'], i: number): readonly SurveyFault[] {
  if (notApplicable === null) return [];
  const { label, filedVia } = notApplicable;
  const isSomewhere = FILING_CHANNELS.some((via) => filedVia.includes(via));
  return [
    ...checkBoth(label, place('label', i), SURVEY_LIMITS.label),
    ...(isSomewhere ? [] : [fault(place('via', i), 'channels-missing')]),
  ];
}

function checkBoth(text: LocalText, at: SurveyPlace, limit: number): readonly SurveyFault[] {
  return LOCALES.flatMap((locale) => checkText(text[locale], { ...at, locale }, limit));
}

/** A link in a question would teach people to trust links in messages. */
function checkText(text: string, at: SurveyPlace, limit: number): readonly SurveyFault[] {
  if (text.trim() === '') return [fault(at, 'text-missing')];
  if (text.length > limit) return [fault(at, 'text-too-long', String(limit))];
  return /https?:|www\.|\b[a-z0-9-]+\.(?:vn|com|net|org)\b/i.test(text) ? [fault(at, 'text-link')] : [];
}

function place(part: SurveyPlace['part'], question: number | null = null): SurveyPlace {
  return { part, question, locale: null, criterion: null };
}

function fault(at: SurveyPlace, code: SurveyFaultCode, about: string | null = null): SurveyFault {
  return { ...at, code, about };
}
