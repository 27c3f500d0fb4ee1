import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { Unit, UnitCode } from '../../domain/unit.ts';
import type { LedgerDayView, LedgerEntryView } from '../../service/show-ledger.ts';
import { Button } from '../ui/button.tsx';
import { formatCount, formatDay, unitLabel } from '../ui/format.ts';
import { Layout } from '../ui/layout.tsx';
import { EmptyState, Notice } from '../ui/notice.tsx';
import { Table } from '../ui/table.tsx';
import { DRAWS_PATH, LEDGER_FILE, LEDGER_PATH } from './paths.ts';
import { receiptTextFor } from './text.ts';

/** The last days with their hashes, under what the public page shows of everybody. */
export function LedgerSection({ locale, days }: DaysProps): VNode {
  const { ledger: text } = receiptTextFor(locale);
  return (
    <section class="panel" aria-labelledby="ledger">
      <h2 id="ledger">{text.title}</h2>
      <p>{text.lead}</p>
      {days.length === 0 ? (
        <EmptyState title={text.noneTitle}>{text.none}</EmptyState>
      ) : (
        <Days locale={locale} days={days} />
      )}
      <p>{text.keep}</p>
      <p class="actions">
        <Button kind="secondary" href={LEDGER_FILE}>
          {text.download}
        </Button>
        <Button kind="quiet" href={DRAWS_PATH}>
          {text.draws}
        </Button>
      </p>
    </section>
  );
}

interface DaysProps {
  readonly locale: Locale;
  readonly days: readonly LedgerDayView[];
}

function Days({ locale, days }: DaysProps): VNode {
  const { ledger: text } = receiptTextFor(locale);
  return (
    <Table
      caption={text.days}
      columns={[
        { key: 'day', label: text.day },
        { key: 'units', label: text.units, numeric: true },
        { key: 'hash', label: text.hash },
      ]}
      rows={days.map(({ day, entries, hash }) => ({
        key: day,
        cells: [
          <a href={`${LEDGER_PATH}/${day}`}>{formatDay(day, locale)}</a>,
          formatCount(entries, locale),
          <code class="hash">{hash}</code>,
        ],
      }))}
    />
  );
}

interface DayProps {
  readonly locale: Locale;
  readonly day: string;
  readonly entries: readonly LedgerEntryView[];
  readonly units: ReadonlyMap<UnitCode, Unit>;
}

export function ledgerDayPage({ locale, day, entries, units }: DayProps): VNode {
  const { ledger: text } = receiptTextFor(locale);
  const title = text.ofDay(formatDay(day, locale));
  const hasPassages = entries.some(({ passedUp, takenIn }) => passedUp + takenIn > 0);
  return (
    <Layout locale={locale} title={title}>
      <h1>{title}</h1>
      <p>{hasPassages ? text.equationUp : text.equation}</p>
      {entries.length === 0 ? (
        <Notice>{text.noChange}</Notice>
      ) : (
        <Table
          caption={title}
          hideCaption
          columns={[
            { key: 'unit', label: text.unit },
            { key: 'finished', label: text.finished, numeric: true },
            { key: 'released', label: text.released, numeric: true },
            { key: 'waiting', label: text.waiting, numeric: true },
            { key: 'withdrawn', label: text.withdrawn, numeric: true },
            { key: 'discarded', label: text.discarded, numeric: true },
            ...(hasPassages
              ? [
                  { key: 'passedUp', label: text.passedUp, numeric: true },
                  { key: 'takenIn', label: text.takenIn, numeric: true },
                ]
              : []),
            { key: 'state', label: text.state },
            { key: 'root', label: text.root },
          ]}
          rows={entries.map((entry) => ({
            key: entry.unitCode,
            cells: [
              unitLabel(entry.unitCode, units, locale),
              formatCount(entry.finished, locale),
              formatCount(entry.released, locale),
              formatCount(entry.waiting, locale),
              formatCount(entry.withdrawn, locale),
              formatCount(entry.discarded, locale),
              ...(hasPassages ? [formatCount(entry.passedUp, locale), formatCount(entry.takenIn, locale)] : []),
              entry.addsUp ? text.holds : <b>{text.broken}</b>,
              <code class="hash">{entry.root}</code>,
            ],
          }))}
        />
      )}
      <p class="actions">
        <Button kind="secondary" href={LEDGER_PATH}>
          {text.back}
        </Button>
      </p>
    </Layout>
  );
}
