import type { VNode } from 'preact';
import type { Locale } from '../../../domain/locale.ts';
import { reportTextFor } from '../../../domain/text/report-paragraph.ts';
import { Bullets } from '../../ui/bullets.tsx';
import { Button, PrintButton } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { formatBareMonth } from '../../ui/format.ts';
import { Table } from '../../ui/table.tsx';
import { ConsoleFrame, type Visit } from '../frame.tsx';
import { recentMonths } from '../overview-filter.ts';
import { UnitField, type FilterChoices } from '../overview-filters.tsx';
import { REPORT_DOCX, REPORT_PATH } from './paths.ts';
import type { ReportCharts } from './report-charts.ts';
import type { ReportContent } from './report-content.ts';
import { SPANS, writeReportFilter, type ReportFilter } from './report-filter.ts';

export interface ReportPageProps {
  readonly content: ReportContent;
  readonly charts: ReportCharts;
  readonly filter: ReportFilter;
  readonly choices: FilterChoices;
  /** Whether the viewer may take it away as DOCX. */
  readonly canExport: boolean;
}

/** The report as it is printed on A4, with its choices above it on the screen only. */
export function reportPage(visit: Visit, props: ReportPageProps): VNode {
  const { locale } = visit;
  const text = reportTextFor(locale);
  const { filter, canExport } = props;
  return (
    <ConsoleFrame {...visit} title={text.title} page="overview">
      <div class="page-head screen-only">
        <h1>{text.title}</h1>
        <p class="quiet">{text.lead}</p>
      </div>
      <ReportFilters {...props} locale={locale} />
      <div class="actions screen-only">
        <PrintButton>{text.print}</PrintButton>
        {canExport ? (
          <Button kind="secondary" href={`${REPORT_DOCX}?${writeReportFilter(filter)}`}>
            {text.docx}
          </Button>
        ) : null}
      </div>
      <Report {...props} locale={locale} />
    </ConsoleFrame>
  );
}

type Props = ReportPageProps & { readonly locale: Locale };

function ReportFilters({ filter, choices, locale }: Props): VNode {
  const text = reportTextFor(locale);
  const recent = recentMonths(choices.today);
  const months = recent.includes(filter.month) ? recent : [...recent, filter.month];
  return (
    <form class="filters" method="get" action={REPORT_PATH} aria-label={text.title}>
      <SelectField
        id="month"
        label={text.month}
        value={filter.month}
        options={months.map((month) => ({ value: month, label: formatBareMonth(month, locale) }))}
      />
      <SelectField
        id="span"
        label={text.span}
        value={filter.span}
        options={SPANS.map((span) => ({ value: span, label: text.spans[span] }))}
      />
      <UnitField filter={filter} choices={choices} locale={locale} />
      <Button kind="secondary">{text.apply}</Button>
    </form>
  );
}

function Report({ content, charts, locale }: Props): VNode {
  const text = reportTextFor(locale);
  return (
    <article class="report panel">
      <div class="report__body">
        <header class="report__head">
          <h2 class="report__title">{content.heading}</h2>
          <p class="report__unit">{content.unit}</p>
          <p>{content.period}</p>
        </header>
        <section aria-labelledby="paragraph">
          <h3 id="paragraph">{text.paragraphTitle}</h3>
          <p class="report__paragraph">{content.paragraph}</p>
        </section>
        <section class="report__tables" aria-labelledby="tables">
          <h3 id="tables">{text.tablesTitle}</h3>
          {content.tables.map(({ key, caption, columns, rows }) => (
            <Table
              key={key}
              caption={caption}
              columns={columns.map(({ label, numeric }, i) => ({ key: String(i), label, numeric }))}
              rows={rows.map((cells) => ({ key: cells[0] ?? '', cells }))}
            />
          ))}
        </section>
        <Charts charts={charts} locale={locale} />
        <section aria-labelledby="method">
          <h3 id="method">{text.methodTitle}</h3>
          <Bullets lines={content.method} />
        </section>
      </div>
      <p class="report__foot">{content.foot}</p>
    </article>
  );
}

/** The tables above say the same to readers of screens. */
function Charts({ charts, locale }: Pick<Props, 'charts' | 'locale'>): VNode | null {
  if (charts.length === 0) return null;
  return (
    <section aria-labelledby="charts">
      <h3 id="charts">{reportTextFor(locale).chartsTitle}</h3>
      <div class="report__charts">
        {charts.map(({ title, note, wide }) => (
          <figure key={title} class="chart">
            <figcaption>
              <h4 class="chart__title">{title}</h4>
              <p class="quiet">{note}</p>
            </figcaption>
            <div dangerouslySetInnerHTML={{ __html: wide }} />
          </figure>
        ))}
      </div>
    </section>
  );
}
