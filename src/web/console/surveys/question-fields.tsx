import type { VNode } from 'preact';
import { FILING_CHANNELS } from '../../../domain/dossier.ts';
import { LOCALES, type Locale } from '../../../domain/locale.ts';
import type { Factor, Question } from '../../../domain/survey.ts';
import { Button } from '../../ui/button.tsx';
import { DIGITS_INPUT, type Fault, SelectField, TextAreaField, TextField } from '../../ui/field.tsx';
import { surveysTextFor } from './text.ts';

interface QuestionFieldsProps {
  readonly question: Question;
  /** Position from 0. */
  readonly i: number;
  readonly count: number;
  /** As typed. */
  readonly criteria: string;
  readonly factors: readonly Factor[];
  readonly faults: readonly Fault[];
  readonly locale: Locale;
}

/** One question of a draft. */
export function QuestionFields(props: QuestionFieldsProps): VNode {
  const { question, i, criteria, factors, faults, locale } = props;
  const text = surveysTextFor(locale).draft;
  const id = (part: string) => `q${String(i)}-${part}`;
  return (
    <fieldset class="panel survey-question" id={`q${String(i)}`}>
      <legend>{text.question(i + 1)}</legend>
      <input type="hidden" name={id('key')} value={question.key} />
      {LOCALES.map((lang) => (
        <TextAreaField
          key={lang}
          id={id(`text-${lang}`)}
          label={text.text[lang]}
          value={question.text[lang]}
          lang={lang}
          faults={faults}
        />
      ))}
      <div class="field-row">
        <SelectField
          id={id('factor')}
          label={text.factor}
          value={question.factor}
          faults={faults}
          options={factors.map(({ key, name }) => ({ value: key, label: name[locale] }))}
        />
        <TextField
          id={id('criteria')}
          label={text.criteria}
          hint={text.criteriaHint}
          value={criteria}
          faults={faults}
          input={DIGITS_INPUT}
        />
      </div>
      <Unusual {...props} />
      <Moves i={i} count={props.count} locale={locale} />
    </fieldset>
  );
}

/** Most questions have neither. */
function Unusual({ question, i, faults, locale }: QuestionFieldsProps): VNode {
  const text = surveysTextFor(locale).draft;
  const id = (part: string) => `q${String(i)}-${part}`;
  const { gate, notApplicable } = question;
  return (
    <details open={gate !== null || notApplicable !== null}>
      <summary>{text.more}</summary>
      <div class="survey-form">
        {LOCALES.map((lang) => (
          <TextAreaField
            key={lang}
            id={id(`gate-${lang}`)}
            label={text.gate[lang]}
            {...(lang === 'vi' ? { hint: text.gateHint } : {})}
            value={gate?.[lang] ?? ''}
            lang={lang}
            faults={faults}
          />
        ))}
        {LOCALES.map((lang) => (
          <TextField
            key={lang}
            id={id(`label-${lang}`)}
            label={text.label[lang]}
            {...(lang === 'vi' ? { hint: text.labelHint } : {})}
            value={notApplicable?.label[lang] ?? ''}
            faults={faults}
          />
        ))}
        <Via id={id('via')} chosen={notApplicable?.filedVia ?? []} faults={faults} locale={locale} />
      </div>
    </details>
  );
}

interface ViaProps {
  readonly id: string;
  readonly chosen: readonly string[];
  readonly faults: readonly Fault[];
  readonly locale: Locale;
}

function Via({ id, chosen, faults, locale }: ViaProps): VNode {
  const { draft, filedVia } = surveysTextFor(locale);
  const fault = faults.find(({ field }) => field === id);
  return (
    <fieldset id={id} tabIndex={-1} class={fault ? 'field field--fault' : 'field'}>
      <legend class="field__label">{draft.via}</legend>
      {fault ? <p class="field__fault">{fault.message}</p> : null}
      <div class="choices">
        {FILING_CHANNELS.map((via) => (
          <label class="choice" key={via}>
            <input type="checkbox" name={`${id}-${via}`} checked={chosen.includes(via)} />
            <span>{filedVia[via]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Moves({ i, count, locale }: { readonly i: number; readonly count: number; readonly locale: Locale }): VNode {
  const text = surveysTextFor(locale).draft;
  const moves = [
    ...(i > 0 ? [{ verb: 'up', label: text.up }] : []),
    ...(i < count - 1 ? [{ verb: 'down', label: text.down }] : []),
    { verb: 'remove', label: text.remove },
  ];
  return (
    <p class="actions">
      {moves.map(({ verb, label }) => (
        <Button key={verb} kind="quiet" name="do" value={`${verb}-${String(i)}`}>
          {label}
          <span class="sr-only">: {text.question(i + 1)}</span>
        </Button>
      ))}
    </p>
  );
}
