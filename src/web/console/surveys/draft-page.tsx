import type { VNode } from 'preact';
import type { Locale } from '../../../domain/locale.ts';
import type { SurveyFault } from '../../../domain/survey-check.ts';
import type { SurveyChanges } from '../../../domain/survey-version.ts';
import type { Survey } from '../../../domain/survey.ts';
import { Button } from '../../ui/button.tsx';
import { FaultSummary, TextAreaField, TextField, type Fault } from '../../ui/field.tsx';
import { pageTextFor } from '../../ui/format.ts';
import { EmptyState, Notice } from '../../ui/notice.tsx';
import { ConsoleFrame, type Visit } from '../frame.tsx';
import { Preview, writeShown, type Shown } from './preview.tsx';
import { QuestionFields } from './question-fields.tsx';
import { fieldAt } from './survey-form.ts';
import { surveysTextFor } from './text.ts';

export interface DraftProps {
  readonly survey: Survey;
  readonly baseId: string;
  readonly revision: number;
  /** Of each question, as typed. */
  readonly criteria: readonly string[];
  /** Questions whose criteria cannot be read. */
  readonly malformed: readonly number[];
  readonly faults: readonly SurveyFault[];
  readonly shown: Shown;
  readonly state: 'open' | 'saved' | 'stale' | 'newer' | 'malformed' | 'unchanged';
}

/** The editor, with the phone beside it. */
export function draftPage(visit: Visit, props: DraftProps): VNode {
  const { locale } = visit;
  const { survey, baseId, shown } = props;
  const text = surveysTextFor(locale);
  const title = text.draft.title(survey.id);
  const faults = [...malformedFaults(props, locale), ...props.faults.map((one) => toFault(one, survey, locale))];
  return (
    <ConsoleFrame {...visit} title={faults.length === 0 ? title : pageTextFor(locale).fault(title)} page="surveys">
      <h1>{title}</h1>
      <p class="quiet">{text.draft.from(baseId)}</p>
      <StateNotice {...props} locale={locale} isFaultless={faults.length === 0} />
      <FaultSummary faults={faults} locale={locale} />
      <div class="survey-editor">
        <Editor {...props} faults={faults} locale={locale} />
        <Preview survey={survey} shown={shown} locale={locale} form="draft" />
      </div>
      <form class="panel" method="post" action="/console/surveys/draft/discard">
        <input type="hidden" name="revision" value={props.revision} />
        <p>{text.draft.discardHint}</p>
        <p class="actions">
          <Button kind="secondary">{text.draft.discard}</Button>
        </p>
      </form>
    </ConsoleFrame>
  );
}

type StateProps = Pick<DraftProps, 'state'> & { readonly locale: Locale; readonly isFaultless: boolean };

function StateNotice({ state, locale, isFaultless }: StateProps): VNode | null {
  const { draft, publish } = surveysTextFor(locale);
  switch (state) {
    case 'open':
      return null;
    case 'saved':
      return (
        <Notice kind="good" title={draft.saved}>
          {isFaultless ? <p>{draft.ready}</p> : null}
        </Notice>
      );
    case 'stale':
      return (
        <Notice kind="attention" title={draft.stale}>
          <p>{draft.staleBody}</p>
        </Notice>
      );
    case 'newer':
      return (
        <Notice kind="attention" title={draft.stale}>
          <p>{draft.newerBody}</p>
        </Notice>
      );
    case 'malformed':
      return <Notice kind="attention" title={draft.unsaved} />;
    case 'unchanged':
      return <Notice kind="attention" title={publish.unchanged} />;
  }
}

type EditorProps = Omit<DraftProps, 'faults'> & { readonly faults: readonly Fault[]; readonly locale: Locale };

function Editor({ survey, revision, criteria, faults, shown, locale }: EditorProps): VNode {
  const text = surveysTextFor(locale).draft;
  return (
    <form id="draft" class="survey-form" method="post" action="/console/surveys/draft" novalidate>
      {/* What Enter does: the first button of a form. */}
      <button hidden name="do" value="save" />
      <input type="hidden" name="revision" value={revision} />
      <input type="hidden" name="count" value={survey.questions.length} />
      <input type="hidden" name="seen" value={writeShown(shown)} />
      <h2 id="questions" tabIndex={-1}>
        {text.questions}
      </h2>
      {survey.questions.map((question, i) => (
        <QuestionFields
          key={question.key}
          question={question}
          i={i}
          count={survey.questions.length}
          criteria={criteria[i] ?? ''}
          factors={survey.factors}
          faults={faults}
          locale={locale}
        />
      ))}
      <p class="actions">
        <Button kind="secondary" name="do" value="add">
          {text.add}
        </Button>
      </p>
      <fieldset class="panel survey-question">
        <legend>{text.commentTitle}</legend>
        <Both id="comment" labels={text.comment} value={survey.commentPrompt} faults={faults} />
      </fieldset>
      <CriteriaNames survey={survey} faults={faults} locale={locale} />
      <p class="actions survey-form__foot">
        <Button kind="secondary" name="do" value="save">
          {text.save}
        </Button>
        <Button name="do" value="publish">
          {text.publish}
        </Button>
      </p>
    </form>
  );
}

