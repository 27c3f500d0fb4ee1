import type { VNode } from 'preact';
import {
  IMPORT_FIELDS,
  REQUIRED_FIELDS,
  type ColumnMap,
  type ImportField,
} from '../../domain/dossier-import/columns.ts';
import type { Locale } from '../../domain/locale.ts';
import type { ShownImport } from '../../service/show-imports.ts';
import { Button } from '../ui/button.tsx';
import { FaultSummary, SelectField, type Fault, type Option } from '../ui/field.tsx';
import { formatCount } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { Table } from '../ui/table.tsx';
import { ConsoleFrame, type Visit } from './frame.tsx';
import { ImportSteps } from './import-steps.tsx';
import { importTextFor } from './text.ts';

export interface ColumnsProps {
  readonly shown: ShownImport;
  readonly columns: ColumnMap;
  readonly missing: readonly ImportField[];
  readonly twice: readonly ImportField[];
}

/** What a file nearly always has; the others are folded away until one of them is found. */
const USUAL = new Set<ImportField>(IMPORT_FIELDS.slice(0, 6));

/** Ten rows as understood, and a field for each thing that a column can be. */
export function importColumnsPage(visit: Visit, props: ColumnsProps): VNode {
  const { locale } = visit;
  const text = importTextFor(locale);
  const { import: one, plan } = props.shown;
  const faults = faultsOf(props, locale);
  const hasEnd = props.columns.completedAt !== undefined || props.columns.returnedAt !== undefined;
  return (
    <ConsoleFrame {...visit} title={text.columnsTitle} page="import">
      <ImportSteps current={1} locale={locale} />
      <div class="page-head">
        <h1>{text.columnsTitle}</h1>
        <p class="quiet">
          <b>{plan.fileName}</b>. {text.columnsLead(formatCount(one.rowCount, locale))}
        </p>
      </div>
      <form class="panel" method="post" action={`/console/import/${one.id}/columns`}>
        <FaultSummary faults={faults} locale={locale} />
        {hasEnd ? null : <Notice kind="attention">{text.onlyIntake}</Notice>}
        <div class="columns">
          {IMPORT_FIELDS.filter((field) => USUAL.has(field)).map((field) => columnField(field, props, faults, locale))}
        </div>
        <Others {...props} faults={faults} locale={locale} />
        <p class="actions">
          <Button>{text.check}</Button>
          <Button kind="quiet" name="discard" value="yes">
            {text.discard}
          </Button>
        </p>
      </form>
      <Samples {...props} locale={locale} />
    </ConsoleFrame>
  );
}

interface FieldsProps extends ColumnsProps {
  readonly faults: readonly Fault[];
  readonly locale: Locale;
}

function Others(props: FieldsProps): VNode {
  const { columns, faults, locale } = props;
  const fields = IMPORT_FIELDS.filter((field) => !USUAL.has(field));
  const isOpen = fields.some((field) => columns[field] !== undefined || faults.some((fault) => fault.field === field));
  return (
    <details open={isOpen}>
      <summary>{importTextFor(locale).others}</summary>
      <div class="columns">{fields.map((field) => columnField(field, props, faults, locale))}</div>
    </details>
  );
}

function columnField(field: ImportField, props: ColumnsProps, faults: readonly Fault[], locale: Locale): VNode {
  const text = importTextFor(locale);
  const hint = text.fieldHints[field];
  const isRequired = REQUIRED_FIELDS.includes(field);
  return (
    <SelectField
      key={field}
      id={field}
      label={isRequired ? `${text.fields[field]} (${text.required})` : text.fields[field]}
      {...(hint === undefined ? {} : { hint })}
      value={String(props.columns[field] ?? '')}
      faults={faults}
      options={[{ value: '', label: text.noColumn }, ...columnOptions(props.shown.plan.headers, locale)]}
    />
  );
}

function columnOptions(headers: readonly string[], locale: Locale): readonly Option[] {
  const text = importTextFor(locale);
  return headers.map((header, i) => ({ value: String(i), label: text.column(letterOf(i), header.slice(0, 60)) }));
}

/** As spreadsheets name their columns. */
function letterOf(column: number): string {
  const last = String.fromCodePoint(65 + (column % 26));
  return column < 26 ? last : letterOf(Math.floor(column / 26) - 1) + last;
}

function Samples({ shown, columns, locale }: ColumnsProps & { readonly locale: Locale }): VNode {
  const text = importTextFor(locale);
  const { headers, samples } = shown.plan;
  const meaning = new Map(
    IMPORT_FIELDS.flatMap((field) => ((columns[field] ?? null) === null ? [] : [[columns[field], field] as const])),
  );
  const used = headers.map((_, i) => i).filter((i) => meaning.has(i));
  return (
    <div class="panel">
      <h2>{text.samples(samples.length)}</h2>
      <Table
        caption={text.samples(samples.length)}
        hideCaption
        columns={used.map((i) => {
          const field = meaning.get(i);
          return { key: String(i), label: field === undefined ? '' : text.fields[field] };
        })}
        rows={samples.map((cells, row) => ({ key: String(row), cells: used.map((i) => cells[i] ?? '') }))}
      />
    </div>
  );
}

function faultsOf({ missing, twice }: ColumnsProps, locale: Locale): readonly Fault[] {
  const text = importTextFor(locale);
  return [
    ...missing.map((field) => ({ field, message: text.fieldMissing, label: text.fields[field] })),
    ...twice.map((field) => ({ field, message: text.fieldTwice, label: text.fields[field] })),
  ];
}
