import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { RatesRow } from '../../service/show-rates.ts';
import { formatCount } from '../ui/format.ts';
import { RateCell } from '../ui/rate.tsx';
import { Table } from '../ui/table.tsx';
import { HiddenNote } from './hidden-note.tsx';
import { SENT_BY } from './overview-filter.ts';
import { alertTextFor, figuresTextFor } from './text.ts';
import { withheldRate } from './withheld.ts';

interface PanelProps {
  readonly rows: readonly RatesRow[];
  readonly locale: Locale;
}

/** How invitations went out and what came of them; nothing before the first one did. */
export function ChannelPanel({ rows, locale }: PanelProps): VNode | null {
  const text = figuresTextFor(locale).channels;
  const used = SENT_BY.flatMap((channel) => rows.filter(({ key, invited }) => key === channel && invited > 0));
  if (used.length === 0) return null;
  const names = new Map<string, string>(Object.entries(alertTextFor(locale).channels));
  return (
    <section class="panel" aria-labelledby="channels">
      <h2 id="channels">{text.title}</h2>
      <Table
        caption={text.note}
        columns={[
          { key: 'channel', label: text.channel },
          { key: 'invited', label: text.invited, numeric: true },
          { key: 'delivered', label: text.delivered, numeric: true },
          { key: 'finished', label: text.finished, numeric: true, secondary: true },
          { key: 'response', label: text.response, numeric: true },
        ]}
        rows={used.map((row) => ({
          key: row.key,
          cells: [names.get(row.key) ?? row.key, formatCount(row.invited, locale), ...figuresOf(row, locale)],
        }))}
      />
      <HiddenNote rows={used} locale={locale} />
    </section>
  );
}

function figuresOf(row: RatesRow, locale: Locale): readonly (VNode | string)[] {
  if (row.rates.kind === 'hidden') return ['–', '–', withheldRate(row, locale)];
  return [
    <RateCell rate={row.rates.delivery} locale={locale} />,
    formatCount(row.finished, locale),
    <RateCell rate={row.rates.response} locale={locale} />,
  ];
}
