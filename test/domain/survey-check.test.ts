import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSurvey, SURVEY_LIMITS, type SurveyFault } from '../../src/domain/survey-check.ts';
import { compareSurveys, freshKey, isChanged, nextVersionId } from '../../src/domain/survey-version.ts';
import type { Question, Survey } from '../../src/domain/survey.ts';
import { survey as SURVEY } from './conversation/sample.ts';

const words = ({ part, question, locale, code, about }: SurveyFault) =>
  [part, question, locale, code, about].filter((word) => word !== null).join(' ');
const both = (text: string) => ({ vi: text, en: text });

function withFirst(changes: Partial<Question>): Survey {
  const [first, ...rest] = SURVEY.questions;
  if (!first) throw new Error('The sample has questions.');
  return { ...SURVEY, questions: [{ ...first, ...changes }, ...rest] };
}

describe('src/domain/survey-check.ts', () => {
  it('finds nothing wrong with the survey that comes with the service', () => {
    expect(checkSurvey(SURVEY)).toEqual([]);
  });

  it.each<[string, Survey, readonly string[]]>([
    ['no question', { ...SURVEY, questions: [] }, ['questions no-questions']],
    [
      'a factor that nobody asks about',
      { ...SURVEY, questions: SURVEY.questions.slice(1) },
      ['questions factor-missing access'],
    ],
    ['a factor that does not exist', withFirst({ factor: 'x' }), expect.arrayContaining(['factor 0 factor-unknown x'])],
    ['no criterion', withFirst({ criteria: [] }), ['criteria 0 criteria-missing']],
    ['a criterion that does not exist', withFirst({ criteria: [15, 99] }), ['criteria 0 criterion-unknown 99']],
    [
      'a criterion of another factor',
      withFirst({ criteria: [33] }),
      ['criteria 0 criterion-elsewhere 33', 'criteria 4 criterion-twice 33'],
    ],
    ['a criterion twice', withFirst({ criteria: [15, 15] }), ['criteria 0 criterion-twice 15']],
    ['one language', withFirst({ text: { vi: 'Gì?', en: ' ' } }), ['text 0 en text-missing']],
    [
      'a long text',
      withFirst({ text: both('a'.repeat(SURVEY_LIMITS.text + 1)) }),
      ['text 0 vi text-too-long 300', 'text 0 en text-too-long 300'],
    ],
    ['a link', withFirst({ text: { vi: 'Xem https://x.vn', en: 'See' } }), ['text 0 vi text-link']],
    ['half a gate', withFirst({ gate: { vi: 'Có?', en: '' } }), ['gate 0 en text-missing']],
    [
      'a button for nobody',
      withFirst({ notApplicable: { label: both('Không'), filedVia: [] } }),
      ['via 0 channels-missing'],
    ],
    ['no last question', { ...SURVEY, commentPrompt: { vi: '', en: 'Anything?' } }, ['comment vi text-missing']],
    ['two of one key', withFirst({ key: 'q2' }), ['questions key-twice q2']],
    [
      'a criterion without a name',
      { ...SURVEY, criteria: SURVEY.criteria.map((each) => ({ ...each, name: each.number === 15 ? '' : each.name })) },
      ['criterion text-missing'],
    ],
  ])('refuses %s', (_name, survey, faults) => {
    expect(checkSurvey(survey).map(words)).toEqual(faults);
  });

  it('takes at most ten questions', () => {
    const more = Array.from(
      { length: 6 },
      (_, i) => ({ ...withFirst({}).questions[0], key: `x${String(i)}` }) as Question,
    );
    const survey = { ...SURVEY, questions: [...SURVEY.questions, ...more] };
    expect(checkSurvey(survey).map(words)).toContain('questions too-many-questions');
  });
});

describe('src/domain/survey-version.ts', () => {
  it('numbers versions of one name, without gaps being filled', () => {
    expect(nextVersionId('sipas-b-1', ['sipas-b-1', 'sipas-b-7', 'other-9'])).toBe('sipas-b-8');
    expect(nextVersionId('vote', [])).toBe('vote-1');
  });

  it('tells what changed, whatever order the fields of stored data come in', () => {
    const shuffled = JSON.parse(
      JSON.stringify(SURVEY, (_key, value: unknown) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).toReversed())
          : value,
      ),
    ) as Survey;
    expect(isChanged(compareSurveys(SURVEY, { ...shuffled, id: 'sipas-b-2' }))).toBe(false);
    expect(compareSurveys(SURVEY, withFirst({ text: both('Gì?') }))).toMatchObject({
      changed: 1,
      added: 0,
      other: false,
    });
    expect(compareSurveys(SURVEY, { ...SURVEY, questions: SURVEY.questions.toReversed() })).toMatchObject({
      changed: 0,
      other: true,
    });
    expect(compareSurveys(SURVEY, { ...SURVEY, questions: SURVEY.questions.slice(1) })).toMatchObject({
      removed: 1,
      other: false,
    });
  });

  it('finds a key that nobody has', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 12 })), (numbers) => {
        const questions = numbers.map((n) => ({ ...withFirst({}).questions[0], key: `q${String(n)}` }) as Question);
        expect(questions.map(({ key }) => key)).not.toContain(freshKey({ questions }));
      }),
    );
  });
});
