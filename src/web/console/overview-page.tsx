import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { RatesRow } from '../../service/show-rates.ts';
import { formatCount, formatDay, formatMonth, formatPercent, formatShare, pageTextFor } from '../ui/format.ts';
import type { ChartFiles } from '../ui/chart-figure.tsx';
import { EmptyState, Notice } from '../ui/notice.tsx';
import { Stat } from '../ui/stat.tsx';
import { ExportLinks } from './export/export-links.tsx';
import { chartPath, OVERVIEW_EXPORT, type ChartKey } from './export/paths.ts';
import { overviewSheets } from './export/overview-sheets.ts';
import { FigureTabs } from './figure-tabs.tsx';
import { ConsoleFrame, type Visit } from './frame.tsx';
import { fingerprintOf, type IndexView, type OverviewData } from './overview-data.ts';
import { writeFilter, type OverviewFilter } from './overview-filter.ts';
import { FilterChips, OverviewFilters, type FilterChoices } from './overview-filters.tsx';
import { RatingPanel } from './rating-panel.tsx';
import { ResponseFunnel } from './response-funnel.tsx';
import { SatisfactionPanel } from './satisfaction-panel.tsx';
import { consoleTextFor } from './text.ts';
import { UnitTable } from './unit-table.tsx';

export interface OverviewProps {
  readonly data: OverviewData;
  readonly filter: OverviewFilter;
  readonly choices: FilterChoices;
  /** How many the survey asks. */
  readonly questions: number;
  /** Whether the viewer may take figures away. */
  readonly canExport: boolean;
  readonly locale: Locale;
}

/** Do people answer, what do they say, and where to look. */
export function overviewPage(visit: Visit, props: OverviewProps): VNode {
  const { filter, choices, locale } = props;
  const text = consoleTextFor(locale);
  return (
    <ConsoleFrame {...visit} title={text.overview.title} page="overview" live>
      <div class="page-head">
        <h1>{text.overview.title}</h1>
        <p class="quiet">
          {text.filters.within(formatDay(filter.from, locale), formatDay(filter.to, locale))}.{' '}
          <span class="screen-only">{text.overview.live}</span>
        </p>
      </div>
      <FigureTabs viewer={visit.viewer} current="overview" filter={filter} locale={locale} />
      <OverviewFilters filter={filter} choices={choices} locale={locale} />
      <FilterChips filter={filter} choices={choices} locale={locale} />
      <OverviewFigures {...props} />
      {props.canExport ? <Downloads {...props} /> : null}
      <Method locale={locale} />
    </ConsoleFrame>
  );
}

/** The part that refreshes itself; it says what it shows, so that the server answers only when something changed. */
export function OverviewFigures(props: OverviewProps): VNode {
  const { data, filter, locale } = props;
  const query = new URLSearchParams(writeFilter(filter));
  query.set('seen', fingerprintOf(data));
  const text = consoleTextFor(locale).overview;
  return (
    <div
      id="figures"
      class="overview"
      hx-get={`/console/figures?${query.toString()}`}
      hx-trigger="every 5s"
      hx-swap="outerMorph"
    >
      {data.funnel === null || data.funnel.completed === 0 ? (
        <EmptyState title={text.emptyTitle}>
          <p>{text.empty}</p>
        </EmptyState>
      ) : (
        <Figures {...props} funnel={data.funnel} />
      )}
    </div>
  );
}

function Figures({ funnel, ...props }: OverviewProps & { readonly funnel: RatesRow }): VNode {
  const { data, filter, choices, questions, canExport, locale } = props;
  const { index, units } = data;
  const text = consoleTextFor(locale).overview;
  return (
    <>
      <Leads funnel={funnel} index={index} locale={locale} />
      <div class={index.kind === 'report' ? 'overview__two' : undefined}>
        <div class="overview">
          <ResponseFunnel row={funnel} questions={questions} locale={locale} />
          {units.kind === 'rows' ? (
            <UnitTable rows={units.rows} units={choices.units} filter={filter} locale={locale} />
          ) : null}
          {units.kind === 'not-split' ? <Notice>{text.unitsNotSplit}</Notice> : null}
        </div>
        {index.kind === 'report' ? (
          <div class="overview">
            <SatisfactionPanel
              report={index.report}
              trend={index.trend}
              filesOf={canExport ? (chart) => chartFiles(chart, filter) : null}
              locale={locale}
            />
            <RatingPanel rating={index.report.rating} locale={locale} />
          </div>
        ) : null}
      </div>
    </>
  );
}

interface LeadsProps {
  readonly funnel: RatesRow;
  readonly index: IndexView;
  readonly locale: Locale;
}

/** The page's two answers, each one number. */
function Leads({ funnel, index, locale }: LeadsProps): VNode {
  return (
    <div class="panel leads">
      <ResponseLead funnel={funnel} locale={locale} />
      {index.kind === 'not-for-role' ? null : <IndexLead index={index} locale={locale} />}
    </div>
  );
}

function ResponseLead({ funnel, locale }: Omit<LeadsProps, 'index'>): VNode {
  const text = consoleTextFor(locale).overview;
  if (funnel.rates.kind === 'hidden') {
    return (
      <Stat lead label={text.responseRate} value={text.fewInvitedTitle}>
        <p>{text.fewInvited}</p>
      </Stat>
    );
  }
  const { value, low, high } = funnel.rates.response;
  return (
    <Stat lead label={text.responseRate} value={value === null ? '–' : formatShare(value, locale)}>
      <p>{text.responseOver(formatCount(funnel.finished, locale), formatCount(funnel.delivered, locale))}</p>
      {low === null || high === null ? null : (
        <p>{pageTextFor(locale).interval(formatShare(low, locale), formatShare(high, locale))}</p>
      )}
    </Stat>
  );
}

function IndexLead({ index, locale }: Omit<LeadsProps, 'funnel'>): VNode {
  const text = consoleTextFor(locale).overview;
  if (index.kind !== 'report') {
    return (
      <Stat lead label={text.satisfied} value="–">
        <p>{text.oneFilterOnly}</p>
      </Stat>
    );
  }
  const { overall, months } = index.report;
  const [first, last] = [months[0], months.at(-1)];
  return (
    <Stat
      lead
      label={text.satisfied}
      value={overall.kind === 'figures' ? formatPercent(overall.share.value, locale) : text.tooFewTitle}
    >
      {overall.kind === 'figures' ? (
        <p>
          {pageTextFor(locale).interval(
            formatPercent(overall.share.low, locale),
            formatPercent(overall.share.high, locale),
          )}
        </p>
      ) : null}
      {first === undefined || last === undefined ? null : (
        <p>{text.months(formatMonth(first, locale), formatMonth(last, locale))}</p>
      )}
    </Stat>
  );
}

function chartFiles(chart: ChartKey, filter: OverviewFilter): ChartFiles {
  const query = writeFilter(filter);
  const address = (format: string) => `${chartPath(chart)}.${format}${query === '' ? '' : `?${query}`}`;
  return { svg: address('svg'), png: address('png') };
}

function Downloads({ data, filter, choices, questions, locale }: OverviewProps): VNode | null {
  const tables = overviewSheets({ data, units: choices.units, questions, notes: [], locale });
  if (tables.length === 0) return null;
  return <ExportLinks path={OVERVIEW_EXPORT} query={writeFilter(filter)} tables={tables} locale={locale} />;
}

function Method({ locale }: { readonly locale: Locale }): VNode {
  const text = consoleTextFor(locale).overview;
  return (
    <details class="method">
      <summary>{text.method}</summary>
      <ul class="bullets">
        {text.methodLines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}
