import type { VNode } from 'preact';
import { LOCALES, type Locale } from '../../../domain/locale.ts';
import type { Survey } from '../../../domain/survey.ts';
import { previewSteps, previewSurvey, type PreviewStep } from '../../../service/surveys/preview-survey.ts';
import { FirstBody } from '../../citizen/first-page.tsx';
import { QuestionBody } from '../../citizen/question-page.tsx';
import type { SurveysText } from '../../../domain/text/vi/surveys.ts';
import { Bubble } from './bubble.tsx';
import { surveysTextFor } from './text.ts';

const SURFACES = ['page', 'chat'] as const;

/** What the phone shows. */
export interface Shown {
  readonly step: number;
  readonly as: (typeof SURFACES)[number];
  readonly locale: Locale;
}

/** `3.chat.en`; what cannot be read is the first of its kind. */
export function readShown(text: string): Shown {
  const [step, as, locale] = text.split('.');
  return {
    step: Math.min(Math.max(Math.trunc(Number(step)) || 0, 0), 99),
    as: SURFACES.find((each) => each === as) ?? 'page',
    locale: LOCALES.find((each) => each === locale) ?? 'vi',
  };
}

export function writeShown({ step, as, locale }: Shown): string {
  return [step, as, locale].join('.');
}

interface PreviewProps {
  readonly survey: Survey;
  readonly shown: Shown;
  readonly locale: Locale;
  /** Id of the form that the buttons send. */
  readonly form: string;
}

/** A phone with the pages and messages that citizens get, by the code that makes them; nothing on it can be tapped. */
export function Preview({ survey, shown, locale, form }: PreviewProps): VNode {
  const text = surveysTextFor(locale).preview;
  const steps = previewSteps(survey);
  const at = Math.min(shown.step, steps.length - 1);
  const step = steps[at] ?? { kind: 'invite' };
  const choices = { shown: { ...shown, step: at }, form };
  return (
    <section class="preview" id="preview" aria-labelledby="preview-title">
      <h2 id="preview-title">{text.title}</h2>
      <Choices
        {...choices}
        label={text.look}
        options={SURFACES.map((as) => ({ label: text.as[as], change: { as } }))}
      />
      <Choices
        {...choices}
        label={text.speech}
        options={LOCALES.map((each) => ({ label: text.language[each], change: { locale: each } }))}
      />
      <Choices
        {...choices}
        label={text.step}
        options={steps.map((each, i) => ({ label: nameOf(each, text), change: { step: i } }))}
      />
      <Phone survey={survey} step={step} shown={shown} />
    </section>
  );
}

function nameOf(step: PreviewStep, text: SurveysText['preview']): string {
  if (step.kind !== 'question') return text[step.kind];
  return step.gate ? text.gate(step.position + 1) : text.question(step.position + 1);
}

interface ChoicesProps {
  readonly shown: Shown;
  readonly form: string;
  readonly label: string;
  readonly options: readonly { readonly label: string; readonly change: Partial<Shown> }[];
}

function Choices({ shown, form, label, options }: ChoicesProps): VNode {
  return (
    <div class="preview__choices" role="group" aria-label={label}>
      {options.map((option) => {
        const value = writeShown({ ...shown, ...option.change });
        return (
          <button
            key={value}
            class="chip"
            form={form}
            name="show"
            value={value}
            aria-pressed={value === writeShown(shown)}
          >
            {option.label}
          </button>
        );
      })}
    </div>
  );
}

function Phone({
  survey,
  step,
  shown,
}: {
  readonly survey: Survey;
  readonly step: PreviewStep;
  readonly shown: Shown;
}) {
  const { page, chat } = previewSurvey(survey, step, shown.locale);
  const body = { view: page, path: '#', nonce: '' };
  return (
    <div class="phone" lang={shown.locale} inert>
      {shown.as === 'chat' ? (
        <Bubble text={chat.text} buttons={chat.buttons.flat().map(({ label }) => label)} />
      ) : (
        <div class="citizen">{step.kind === 'invite' ? <FirstBody {...body} /> : <QuestionBody {...body} />}</div>
      )}
    </div>
  );
}
