import type { VNode } from 'preact';
import { AUDIT_ACTIONS } from '../../domain/audit.ts';
import type { Locale } from '../../domain/locale.ts';
import type { AuditText } from '../../domain/text/vi/audit.ts';
import type { Unit, UnitCode } from '../../domain/unit.ts';
import type { AuditFilter, AuditPage } from '../../service/show-audit.ts';
import { Button } from '../ui/button.tsx';
import { SelectField } from '../ui/field.tsx';
import { formatInstant, unitLabel } from '../ui/format.ts';
import { EmptyState } from '../ui/notice.tsx';
import { Pager } from '../ui/pager.tsx';
import { Table } from '../ui/table.tsx';
import { actionWords, auditTextFor, factWords, subjectWords, whoWords } from './audit-words.ts';
import { ExportLinks } from './export/export-links.tsx';
import { AUDIT_EXPORT } from './export/paths.ts';
import { ConsoleFrame, type Visit } from './frame.tsx';

export interface AuditProps extends AuditPage {
  readonly filter: AuditFilter;
  readonly units: ReadonlyMap<UnitCode, Unit>;
  readonly zone: string;
}

export function auditPage(visit: Visit, props: AuditProps): VNode {
  const text = auditTextFor(visit.locale);
  return (
    <ConsoleFrame {...visit} title={text.title} page="audit">
      <div class="page-head">
        <h1>{text.title}</h1>
        <p class="quiet">{text.lead}</p>
      </div>
      <FilterForm chosen={props.filter.action} text={text} />
      {props.entries.length === 0 ? (
        <EmptyState title={text.emptyTitle}>
          <p>{text.empty}</p>
        </EmptyState>
      ) : (
        <Entries {...props} text={text} locale={visit.locale} />
      )}
      <AuditPager {...props} text={text} />
      <ExportLinks path={AUDIT_EXPORT} query={actionQuery(props.filter)} locale={visit.locale} />
      <p class="quiet">{text.verify}</p>
    </ConsoleFrame>
  );
}

function actionQuery({ action }: AuditFilter): string {
  return new URLSearchParams(action === null ? {} : { action }).toString();
}

function FilterForm({ chosen, text }: { readonly chosen: string | null; readonly text: AuditText }): VNode {
  const options = AUDIT_ACTIONS.map((action) => ({ value: action, label: text.actions[action] }));
  return (
    <form class="inline-form" method="get" action="/console/audit">
      <SelectField
        id="action"
        label={text.filter}
        value={chosen ?? ''}
        options={[{ value: '', label: text.all }, ...options]}
      />
      <Button kind="secondary">{text.apply}</Button>
    </form>
  );
}

type EntriesProps = AuditProps & { readonly text: AuditText; readonly locale: Locale };

function Entries({ entries, names, units, zone, text, locale }: EntriesProps): VNode {
  return (
    <Table
      caption={text.title}
      hideCaption
      columns={[
        { key: 'when', label: text.columns.when },
        { key: 'action', label: text.columns.action },
        { key: 'who', label: text.columns.who },
        { key: 'subject', label: text.columns.subject, secondary: true },
        { key: 'unit', label: text.columns.unit, secondary: true },
        { key: 'facts', label: text.columns.facts, secondary: true },
      ]}
      rows={entries.map((entry) => ({
        key: entry.id,
        cells: [
          <time key="when" dateTime={entry.recordedAt.toISOString()}>
            {formatInstant(entry.recordedAt, zone, locale)}
          </time>,
          actionWords(entry, text),
          whoWords(entry, names, text),
          subjectWords(entry, names, text),
          unitLabel(entry.unit, units, locale),
          factWords(entry, text),
        ],
      }))}
    />
  );
}

function AuditPager({ filter, next, text }: AuditProps & { readonly text: AuditText }): VNode {
  const address = (before: number | null) => {
    const query = new URLSearchParams({
      ...(filter.action === null ? {} : { action: filter.action }),
      ...(before === null ? {} : { before: String(before) }),
    });
    return `/console/audit?${query.toString()}`;
  };
  return (
    <Pager
      first={filter.before === null ? null : address(null)}
      next={next === null ? null : address(next)}
      words={{ first: text.newest, next: text.older }}
    />
  );
}
