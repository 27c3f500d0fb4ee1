import type { VNode } from 'preact';
import { FILING_CHANNELS, OUTCOMES } from '../../domain/dossier.ts';
import type { Locale } from '../../domain/locale.ts';
import type { Procedure } from '../../domain/procedure.ts';
import { describeFault } from '../../domain/text/describe-fault.ts';
import type { ConsoleText } from '../../domain/text/vi/console.ts';
import type { Understanding } from '../../service/understand-dossier.ts';
import { Bullets } from '../ui/bullets.tsx';
import { Button } from '../ui/button.tsx';
import {
  ChoiceField,
  DigitsField,
  type Fault,
  FaultSummary,
  PhoneField,
  SelectField,
  TextField,
} from '../ui/field.tsx';
import { pageTextFor } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { DONE, type DossierForm, type FormFault } from './dossier-form.ts';
import { ConsoleFrame, type Visit } from './frame.tsx';
import { fieldName } from './field-name.ts';
import { procedureOptions } from './overview-filters.tsx';
import { may } from './policy.ts';
import { DeskLinks } from './desk-links.tsx';
import { AftermathNotice, type Aftermath } from './saved-notice.tsx';
import { consoleTextFor, deskTextFor } from './text.ts';
import { Understood } from './understood.tsx';

export interface DossierFormProps {
  readonly form: DossierForm;
  readonly faults: readonly FormFault[];
  readonly procedures: ReadonlyMap<string, Procedure>;
  /** "Phường Cầu Giấy" for staff of one commune; others type a unit. */
  readonly ownUnit: string | null;
  readonly aftermath: Aftermath | null;
  readonly understanding: Understanding | null;
  /** What saving would change of a dossier that is known: the same form, sent once more, does it. */
  readonly changes: { readonly code: string; readonly fields: readonly string[] } | null;
}

export function dossierFormPage(visit: Visit, props: DossierFormProps): VNode {
  const text = consoleTextFor(visit.locale).record;
  const desk = deskTextFor(visit.locale);
  const unit = props.ownUnit === null ? '' : `${text.unitIs(props.ownUnit)}. `;
  const lead = unit + (props.form.done === 'intake' ? desk.intake.lead : text.lead);
  return (
    <ConsoleFrame
      {...visit}
      title={props.faults.length === 0 ? text.title : pageTextFor(visit.locale).fault(text.title)}
      page="record"
      live
    >
      <div class="page-head">
        <h1>{text.title}</h1>
        <nav class="tabs" aria-label={desk.intake.tabs}>
          <a href="/console/dossiers/new" aria-current={props.form.done === 'intake' ? undefined : 'page'}>
            {desk.intake.done}
          </a>
          <a href="/console/dossiers/new?done=intake" aria-current={props.form.done === 'intake' ? 'page' : undefined}>
            {desk.intake.tab}
          </a>
        </nav>
      </div>
      <div class="dossier-page">
        {props.aftermath === null ? null : <AftermathNotice aftermath={props.aftermath} locale={visit.locale} />}
        <FormPanel {...props} locale={visit.locale} />
        <Aside visit={visit} lead={lead} />
      </div>
    </ConsoleFrame>
  );
}

type Changes = NonNullable<DossierFormProps['changes']>;
type FormWords = ConsoleText['record']['faults'];

type PanelProps = DossierFormProps & { readonly locale: Locale };

function FormPanel(props: PanelProps): VNode {
  const { form, locale } = props;
  const text = consoleTextFor(locale).record;
  const faults = props.faults.map((fault) => toFault(fault, props));
  const shared = { ...props, faults };
  const isCalm = faults.length === 0 && props.changes === null;
  return (
    <form class="panel dossier-form" method="post" action="/console/dossiers/new" novalidate>
      <FaultSummary faults={faults} locale={locale} />
      {props.changes === null ? null : <Confirmation changes={props.changes} locale={locale} />}
      <TextField
        id="code"
        label={text.code}
        hint={deskTextFor(locale).tailHint}
        value={form.code}
        faults={faults}
        size="code"
        input={{ autocomplete: 'off', spellcheck: false, autofocus: isCalm, 'data-scan': true }}
      />
      <Understood understanding={props.understanding} locale={locale} />
      <UsualFields {...shared} />
      <UnusualFields {...shared} />
      <p class="actions">
        <Button>{props.changes === null ? text.submit : deskTextFor(locale).confirmSubmit}</Button>
      </p>
    </form>
  );
}

/** A known code is never changed by a slip of the hand. */
function Confirmation({ changes, locale }: Pick<PanelProps, 'locale'> & { readonly changes: Changes }): VNode {
  const text = deskTextFor(locale);
  return (
    <Notice kind="attention" title={text.confirmTitle(changes.code)}>
      <ul class="bullets">
        {changes.fields.map((field) => (
          <li key={field}>{fieldName(field, locale)}</li>
        ))}
      </ul>
      <p>{text.confirmBody}</p>
      <input type="hidden" name="confirm" value={changes.code} />
    </Notice>
  );
}

