import type { VNode } from 'preact';
import type { Improvement, ImprovementFault } from '../../../domain/improvement.ts';
import type { Factor } from '../../../domain/survey.ts';
import type { Unit, UnitCode } from '../../../domain/unit.ts';
import { Button } from '../../ui/button.tsx';
import { FaultSummary } from '../../ui/field.tsx';
import { formatBareMonth, pageTextFor, unitLabel } from '../../ui/format.ts';
import { EmptyState, Notice } from '../../ui/notice.tsx';
import { Table } from '../../ui/table.tsx';
import { FigureTabs } from '../figure-tabs.tsx';
import { ConsoleFrame, type Visit } from '../frame.tsx';
import type { OverviewFilter } from '../overview-filter.ts';
import { improvementsTextFor } from '../text.ts';
import { ImprovementFields, toFaults } from './improvement-fields.tsx';
import type { ImprovementForm } from './improvement-form.ts';

interface ListProps {
  readonly list: readonly Improvement[];
  readonly form: ImprovementForm;
  readonly faults: readonly ImprovementFault[];
  readonly filter: OverviewFilter;
  readonly units: ReadonlyMap<UnitCode, Unit>;
  readonly factors: readonly Factor[];
  readonly mayWrite: boolean;
  readonly isWritten: boolean;
}

/** What units say they did better, and the form that adds to it. */
export function improvementsPage(visit: Visit, props: ListProps): VNode {
  const { locale, viewer } = visit;
  const text = improvementsTextFor(locale);
  const isFaulty = props.faults.length > 0;
  return (
    <ConsoleFrame {...visit} title={isFaulty ? pageTextFor(locale).fault(text.title) : text.title} page="overview">
      <h1>{text.title}</h1>
      <FigureTabs viewer={viewer} current="improvements" filter={props.filter} locale={locale} />
      <p class="quiet">{text.lead}</p>
      {props.isWritten ? <Notice kind="good">{text.written}</Notice> : null}
      <div class={props.mayWrite ? 'overview__two' : undefined}>
        {props.list.length === 0 ? (
          <EmptyState title={text.emptyTitle}>
            <p>{text.empty}</p>
          </EmptyState>
        ) : (
          <List {...props} visit={visit} />
        )}
        {props.mayWrite ? <NewForm {...props} visit={visit} /> : null}
      </div>
    </ConsoleFrame>
  );
}

type Shown = ListProps & { readonly visit: Visit };

function List({ list, units, factors, mayWrite, visit: { locale } }: Shown): VNode {
  const text = improvementsTextFor(locale);
  const names = new Map(factors.map(({ key, name }) => [key, name[locale]]));
  return (
    <div class="panel">
      <Table
        caption={text.title}
        hideCaption
        columns={[
          { key: 'month', label: text.month },
          { key: 'text', label: text.text },
          { key: 'unit', label: text.unit, secondary: true },
          { key: 'factor', label: text.factor, secondary: true },
          ...(mayWrite ? [{ key: 'edit', label: text.edit }] : []),
        ]}
        rows={list.map(({ id, month, unit, factor, text: words }) => ({
          key: id,
          cells: [
            formatBareMonth(month, locale),
            words,
            unitLabel(unit, units, locale),
            names.get(factor ?? '') ?? '–',
            ...(mayWrite
              ? [
                  <a class="cell-link" href={`/console/improvements/${id}`} aria-label={`${text.edit}: ${words}`}>
                    {text.edit}
                  </a>,
                ]
              : []),
          ],
        }))}
      />
    </div>
  );
}

function NewForm({ form, faults, units, factors, visit: { locale, viewer } }: Shown): VNode {
  const text = improvementsTextFor(locale);
  const shown = toFaults(faults, locale);
  return (
    <form class="panel" method="post" action="/console/improvements" novalidate>
      <h2>{text.newTitle}</h2>
      <FaultSummary faults={shown} locale={locale} />
      <ImprovementFields
        form={form}
        faults={shown}
        scope={viewer.scope}
        units={units}
        factors={factors}
        locale={locale}
      />
      <p class="actions">
        <Button>{text.submit}</Button>
      </p>
    </form>
  );
}
