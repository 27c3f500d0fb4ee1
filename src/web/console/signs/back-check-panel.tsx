import type { VNode } from 'preact';
import type { Locale } from '../../../domain/locale.ts';
import type { Rate } from '../../../domain/rate.ts';
import type { Unit, UnitCode } from '../../../domain/unit.ts';
import type { BackCheckReport, BackCheckRow } from '../../../service/back-check/show-back-checks.ts';
import { formatCount, formatMonth, unitLabel } from '../../ui/format.ts';
import { RateCell } from '../../ui/rate.tsx';
import { Table } from '../../ui/table.tsx';
import { backCheckTextFor } from '../text.ts';

interface PanelProps {
  readonly report: BackCheckReport;
  readonly units: ReadonlyMap<UnitCode, Unit>;
  readonly locale: Locale;
}

/** What those said who were asked back: the viewer's whole area first, then province by province. */
export function BackCheckPanel({ report, units, locale }: PanelProps): VNode {
  const { found: text } = backCheckTextFor(locale);
  return (
    <section class="panel" aria-labelledby="back-check">
      <h2 id="back-check">{text.title}</h2>
      <p>{text.lead(formatMonth(report.from, locale), formatMonth(report.to, locale))}</p>
      {report.own.asked === 0 ? (
        <p>{text.none}</p>
      ) : (
        <Table
          caption={text.caption}
          hideCaption
          columns={[
            { key: 'unit', label: text.unit },
            { key: 'asked', label: text.asked, numeric: true },
            { key: 'own', label: text.own, numeric: true },
            { key: 'prompted', label: text.prompted, numeric: true },
          ]}
          rows={[report.own, ...report.provinces].map((row) => rowOf(row, units, locale))}
        />
      )}
      <p class="quiet">{text.note}</p>
    </section>
  );
}

function rowOf({ unit, asked, shares }: BackCheckRow, units: PanelProps['units'], locale: Locale) {
  return {
    key: unit,
    cells: [
      unitLabel(unit, units, locale),
      formatCount(asked, locale),
      <Share share={shares.own} locale={locale} />,
      <Share share={shares.prompted} locale={locale} />,
    ],
  };
}

function Share({ share, locale }: { readonly share: Rate | null; readonly locale: Locale }): VNode {
  const { found: text } = backCheckTextFor(locale);
  if (share === null) return <span class="quiet">{text.tooFew}</span>;
  return (
    <>
      <RateCell rate={share} locale={locale} />
      <span class="quiet">{text.answers(formatCount(share.denominator, locale))}</span>
    </>
  );
}
