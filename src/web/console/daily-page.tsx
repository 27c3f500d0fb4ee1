import type { VNode } from 'preact';
import type { Unit } from '../../domain/unit.ts';
import type { DailyTotals } from '../../service/show-daily-totals.ts';
import { Bullets } from '../ui/bullets.tsx';
import { Button } from '../ui/button.tsx';
import { DigitsField, FaultSummary, SelectField } from '../ui/field.tsx';
import { byName, formatCount, formatDay, formatUnit } from '../ui/format.ts';
import { EmptyState, Notice } from '../ui/notice.tsx';
import { Stat } from '../ui/stat.tsx';
import { Table } from '../ui/table.tsx';
import { ConsoleFrame, type Visit } from './frame.tsx';
import { consoleTextFor, dailyTextFor } from './text.ts';

export interface DailyProps {
  readonly totals: DailyTotals;
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** What was typed and is no day. */
  readonly badDay: string | null;
  readonly unit: Unit | null;
  /** For those above one commune. */
  readonly communes: readonly Unit[];
}

/** Counts of dossiers and messages; no rate and nothing that citizens did. */
export function dailyPage(visit: Visit, props: DailyProps): VNode {
  const { totals, day, unit } = props;
  const { locale } = visit;
  const text = dailyTextFor(locale);
  const where = unit === null ? visit.scopeName : formatUnit(unit, locale);
  return (
    <ConsoleFrame {...visit} title={text.title} page={null}>
      <div class="page-head">
        <h1>{text.title}</h1>
        <p class="quiet">{text.of(where, formatDay(day, locale))}</p>
      </div>
      <Choice visit={visit} {...props} />
      <div class="panel leads">
        <Stat lead label={text.registered} value={formatCount(totals.registered, locale)}>
          <p>{text.registeredNote}</p>
        </Stat>
        <Stat lead label={text.completed} value={formatCount(totals.completed, locale)}>
          <p>{text.completedNote}</p>
        </Stat>
      </div>
      {totals.states.length === 0 ? (
        <EmptyState title={text.none}>
          <p>{text.noneBody}</p>
        </EmptyState>
      ) : (
        <States totals={totals} visit={visit} />
      )}
      <Notice>
        <Bullets lines={text.fair} />
      </Notice>
    </ConsoleFrame>
  );
}

function Choice({ visit, day, badDay, unit, communes }: DailyProps & { readonly visit: Visit }): VNode {
  const { locale } = visit;
  const text = dailyTextFor(locale);
  const faults = badDay === null ? [] : [{ field: 'day', message: text.badDay, label: text.day }];
  return (
    <form class="panel" method="get" action="/console/daily" aria-label={text.title}>
      <FaultSummary faults={faults} locale={locale} />
      <div class="columns">
        <DigitsField id="day" label={text.day} value={badDay ?? formatDay(day, 'vi')} faults={faults} />
        {communes.length === 0 ? null : (
          <SelectField
            id="unit"
            label={text.unit}
            value={unit?.code ?? ''}
            options={[{ value: '', label: visit.scopeName }, ...communeOptions(communes, visit)]}
          />
        )}
        <p class="actions">
          <Button kind="secondary">{text.show}</Button>
        </p>
      </div>
    </form>
  );
}

export function communeOptions(communes: readonly Unit[], { locale }: Pick<Visit, 'locale'>) {
  return communes.toSorted(byName).map((each) => ({ value: each.code, label: formatUnit(each, locale) }));
}

function States({ totals, visit }: { readonly totals: DailyTotals; readonly visit: Visit }): VNode {
  const { locale } = visit;
  const text = dailyTextFor(locale);
  const { reasons } = consoleTextFor(locale).status;
  return (
    <div class="panel">
      <Table
        caption={text.reason}
        columns={[
          { key: 'state', label: text.state },
          { key: 'count', label: text.count, numeric: true },
        ]}
        rows={totals.states.map(({ state, reason, count }) => ({
          key: `${state} ${reason ?? ''}`,
          cells: [
            reason === null ? text.states[state] : `${text.states[state]}: ${reasons[reason]}`,
            formatCount(count, locale),
          ],
        }))}
      />
    </div>
  );
}