interface BothProps {
  readonly id: string;
  readonly labels: Readonly<Record<Locale, string>>;
  readonly value: Readonly<Record<Locale, string>>;
  readonly faults: readonly Fault[];
}

function Both({ id, labels, value, faults }: BothProps): VNode {
  return (
    <>
      <TextAreaField id={`${id}-vi`} label={labels.vi} value={value.vi} lang="vi" faults={faults} />
      <TextAreaField id={`${id}-en`} label={labels.en} value={value.en} lang="en" faults={faults} />
    </>
  );
}

function CriteriaNames({ survey, faults, locale }: Pick<EditorProps, 'survey' | 'faults' | 'locale'>): VNode {
  const text = surveysTextFor(locale).draft;
  const isFaulty = faults.some(({ field }) => field.startsWith('criterion-'));
  return (
    <details class="panel" open={isFaulty}>
      <summary>{text.criteriaTitle}</summary>
      <div class="survey-form">
        {survey.criteria.map(({ number, name }) => (
          <TextField
            key={number}
            id={`criterion-${String(number)}`}
            label={text.criterion(number)}
            value={name}
            faults={faults}
          />
        ))}
      </div>
    </details>
  );
}

function malformedFaults({ malformed }: Pick<DraftProps, 'malformed'>, locale: Locale): readonly Fault[] {
  const { draft, faults } = surveysTextFor(locale);
  return malformed.map((i) => ({
    field: `q${String(i)}-criteria`,
    message: faults['criteria-malformed'](''),
    label: `${draft.question(i + 1)}, ${draft.criteria}`,
  }));
}

function toFault(one: SurveyFault, survey: Survey, locale: Locale): Fault {
  const text = surveysTextFor(locale);
  const factor = survey.factors.find(({ key }) => key === one.about)?.name[locale];
  const message = text.faults[one.code](factor ?? one.about ?? '');
  const label = labelOf(one, locale);
  return { field: fieldAt(one), message, ...(label === null ? {} : { label }) };
}

function labelOf({ part, question, locale: spoken, criterion }: SurveyFault, locale: Locale): string | null {
  const { draft } = surveysTextFor(locale);
  if (criterion !== null) return draft.criterion(criterion);
  if (part === 'questions' || part === 'criterion') return null;
  const words = draft[part];
  const name = typeof words === 'string' ? words : words[spoken ?? locale];
  return question === null ? name : `${draft.question(question + 1)}, ${name}`;
}

interface PublishProps {
  readonly survey: Survey;
  readonly baseId: string;
  readonly revision: number;
  readonly changes: SurveyChanges | null;
}

/** What publishing does, before it is done. */
export function publishPage(visit: Visit, { survey, baseId, revision, changes }: PublishProps): VNode {
  const text = surveysTextFor(visit.locale).publish;
  return (
    <ConsoleFrame {...visit} title={text.title(survey.id)} page="surveys">
      <h1>{text.title(survey.id)}</h1>
      <form class="panel" method="post" action="/console/surveys/draft/publish">
        {changes === null ? null : <p>{text.changes(changes, baseId)}</p>}
        <ul class="bullets">
          {text.effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
        <input type="hidden" name="revision" value={revision} />
        <p class="actions">
          <Button>{text.submit}</Button>
          <Button kind="quiet" href="/console/surveys/draft">
            {text.back}
          </Button>
        </p>
      </form>
    </ConsoleFrame>
  );
}

export function noDraftPage(visit: Visit): VNode {
  const { draft, title, nav } = surveysTextFor(visit.locale);
  return (
    <ConsoleFrame {...visit} title={title} page="surveys">
      <h1>{title}</h1>
      <EmptyState title={draft.none}>
        <p>{draft.noneBody}</p>
      </EmptyState>
      <p class="actions">
        <Button kind="secondary" href="/console/surveys">
          {nav}
        </Button>
      </p>
    </ConsoleFrame>
  );
}
