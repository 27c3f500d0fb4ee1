import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { ImportText } from '../../domain/text/vi/import.ts';
import { IMPORT_LIMITS } from '../../service/import/limits.ts';
import type { ShownImport } from '../../service/show-imports.ts';
import { Button } from '../ui/button.tsx';
import { FaultSummary, type Fault } from '../ui/field.tsx';
import { formatCount, formatInstant, pageTextFor } from '../ui/format.ts';
import { Table } from '../ui/table.tsx';
import { ConsoleFrame, type Visit } from './frame.tsx';
import { importTextFor } from './text.ts';

export interface ImportPageProps {
  readonly fault: keyof ImportText['files'] | null;
  readonly recent: readonly ShownImport[];
  readonly zone: string;
}

/** Where a file is dropped; a plain form without scripts. */
export function importPage(visit: Visit, { fault, recent, zone }: ImportPageProps): VNode {
  const { locale } = visit;
  const text = importTextFor(locale);
  const faults: readonly Fault[] =
    fault === null ? [] : [{ field: 'file', message: text.files[fault], label: text.file }];
  return (
    <ConsoleFrame {...visit} title={fault === null ? text.title : pageTextFor(locale).fault(text.title)} page="import">
      <div class="page-head">
        <h1>{text.title}</h1>
        <p class="quiet">{text.lead}</p>
      </div>
      <div class="dossier-page">
        <form class="panel" method="post" action="/console/import" encType="multipart/form-data">
          <FaultSummary faults={faults} locale={locale} />
          <FileField faults={faults} locale={locale} />
          <p class="actions">
            <Button>{text.upload}</Button>
          </p>
          <p class="quiet">{text.kept}</p>
        </form>
        <Aside locale={locale} />
      </div>
      {recent.length === 0 ? null : <Recent recent={recent} locale={locale} zone={zone} />}
    </ConsoleFrame>
  );
}

function FileField({ faults, locale }: { readonly faults: readonly Fault[]; readonly locale: Locale }): VNode {
  const text = importTextFor(locale);
  const hint = text.fileHint({
    megabytes: formatCount(IMPORT_LIMITS.fileBytes / 1_048_576, locale),
    rows: formatCount(IMPORT_LIMITS.rows, locale),
  });
  const isFaulty = faults.length > 0;
  return (
    <div class={isFaulty ? 'field field--fault' : 'field'}>
      <label class="field__label" for="file">
        {text.file}
      </label>
      <p class="field__hint" id="file-hint">
        {text.drop} {hint}
      </p>
      {faults.map(({ message }) => (
        <p class="field__fault" id="file-fault" key={message}>
          {message}
        </p>
      ))}
      <input
        class="drop"
        type="file"
        id="file"
        name="file"
        accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        required
        data-drop
        aria-describedby={isFaulty ? 'file-hint file-fault' : 'file-hint'}
        aria-invalid={isFaulty ? true : undefined}
      />
    </div>
  );
}

function Aside({ locale }: { readonly locale: Locale }): VNode {
  const text = importTextFor(locale);
  return (
    <aside class="aside">
      <div class="panel">
        <ul class="bullets">
          {text.rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
        <h2>{text.templateTitle}</h2>
        <p class="actions">
          <Button kind="secondary" href="/console/import/template.xlsx">
            {text.template}
          </Button>
        </p>
      </div>
    </aside>
  );
}

function Recent({ recent, locale, zone }: Omit<ImportPageProps, 'fault'> & { readonly locale: Locale }): VNode {
  const text = importTextFor(locale);
  const { file, at, state, rows } = text.earlierColumns;
  return (
    <div class="panel">
      <h2>{text.earlier}</h2>
      <Table
        caption={text.earlier}
        hideCaption
        columns={[
          { key: 'file', label: file },
          { key: 'at', label: at, secondary: true },
          { key: 'state', label: state },
          { key: 'rows', label: rows, numeric: true },
        ]}
        rows={recent.map(({ import: one, plan }) => ({
          key: one.id,
          cells: [
            <a href={`/console/import/${one.id}`}>{plan.fileName}</a>,
            formatInstant(one.createdAt, zone, locale),
            text.states[one.state],
            formatCount(one.rowCount, locale),
          ],
        }))}
      />
    </div>
  );
}

export function missingImportPage(visit: Visit): VNode {
  const text = importTextFor(visit.locale);
  return (
    <ConsoleFrame {...visit} title={text.missing} page="import">
      <h1>{text.missing}</h1>
      <p>{text.missingBody}</p>
      <p class="actions">
        <Button href="/console/import">{text.next}</Button>
      </p>
    </ConsoleFrame>
  );
}
