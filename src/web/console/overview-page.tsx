import type { VNode } from 'preact';
import type { Alert } from '../../domain/alerts.ts';
import type { Locale } from '../../domain/locale.ts';
import type { MethodProfile } from '../../domain/method-profile.ts';
import { MIN_RANKED } from '../../domain/satisfaction.ts';
import { reportTextFor } from '../../domain/text/report-paragraph.ts';
import type { RatesRow } from '../../service/show-rates.ts';
import { MethodDetails } from '../ui/bullets.tsx';
import { formatCount, formatMonth, formatPercent, formatShare, pageTextFor } from '../ui/format.ts';
import type { ChartFiles } from '../ui/chart-figure.tsx';
import { MethodLine } from '../ui/method-line.tsx';
import { EmptyState } from '../ui/notice.tsx';
import { Stat } from '../ui/stat.tsx';
import { ExportLinks } from './export/export-links.tsx';
import { chartPath, OVERVIEW_EXPORT, type ChartKey } from './export/paths.ts';
import { overviewSheets } from './export/overview-sheets.ts';
import { AlertList } from './alert-list.tsx';
import { ChannelPanel } from './channel-panel.tsx';
import { FigureHead } from './figure-head.tsx';
import { ConsoleFrame, type Visit } from './frame.tsx';
import { fingerprintOf, type IndexView, type OverviewData } from './overview-data.ts';
import { addressOf, writeFilter, type OverviewFilter } from './overview-filter.ts';
import { LatenessPanel } from './lateness-panel.tsx';
import type { FilterChoices } from './overview-filters.tsx';
import { may } from './policy.ts';
import { REPORT_PATH } from './report/paths.ts';
import { RatingPanel } from './rating-panel.tsx';
import { ResponseFunnel } from './response-funnel.tsx';
import { SatisfactionPanel } from './satisfaction-panel.tsx';
import { consoleTextFor, figuresTextFor } from './text.ts';
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
export function overviewPage(
  visit: Visit,
  props: OverviewProps,
  alerts: readonly Alert[],
  profile: MethodProfile | null,
): VNode {
  const { filter, choices, locale } = props;
  const text = consoleTextFor(locale).overview;
  return (
    <ConsoleFrame {...visit} title={text.title} page="overview" live>
      <FigureHead visit={visit} tab="overview" title={text.title} note={text.live} filter={filter} choices={choices}>
        <AlertList alerts={alerts} locale={locale} />
      </FigureHead>
      <OverviewFigures {...props} />
      {props.canExport ? <Downloads {...props} /> : null}
      {may(visit.viewer, 'see-indices') ? (
        <p>
          <a href={reportAddress(filter)}>{reportTextFor(locale).nav}</a>
        </p>
      ) : null}
      <MethodLine profile={profile} locale={locale} />
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
  const { index, units, lateness, channels } = data;
  return (
    <>
      <Leads funnel={funnel} index={index} locale={locale} />
      <PeriodNote filter={filter} index={index} locale={locale} />
      <div class={index.kind === 'report' ? 'overview__two' : undefined}>
        <div class="overview">
          <ResponseFunnel row={funnel} questions={questions} locale={locale} />
          <LatenessPanel lateness={lateness} seesScores={index.kind !== 'not-for-role'} locale={locale} />
          <ChannelPanel rows={channels} locale={locale} />
          {units.kind === 'rows' ? (
            <UnitTable rows={units.rows} units={choices.units} filter={filter} locale={locale} />
          ) : null}
        </div>
        {index.kind === 'report' ? (
          <div class="overview">
            <SatisfactionPanel
              report={index.report}
              year={index.year}
              improvements={index.improvements}
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

interface PeriodNoteProps {
  readonly filter: OverviewFilter;
  readonly index: IndexView;
  readonly locale: Locale;
}

/** Says that the period was chosen by itself, and why it is this one. */
function PeriodNote({ filter: { widened }, index, locale }: PeriodNoteProps): VNode | null {
  if (widened === null || index.kind !== 'report') return null;
  const text = figuresTextFor(locale);
  const isEnough = index.report.overall.responses >= MIN_RANKED;
  return (
    <p class="quiet">{isEnough ? text.widened(consoleTextFor(locale).filters.presets[widened]) : text.notEnough}</p>
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
      <Stat lead label={text.responseRate} value={pageTextFor(locale).withheld.invitations}>
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
    const isByChannel = index.kind === 'not-by-channel';
    return (
      <Stat lead label={text.satisfied} value="–">
        <p>{isByChannel ? figuresTextFor(locale).notByChannel : text.oneFilterOnly}</p>
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

function reportAddress({ unit }: OverviewFilter): string {
  return unit === null ? REPORT_PATH : `${REPORT_PATH}?unit=${unit}`;
}

function chartFiles(chart: ChartKey, filter: OverviewFilter): ChartFiles {
  const address = (format: string) => addressOf(`${chartPath(chart)}.${format}`, filter);
  return { svg: address('svg'), png: address('png') };
}

function Downloads({ data, filter, choices, questions, locale }: OverviewProps): VNode | null {
  const tables = overviewSheets({ data, units: choices.units, questions, notes: [], locale });
  if (tables.length === 0) return null;
  return <ExportLinks path={OVERVIEW_EXPORT} query={writeFilter(filter)} tables={tables} locale={locale} />;
}

function Method({ locale }: { readonly locale: Locale }): VNode {
  const text = consoleTextFor(locale).overview;
  return <MethodDetails title={text.method} lines={text.methodLines} />;
}
