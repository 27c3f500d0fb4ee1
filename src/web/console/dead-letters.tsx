import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { DeadLetter } from '../../service/ports.ts';
import { Button } from '../ui/button.tsx';
import { formatInstant } from '../ui/format.ts';
import { EmptyState } from '../ui/notice.tsx';
import { Table } from '../ui/table.tsx';
import { channelsTextFor } from './text.ts';

interface DeadLettersProps {
  readonly letters: readonly DeadLetter[];
  readonly zone: string;
  readonly locale: Locale;
  readonly mayDecide: boolean;
}

/** Ids and codes of what failed for good; never what it says. */
export function DeadLetters(props: DeadLettersProps): VNode {
  const text = channelsTextFor(props.locale).dead;
  return (
    <section class="panel" id="dead" aria-labelledby="dead-title">
      <h2 id="dead-title">{text.title}</h2>
      <p class="quiet">{text.lead}</p>
      {props.letters.length === 0 ? (
        <EmptyState title={text.emptyTitle}>
          <p>{text.empty}</p>
        </EmptyState>
      ) : (
        <Letters {...props} />
      )}
      <p class="quiet">{text.kept}</p>
    </section>
  );
}

function Letters({ letters, zone, locale, mayDecide }: DeadLettersProps): VNode {
  const text = channelsTextFor(locale).dead;
  const { columns } = text;
  return (
    <Table
      caption={text.caption}
      hideCaption
      columns={[
        { key: 'place', label: columns.place },
        { key: 'failure', label: columns.failure },
        { key: 'failedAt', label: columns.failedAt, secondary: true },
        { key: 'id', label: columns.id, secondary: true },
        ...(mayDecide ? [{ key: 'deeds', label: columns.deeds }] : []),
      ]}
      rows={letters.map((letter) => ({
        key: `${letter.queue} ${letter.id}`,
        cells: [
          <span class="who-cell" key="place">
            {placeOf(letter, locale)}
            <small>{letter.queue}</small>
          </span>,
          <code key="failure">{letter.failure}</code>,
          <time key="failedAt" dateTime={letter.failedAt.toISOString()}>
            {formatInstant(letter.failedAt, zone, locale)}
          </time>,
          <code key="id" class="letter-id">
            {letter.id}
          </code>,
          ...(mayDecide ? [<Deeds key="deeds" letter={letter} locale={locale} />] : []),
        ],
      }))}
    />
  );
}

/** `bulk-zalo` is a queue of a channel, `inbox-3` one of several alike. */
function placeOf({ queue, name }: DeadLetter, locale: Locale): string {
  const { places } = channelsTextFor(locale).dead;
  const { names } = channelsTextFor(locale);
  const kind = queue === 'set-aside' ? queue : (queue.split('-', 1)[0] ?? '');
  const channel = Object.entries(names).find(([each]) => queue.endsWith(`-${each}`) || name === each);
  return [places[kind] ?? kind, ...(channel ? [channel[1]] : [])].join(' · ');
}

function Deeds({ letter, locale }: { readonly letter: DeadLetter; readonly locale: Locale }): VNode {
  const text = channelsTextFor(locale).dead;
  return (
    <div class="letter-deeds">
      <form method="post" action="/console/channels/dead/retry">
        <Address letter={letter} />
        <Button kind="secondary">{text.retry}</Button>
      </form>
      <details>
        <summary>{text.drop}</summary>
        <form method="post" action="/console/channels/dead/drop">
          <Address letter={letter} />
          <p class="quiet">{text.dropHint}</p>
          <Button kind="secondary">{text.dropSure}</Button>
        </form>
      </details>
    </div>
  );
}

function Address({ letter: { queue, id } }: { readonly letter: DeadLetter }): VNode {
  return (
    <>
      <input type="hidden" name="queue" value={queue} />
      <input type="hidden" name="id" value={id} />
    </>
  );
}
