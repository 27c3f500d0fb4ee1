import type { VNode } from 'preact';
import type { MissedCount, MissedReason } from '../../domain/coverage.ts';
import type { Locale } from '../../domain/locale.ts';
import { rateOf } from '../../domain/rate.ts';
import type { CoverageReport } from '../../service/show-coverage.ts';
import { MethodDetails } from '../ui/bullets.tsx';
import { formatBareMonth, formatCount, formatShare, pageTextFor, unitLabel } from '../ui/format.ts';
import { EmptyState } from '../ui/notice.tsx';
import { RateCell } from '../ui/rate.tsx';
import { Stat } from '../ui/stat.tsx';
import { Table } from '../ui/table.tsx';
import { ExportLinks } from './export/export-links.tsx';
import { COVERAGE_EXPORT } from './export/paths.ts';
import { COVERAGE_PATH } from './figure-tabs.tsx';
import { FigureHead } from './figure-head.tsx';
import { ConsoleFrame, type Visit } from './frame.tsx';
import { addressOf, writeFilter, type OverviewFilter } from './overview-filter.ts';
import type { FilterChoices } from './overview-filters.tsx';
import { coverageTextFor } from './text.ts';

export interface CoverageProps {
  readonly report: CoverageReport;
  readonly filter: OverviewFilter;
  readonly choices: FilterChoices;
  readonly tables: readonly { readonly key: string; readonly name: string }[];
  readonly canExport: boolean;
}

const SHOWN = 100;

/** Which completed dossiers nobody was asked about, and why. */
export function coveragePage(visit: Visit, props: CoverageProps): VNode {
  const { report, filter, choices, canExport, tables } = props;
  const { locale } = visit;
  const text = coverageTextFor(locale);
  return (
    <ConsoleFrame {...visit} title={text.title} page="overview" live>
      <FigureHead visit={visit} tab="coverage" title={text.title} filter={filter} choices={choices} />
      {report.completed === 0 ? (
        <EmptyState title={text.emptyTitle}>
          <p>{text.empty}</p>
        </EmptyState>
      ) : (
        <Figures {...props} locale={locale} />
      )}
      {report.completed > 0 && canExport ? (
        <ExportLinks path={COVERAGE_EXPORT} query={writeFilter(filter)} tables={tables} locale={locale} />
      ) : null}
      <MethodDetails title={text.method} lines={text.methodLines} />
    </ConsoleFrame>
  );
}

type Located = CoverageProps & { readonly locale: Locale };

function Figures(props: Located): VNode {
  const { report } = props;
  return (
    <div class="overview">
      <Lead {...props} />
      <div class="overview__two">
        <Reasons {...props} />
        <Months {...props} />
      </div>
      {report.units.length > 0 ? <Units {...props} /> : null}
    </div>
  );
}

function Lead({ report, locale }: Located): VNode {
  const text = coverageTextFor(locale);
  const { completed, missed } = report;
  const hasHidden = [...report.reasons, ...report.months].some((row) => row.missed === null);
  if (missed === null) {
    return (
      <div class="panel">
        <Stat lead label={text.lead} value={pageTextFor(locale).withheld.dossiers}>
          <p>{text.hiddenNote}</p>
        </Stat>
      </div>
    );
  }
  const { value, low, high } = rateOf(missed, completed);
  return (
    <div class="panel">
      <Stat lead label={text.lead} value={value === null ? '–' : formatShare(value, locale)}>
        <p>{text.leadOver(formatCount(missed, locale), formatCount(completed, locale))}</p>
        {low === null || high === null ? null : (
          <p>{pageTextFor(locale).interval(formatShare(low, locale), formatShare(high, locale))}</p>
        )}
        {hasHidden ? <p>{text.hiddenNote}</p> : null}
      </Stat>
    </div>
  );
}

function Reasons({ report, locale }: Located): VNode {
  const text = coverageTextFor(locale);
  return (
    <section class="panel" aria-labelledby="reasons">
      <h2 id="reasons">{text.reasons}</h2>
      {report.reasons.length === 0 ? (
        <p>{text.none}</p>
      ) : (
        <Table
          caption={text.reasonsNote}
          columns={[
            { key: 'reason', label: text.columns.reason },
            { key: 'missed', label: text.columns.missed, numeric: true },
            { key: 'share', label: text.columns.share, numeric: true },
          ]}
          rows={report.reasons.map((row) => ({
            key: row.key,
            cells: [text.reason[row.key], ...countCells(row, locale)],
          }))}
        />
      )}
    </section>
  );
}

function Months({ report, locale }: Located): VNode {
  const text = coverageTextFor(locale);
  return (
    <section class="panel" aria-labelledby="months">
      <h2 id="months">{text.months}</h2>
      <Table
        caption={`${text.title}: ${text.months}`}
        hideCaption
        columns={[
          { key: 'month', label: text.columns.month },
          { key: 'completed', label: text.columns.completed, numeric: true, secondary: true },
          { key: 'missed', label: text.columns.missed, numeric: true },
          { key: 'share', label: text.columns.share, numeric: true },
        ]}
        rows={report.months.map((row) => ({
          key: row.key,
          cells: [formatBareMonth(row.key, locale), formatCount(row.completed, locale), ...countCells(row, locale)],
        }))}
      />
    </section>
  );
}

function Units({ report, filter, choices, locale }: Located): VNode {
  const text = coverageTextFor(locale);
  const share = ({ missed, completed }: MissedCount<string>) => (missed ?? 0) / Math.max(1, completed);
  const shown = report.units.toSorted((a, b) => share(b) - share(a)).slice(0, SHOWN);
  return (
    <section class="panel" aria-labelledby="units">
      <h2 id="units">{text.units}</h2>
      <Table
        caption={text.unitsNote(formatCount(SHOWN, locale))}
        columns={[
          { key: 'unit', label: text.columns.unit },
          { key: 'completed', label: text.columns.completed, numeric: true, secondary: true },
          { key: 'missed', label: text.columns.missed, numeric: true },
          { key: 'share', label: text.columns.share, numeric: true },
          { key: 'main', label: text.columns.main, secondary: true },
        ]}
        rows={shown.map((row) => ({
          key: row.key,
          cells: [
            <a href={addressOf(COVERAGE_PATH, { ...filter, unit: row.key })}>
              {unitLabel(row.key, choices.units, locale)}
            </a>,
            formatCount(row.completed, locale),
            ...countCells(row, locale),
            mainReason(row.main, locale),
          ],
        }))}
      />
    </section>
  );
}

function mainReason(main: MissedReason | null, locale: Locale): string {
  return main === null ? '–' : coverageTextFor(locale).reason[main];
}

function countCells({ missed, completed }: MissedCount<string>, locale: Locale): readonly (VNode | string)[] {
  if (missed === null) return [pageTextFor(locale).withheld.dossiers, '–'];
  return [formatCount(missed, locale), <RateCell rate={rateOf(missed, completed)} locale={locale} />];
}