type FieldsProps = Omit<PanelProps, 'faults'> & { readonly faults: readonly Fault[] };

/** What every dossier needs. */
function UsualFields({ form, faults, procedures, locale }: FieldsProps): VNode {
  const words = consoleTextFor(locale);
  const text = words.record;
  return (
    <>
      <SelectField
        id="procedure"
        label={text.procedure}
        value={form.procedure}
        faults={faults}
        options={[{ value: '', label: text.choose }, ...procedureOptions(procedures)]}
      />
      <div class="field-row">
        <DigitsField
          id="dueAt"
          label={text.dueAt}
          hint={deskTextFor(locale).dueHint}
          value={form.dueAt}
          faults={faults}
        />
        <PhoneField id="phone" label={text.phone} hint={text.phoneHint} value={form.phone} faults={faults} />
      </div>
      <ChoiceField
        id="filedVia"
        label={text.filedVia}
        value={form.filedVia}
        faults={faults}
        options={FILING_CHANNELS.map((via) => ({ value: via, label: words.filedVia[via] }))}
      />
      <ChoiceField
        id="done"
        label={text.done}
        value={form.done}
        faults={faults}
        options={DONE.map((done) => ({ value: done, label: text.doneOptions[done] }))}
      >
        <div class="only-at">
          <DigitsField
            id="completedAt"
            label={text.completedAt}
            hint={text.completedHint}
            value={form.completedAt}
            faults={faults}
          />
        </div>
      </ChoiceField>
    </>
  );
}

/** What the code tells, or what is nearly always the same; open when it is not. */
function UnusualFields({ form, faults, ownUnit, locale }: FieldsProps): VNode {
  const text = consoleTextFor(locale).record;
  const usual = form.unit === '' && form.receivedAt === '' && form.outcome === 'issued' && form.applicant === 'person';
  const faulty = faults.some(({ field }) => ['unit', 'receivedAt', 'outcome', 'applicant'].includes(field));
  return (
    <details open={!usual || faulty}>
      <summary>{ownUnit === null ? text.moreWithUnit : text.more}</summary>
      <div class="dossier-form">
        <div class="field-row">
          <DigitsField
            id="receivedAt"
            label={text.receivedAt}
            hint={text.receivedHint}
            value={form.receivedAt}
            faults={faults}
          />
          {ownUnit === null ? (
            <TextField id="unit" label={text.unit} hint={text.unitHint} value={form.unit} faults={faults} size="day" />
          ) : null}
          <SelectField
            id="outcome"
            label={text.outcome}
            value={form.outcome}
            faults={faults}
            options={OUTCOMES.map((outcome) => ({ value: outcome, label: text.outcomes[outcome] }))}
          />
        </div>
        <ChoiceField
          id="applicant"
          label={text.applicant}
          value={form.applicant}
          faults={faults}
          options={(['person', 'organisation'] as const).map((kind) => ({ value: kind, label: text.applicants[kind] }))}
        />
      </div>
    </details>
  );
}

function Aside({ visit, lead }: { readonly visit: Visit; readonly lead: string }): VNode {
  const text = consoleTextFor(visit.locale).record;
  return (
    <aside class="aside">
      <p class="quiet">{lead}</p>
      <div class="panel">
        <h2>{text.fairTitle}</h2>
        <Bullets lines={text.fair} />
      </div>
      {may(visit.viewer, 'see-dossier') ? <FindForm locale={visit.locale} /> : null}
      <DeskLinks locale={visit.locale} />
    </aside>
  );
}

export function FindForm({ locale }: { readonly locale: Locale }): VNode {
  const text = consoleTextFor(locale).record;
  return (
    <form class="panel" method="get" action="/console/dossiers" aria-label={text.findTitle}>
      <h2>{text.findTitle}</h2>
      <TextField id="find" label={text.code} input={{ autocomplete: 'off', spellcheck: false, 'data-search': true }} />
      <p class="actions">
        <Button kind="secondary">{text.find}</Button>
      </p>
    </form>
  );
}

/** A fault stands where the clerk can mend it. */
function toFault(fault: FormFault, { form, ownUnit, locale }: PanelProps): Fault {
  const message = messageOf(fault, locale);
  if (fault.field === 'unit' && ownUnit !== null) return labelled('code', message, locale);
  if (fault.field === 'completedAt' && form.done !== 'at') return labelled('done', message, locale);
  return labelled(fault.field, message, locale);
}

/** Fields are named as in the form; what the form does not ask for has no name there. */
function labelled(field: FormFault['field'] | 'done', message: string, locale: Locale): Fault {
  const text = consoleTextFor(locale).record;
  const label = field in text ? text[field as keyof typeof text] : undefined;
  return typeof label === 'string' ? { field, message, label } : { field, message };
}

function messageOf(fault: FormFault, locale: Locale): string {
  const { faults } = consoleTextFor(locale).record;
  return isOfForm(fault, faults) ? faults[fault.code] : describeFault(fault, locale);
}

function isOfForm(fault: FormFault, faults: FormWords): fault is FormFault & { readonly code: keyof FormWords } {
  return fault.code in faults;
}
