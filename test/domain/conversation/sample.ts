import fc from 'fast-check';
import definition from '../../../prisma/seed/surveys/sipas-b-1.json' with { type: 'json' };
import { SCORES, type Answer } from '../../../src/domain/answer.ts';
import { choicesOf, type Choice } from '../../../src/domain/conversation/choice.ts';
import { newDraft, type Draft, type Phase } from '../../../src/domain/conversation/draft.ts';
import type { BasePhase } from '../../../src/domain/conversation/prompt.ts';
import { step, type Input, type Step, type StepContext } from '../../../src/domain/conversation/step.ts';
import type { Question, Survey } from '../../../src/domain/survey.ts';

export const survey: Survey = definition;
export const counter: StepContext = { survey, filedVia: 'counter' };
export const online: StepContext = { survey, filedVia: 'online' };

export function draftAt(phase: Phase, given: Partial<Draft> = {}): Draft {
  return { ...newDraft(survey.id, 'vi', 'tracked'), phase, ...given };
}

export function tap(draft: Draft, choice: Choice, context: StepContext = counter): Step {
  return step(draft, { kind: 'choice', choice }, context);
}

export function type(draft: Draft, text: string, context: StepContext = counter): Step {
  return step(draft, { kind: 'text', text }, context);
}

export function asking(question: string): Phase {
  return { kind: 'asking', question };
}

export const tapped = (value: Answer['value']): Answer => ({ value, how: 'button' });

export const offered: Phase = { kind: 'offered' };
export const gate: Phase = { kind: 'gate', question: 'q5' };
export const commenting: Phase = { kind: 'commenting' };
export const done: Phase = { kind: 'done' };
export const confirming: Phase = { kind: 'confirming', question: 'q1', value: 1 };
export const aside = (kind: 'confirming-stop' | 'confirming-discard', resume: Phase): Phase => ({ kind, resume });

export const firstFour = { q1: tapped(5), q2: tapped(4), q3: tapped(3), q4: tapped(2) };

export const basePhases: readonly BasePhase[] = [
  { kind: 'offered' },
  ...survey.questions.flatMap(({ key, gate }): BasePhase[] => [
    { kind: 'asking', question: key },
    { kind: 'confirming', question: key, value: 2 },
    ...(gate === null ? [] : [{ kind: 'gate', question: key } as const]),
  ]),
  { kind: 'commenting' },
  { kind: 'done' },
];

/** Every state of a conversation. */
export const phases: readonly Phase[] = basePhases.flatMap((resume): Phase[] => [
  resume,
  { kind: 'confirming-stop', resume },
  { kind: 'confirming-discard', resume },
]);

const texts =
  '5|0|rất hài lòng|được|không|có|ok|dung|huy|bắt đầu|để sau|bỏ qua|quay lại|xóa|?|gặp cán bộ|english|tiếng việt|' +
  'cán bộ tốt nhưng lâu quá|Tôi không gặp cán bộ|| \u0000';

export const anyContext = fc.constantFrom(counter, online);
export const anyChoice = fc.constantFrom(...choicesOf(survey));

export const anyInput: fc.Arbitrary<Input> = fc.oneof(
  { weight: 6, arbitrary: anyChoice.map((choice): Input => ({ kind: 'choice', choice })) },
  { weight: 3, arbitrary: fc.constantFrom(...texts.split('|')).map((text): Input => ({ kind: 'text', text })) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((text): Input => ({ kind: 'text', text })) },
  { weight: 1, arbitrary: fc.constantFrom<Input>({ kind: 'media' }, { kind: 'open' }, { kind: 'forged' }) },
);

export const anyDraft: fc.Arbitrary<Draft> = fc
  .record({
    phase: fc.constantFrom(...phases),
    answers: fc.dictionary(
      fc.constantFrom(...survey.questions.map(({ key }) => key)),
      fc.constantFrom(...SCORES, 'skipped' as const, 'not-applicable' as const).map(tapped),
    ),
    comment: fc.constantFrom(null, 'Ghế ngồi cũ', 'x'.repeat(2000)),
    locale: fc.constantFrom('vi' as const, 'en' as const),
  })
  .map(({ phase, ...given }) => draftAt(phase, given));

const text = { vi: 'Hỏi gì đó?', en: 'Something?' };
const anyQuestion: fc.Arbitrary<Question> = fc.record({
  key: fc.stringMatching(/^k[0-9]$/),
  factor: fc.constant('access'),
  criteria: fc.constant([15]),
  text: fc.constant(text),
  gate: fc.constantFrom(null, text),
  notApplicable: fc.constantFrom(null, { label: text, filedVia: ['online'] }),
});

/** Surveys of any length, gates and "not applicable" buttons anywhere. */
export const anySurvey: fc.Arbitrary<Survey> = fc
  .uniqueArray(anyQuestion, { maxLength: 8, selector: ({ key }) => key })
  .map(surveyAsking);

function surveyAsking(questions: readonly Question[]): Survey {
  return { ...survey, questions };
}
