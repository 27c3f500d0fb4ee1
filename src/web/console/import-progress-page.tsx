import type { VNode } from 'preact';
import type { DossierFault } from '../../domain/dossier-check.ts';
import { isRunning, type DossierImport, type ImportCounts } from '../../domain/dossier-import/import.ts';
import type { Locale } from '../../domain/locale.ts';
import type { ShownImport } from '../../service/show-imports.ts';
import { Button } from '../ui/button.tsx';
import { formatCount } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { Stat } from '../ui/stat.tsx';
import { Table } from '../ui/table.tsx';
import { ConsoleFrame, type Visit } from './frame.tsx';
import { describeImportFault } from './import-download.ts';
import { ImportSteps } from './import-steps.tsx';
import { importTextFor } from './text.ts';

/** From the check to the end; the part that moves refreshes itself while it does. */
export function importProgressPage(visit: Visit, shown: ShownImport): VNode {
  const { locale } = visit;
  const text = importTextFor(locale);
  return (
    <ConsoleFrame {...visit} title={`${text.states[shown.import.state]} · ${shown.plan.fileName}`} page="import" live>
      <ImportProgress shown={shown} locale={locale} />
    </ConsoleFrame>
  );
}

interface ProgressProps {
  readonly shown: ShownImport;
  readonly locale: Locale;
}

export function ImportProgress({ shown, locale }: ProgressProps): VNode {
  const { import: one, plan } = shown;
  const refreshes = isRunning(one)
    ? { 'hx-get': `/console/import/${one.id}/progress`, 'hx-trigger': 'every 1s', 'hx-swap': 'outerMorph' }
    : {};
  const step = one.state === 'checking' || one.state === 'checked' ? 2 : 3;
  return (
    <div id="progress" class="overview" {...refreshes}>
      <ImportSteps current={step} locale={locale} />
      <p class="quiet">{plan.fileName}</p>
      {isRunning(one) ? <Running one={one} locale={locale} /> : <Result one={one} locale={locale} />}
      <Returned one={one} locale={locale} />
    </div>
  );
}

interface OneProps {
  readonly one: DossierImport;
  readonly locale: Locale;
}

function Running({ one, locale }: OneProps): VNode {
  const text = importTextFor(locale);
  const words = one.state === 'checking' ? text.checking : text.importing;
  return (
    <div class="panel">
      <h1 id="progress-label">{words(formatCount(one.processed, locale), formatCount(one.rowCount, locale))}</h1>
      <progress class="gauge" max={one.rowCount} value={one.processed} aria-labelledby="progress-label" />
      <Counts one={one} locale={locale} />
      <p>{text.mayLeave}</p>
      <noscript>
        <p>
          <a href={`/console/import/${one.id}`}>{text.reload}</a>
        </p>
      </noscript>
    </div>
  );
}

function Result({ one, locale }: OneProps): VNode {
  const text = importTextFor(locale);
  const good = goodOf(one.counts);
  const shown = formatCount(good, locale);
  switch (one.state) {
    case 'checked':
      return (
        <form class="panel" method="post" action={`/console/import/${one.id}/start`}>
          <h1>{good === 0 ? text.checkedNone : text.checkedTitle(shown)}</h1>
          <Counts one={one} locale={locale} />
          <p class="actions">
            {good === 0 ? null : <Button>{text.start(shown)}</Button>}
            <Button kind="secondary" href={`/console/import/${one.id}/columns`}>
              {text.otherColumns}
            </Button>
            <Button kind="quiet" name="discard" value="yes">
              {text.discard}
            </Button>
          </p>
        </form>
      );
    case 'failed':
      return (
        <Notice kind="trouble" title={text.failedTitle}>
          <p>{one.failure === 'import-crashed' ? text.failures['import-crashed'] : text.failures.other}</p>
          <p>{text.failedAt(formatCount(one.processed, locale))}</p>
          <p>{text.again}</p>
          <p class="actions">
            <Button href="/console/import">{text.next}</Button>
          </p>
        </Notice>
      );
    default:
      return (
        <div class="panel">
          <h1>{text.doneTitle(shown)}</h1>
          <Counts one={one} locale={locale} />
          <p class="actions">
            <Button kind="secondary" href="/console/import">
              {text.next}
            </Button>
          </p>
        </div>
      );
  }
}

export function goodOf({ created, updated, unchanged }: ImportCounts): number {
  return created + updated + unchanged;
}

function Counts({ one, locale }: OneProps): VNode {
  const text = importTextFor(locale);
  const words = one.state === 'checking' || one.state === 'checked' ? text.countsNow : text.counts;
  return (
    <div class="stats">
      {(['created', 'updated', 'unchanged', 'rejected'] as const).map((kind) => (
        <Stat key={kind} label={words[kind]} value={formatCount(one.counts[kind], locale)} />
      ))}
    </div>
  );
}

const MOST_FAULTS = 12;

/** Why rows came back, the commonest first, and the file of them once the work has ended. */
function Returned({ one, locale }: OneProps): VNode | null {
  const text = importTextFor(locale);
  const { rejected } = one.counts;
  if (rejected === 0) return null;
  const faults = Object.entries(one.faults).toSorted(([, a], [, b]) => b - a);
  const path = `/console/import/${one.id}/rejected`;
  return (
    <div class="panel">
      <h2>{text.rejectedTitle(formatCount(rejected, locale))}</h2>
      {isRunning(one) ? null : (
        <>
          <p>{text.rejectedLead}</p>
          <p class="actions">
            <Button kind="secondary" href={`${path}.xlsx`}>
              {text.xlsx}
            </Button>
            <Button kind="secondary" href={`${path}.csv`}>
              {text.csv}
            </Button>
          </p>
        </>
      )}
      <Table
        caption={text.rejectedTitle(formatCount(rejected, locale))}
        hideCaption
        columns={[
          { key: 'fault', label: text.fault },
          { key: 'rows', label: text.rows, numeric: true },
        ]}
        rows={faults.slice(0, MOST_FAULTS).map(([key, count]) => ({
          key,
          cells: [describeImportFault(faultOf(key), locale), formatCount(count, locale)],
        }))}
      />
    </div>
  );
}

/** Keys are made by `countFaults`. */
function faultOf(key: string): DossierFault {
  const [field, code] = key.split(':', 2) as [DossierFault['field'], DossierFault['code']];
  return { field, code };
}
