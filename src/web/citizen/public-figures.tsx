import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import { COUNTRY, type Unit, type UnitCode } from '../../domain/unit.ts';
import type { PublicFigures as Shown, PublicReport } from '../../service/show-public.ts';
import { byUnitName, formatCount, formatPercent, formatShare, pageTextFor, unitLabel } from '../ui/format.ts';
import { EmptyState } from '../ui/notice.tsx';
import { RateCell } from '../ui/rate.tsx';
import { Stat } from '../ui/stat.tsx';
import { Table } from '../ui/table.tsx';
import { UNIT_PATH } from './paths.ts';
import { publicTextFor } from './text.ts';

interface FiguresProps {
  readonly figures: Shown;
  readonly locale: Locale;
}

/** The two numbers, each over what and how sure. */
export function PublicFigures({ figures: { satisfaction, response }, locale }: FiguresProps): VNode {
  const text = publicTextFor(locale);
  const { interval } = pageTextFor(locale);
  const percent = (value: number) => formatPercent(value, locale, 1);
  return (
    <div class="panel leads">
      {satisfaction.kind === 'figures' ? (
        <Stat lead label={text.satisfied} value={percent(satisfaction.share.value)}>
          <p>{text.satisfiedOver(formatCount(satisfaction.responses, locale))}</p>
          <p>{interval(percent(satisfaction.share.low), percent(satisfaction.share.high))}</p>
        </Stat>
      ) : (
        <Stat lead label={text.satisfied} value={text.tooFew}>
          <p>{text.tooFewHint}</p>
        </Stat>
      )}
      {response === null || response.value === null || response.low === null || response.high === null ? (
        <Stat lead label={text.response} value={text.tooFew} />
      ) : (
        <Stat lead label={text.response} value={formatShare(response.value, locale)}>
          <p>{text.responseOver(formatCount(response.numerator, locale), formatCount(response.denominator, locale))}</p>
          <p>{interval(formatShare(response.low, locale), formatShare(response.high, locale))}</p>
        </Stat>
      )}
    </div>
  );
}

interface TableProps {
  readonly report: PublicReport;
  readonly units: ReadonlyMap<UnitCode, Unit>;
  readonly locale: Locale;
}

/** Units right below, by name; those of which nothing may be told are named at the end, in one line. */
export function PublicTable({ report, units, locale }: TableProps): VNode | null {
  const text = publicTextFor(locale);
  if (report.below.length === 0) return null;
  const rows = report.below
    .filter(({ satisfaction, response }) => satisfaction.kind === 'figures' || response !== null)
    .toSorted(byUnitName(units, ({ unit }) => unit));
  return (
    <section class="panel" aria-labelledby="below">
      <h2 id="below">{report.own.unit === COUNTRY ? text.provinces : text.communes}</h2>
      {rows.length === 0 ? (
        <EmptyState title={text.noneTitle}>
          <p>{text.tooFewHint}</p>
        </EmptyState>
      ) : (
        <Table
          caption={text.noRank}
          columns={[
            { key: 'unit', label: text.unit },
            { key: 'satisfied', label: text.satisfied, numeric: true },
            { key: 'opinions', label: text.opinions, numeric: true, secondary: true },
            { key: 'response', label: text.response, numeric: true },
          ]}
          rows={rows.map((row) => ({
            key: row.unit,
            cells: [
              <a href={`${UNIT_PATH}/${row.unit}`}>{unitLabel(row.unit, units, locale)}</a>,
              ...figuresOf(row, locale),
            ],
          }))}
        />
      )}
    </section>
  );
}

function figuresOf({ satisfaction, response }: Shown, locale: Locale): readonly (VNode | string)[] {
  const { tooFew } = publicTextFor(locale);
  const rate = response === null ? tooFew : <RateCell rate={response} locale={locale} />;
  if (satisfaction.kind === 'too-few') return [tooFew, '–', rate];
  const { value, low, high } = satisfaction.share;
  const fraction = { numerator: 0, denominator: 0, value: value / 100, low: low / 100, high: high / 100 };
  return [<RateCell rate={fraction} locale={locale} />, formatCount(satisfaction.responses, locale), rate];
}
