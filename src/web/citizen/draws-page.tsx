import type { VNode } from 'preact';
import type { Draw } from '../../domain/draw.ts';
import type { Locale } from '../../domain/locale.ts';
import { Button } from '../ui/button.tsx';
import { formatBareMonth, formatCount, formatDay } from '../ui/format.ts';
import { Layout } from '../ui/layout.tsx';
import { EmptyState } from '../ui/notice.tsx';
import { Table } from '../ui/table.tsx';
import { DRAWS_PATH, LEDGER_PATH } from './paths.ts';
import { receiptTextFor } from './text.ts';

export function drawsPage(locale: Locale, draws: readonly Draw[]): VNode {
  const { draws: text } = receiptTextFor(locale);
  return (
    <Layout locale={locale} title={text.title}>
      <h1>{text.title}</h1>
      <p class="large">{text.lead}</p>
      {draws.length === 0 ? (
        <EmptyState title={text.noneTitle}>{text.none}</EmptyState>
      ) : (
        <Draws locale={locale} draws={draws} />
      )}
      <p>{text.check}</p>
      <p class="actions">
        <Button kind="secondary" href={LEDGER_PATH}>
          {text.back}
        </Button>
      </p>
    </Layout>
  );
}

function Draws({ locale, draws }: { readonly locale: Locale; readonly draws: readonly Draw[] }): VNode {
  const { draws: text } = receiptTextFor(locale);
  return (
    <Table
      caption={text.title}
      hideCaption
      columns={[
        { key: 'month', label: text.month },
        { key: 'units', label: text.units },
        { key: 'commitment', label: text.commitment, secondary: true },
        { key: 'key', label: text.key },
        { key: 'file', label: text.file },
      ]}
      rows={draws.map(({ from, to, rates, commitment, key }) => {
        const month = formatBareMonth(from, locale);
        const units = Object.keys(rates).length;
        return {
          key: from,
          cells: [
            month,
            units === 0 ? text.everybody : formatCount(units, locale),
            <code key="commitment" class="hash">
              {commitment}
            </code>,
            key === null ? text.keyAfter(formatDay(to, locale)) : <code class="hash">{key}</code>,
            <a key="file" href={`${DRAWS_PATH}/${from.slice(0, 7)}/draw.json`} aria-label={text.download(month)}>
              draw.json
            </a>,
          ],
        };
      })}
    />
  );
}
