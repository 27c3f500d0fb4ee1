import type { VNode } from 'preact';
import { RETENTION_DAYS, type RetentionKind } from '../../../domain/retention.ts';
import type { SettingFault, SurveySettings } from '../../../domain/survey-settings.ts';
import { Button } from '../../ui/button.tsx';
import { DigitsField, type Fault, FaultSummary, TextAreaField, TextField } from '../../ui/field.tsx';
import { pageTextFor } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Table } from '../../ui/table.tsx';
import { ConsoleFrame, type Visit } from '../frame.tsx';
import { may } from '../policy.ts';
import { SamplingSection, type SamplingProps } from './sampling-section.tsx';
import type { SettingsForm } from './settings-form.ts';
import { settingsTextFor } from './text.ts';

export interface SendingProps {
  readonly form: SettingsForm;
  readonly faults: readonly SettingFault[];
  /** Somebody else saved while this was typed. */
  readonly isOvertaken: boolean;
  readonly defaults: SurveySettings;
}

export interface SettingsProps {
  readonly sending: SendingProps;
  readonly sampling: SamplingProps;
  /** What was just done; no news when it came to nothing. */
  readonly done: { readonly isNews: boolean; readonly words: string } | null;
}

export function settingsPage(visit: Visit, { sending, sampling, done }: SettingsProps): VNode {
  const { locale, viewer } = visit;
  const text = settingsTextFor(locale);
  const hasFaults = sending.faults.length + sampling.faults.length > 0;
  return (
    <ConsoleFrame {...visit} title={hasFaults ? pageTextFor(locale).fault(text.title) : text.title} page="settings">
      <h1>{text.title}</h1>
      <p class="quiet">{text.lead}</p>
      {sending.isOvertaken ? <Notice kind="attention">{text.overtaken}</Notice> : null}
      {done === null ? null : <Notice kind={done.isNews ? 'good' : 'plain'} title={done.words} />}
      {may(viewer, 'change-settings') ? (
        <SendingForm {...sending} visit={visit} />
      ) : (
        <SendingFacts {...sending} visit={visit} />
      )}
      <SamplingSection {...sampling} visit={visit} />
      <section class="panel">
        <h2>{text.texts.title}</h2>
        <p class="quiet">{text.texts.fixed}</p>
        <p>
          <a href="/console/settings/texts">{text.texts.open}</a>
        </p>
      </section>
      <Keeping visit={visit} />
    </ConsoleFrame>
  );
}

type Sending = SendingProps & { readonly visit: Visit };

function SendingForm({ form, defaults, visit: { locale }, ...props }: Sending): VNode {
  const { sending: text, faults: words } = settingsTextFor(locale);
  const faults: readonly Fault[] = props.faults.map(({ field, code }) => ({
    field,
    message: words[code],
    label: text[field],
  }));
  const standard = { delayMinutes: String(defaults.delayMinutes), window: windowWords(defaults.window, text.always) };
  return (
    <form class="panel form" method="post" action="/console/settings" novalidate>
      <h2>{text.title}</h2>
      <FaultSummary faults={faults} locale={locale} />
      <DigitsField
        id="delayMinutes"
        label={text.delayMinutes}
        hint={text.standard(standard.delayMinutes)}
        value={form.delayMinutes}
        faults={faults}
      />
      <TextField
        id="window"
        label={text.window}
        hint={`${text.windowHint} ${text.standard(standard.window)}`}
        value={form.window}
        faults={faults}
        input={{ autocomplete: 'off', spellcheck: false }}
      />
      <DigitsField
        id="reminderHours"
        label={text.reminderHours}
        hint={`${text.reminderHint} ${text.standard(String(defaults.reminderHours))}`}
        value={form.reminderHours}
        faults={faults}
      />
      <DigitsField
        id="backCheckPercent"
        label={text.backCheckPercent}
        hint={`${text.backCheckHint} ${text.standard(String(defaults.backCheckPercent))}`}
        value={form.backCheckPercent}
        faults={faults}
      />
      <TextAreaField
        id="daysOff"
        label={text.daysOff}
        hint={text.daysOffHint}
        value={form.daysOff}
        faults={faults}
        rows={3}
      />
      <TextAreaField
        id="workingDays"
        label={text.workingDays}
        hint={text.workingDaysHint}
        value={form.workingDays}
        faults={faults}
        rows={3}
      />
      <p class="actions">
        <Button>{text.save}</Button>
      </p>
    </form>
  );
}

/** For those whose unit it concerns and who do not decide it. */
function SendingFacts({ form, visit: { locale } }: Sending): VNode {
  const { sending: text } = settingsTextFor(locale);
  const days = (typed: string) => (typed === '' ? text.none : typed.split('\n').join(', '));
  return (
    <section class="panel form">
      <h2>{text.title}</h2>
      <p class="quiet">{text.readOnly}</p>
      <dl class="facts">
        <dt>{text.delayMinutes}</dt>
        <dd>{form.delayMinutes}</dd>
        <dt>{text.window}</dt>
        <dd>{windowWords(form.window, text.always)}</dd>
        <dt>{text.reminderHours}</dt>
        <dd>{form.reminderHours}</dd>
        <dt>{text.backCheckPercent}</dt>
        <dd>{form.backCheckPercent}</dd>
        <dt>{text.daysOff}</dt>
        <dd>{days(form.daysOff)}</dd>
        <dt>{text.workingDays}</dt>
        <dd>{days(form.workingDays)}</dd>
      </dl>
    </section>
  );
}

function windowWords(window: string, always: string): string {
  return window === 'always' ? always : window.replaceAll(',', ', ');
}

const RETENTION_KINDS = Object.keys(RETENTION_DAYS) as readonly RetentionKind[];

function Keeping({ visit: { locale } }: { readonly visit: Visit }): VNode {
  const { keeping: text } = settingsTextFor(locale);
  const kinds = RETENTION_KINDS.map((kind) => [text.kinds[kind], text.days(RETENTION_DAYS[kind])]);
  const rows = [...kinds, ...text.rows];
  return (
    <section class="panel">
      <h2>{text.title}</h2>
      <p class="quiet">{text.lead}</p>
      <Table
        caption={text.title}
        hideCaption
        columns={[
          { key: 'what', label: text.what },
          { key: 'long', label: text.long },
        ]}
        rows={rows.map((cells) => ({ key: cells.join(), cells }))}
      />
    </section>
  );
}
