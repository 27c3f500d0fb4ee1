import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { MethodProfile } from '../../domain/method-profile.ts';
import { COUNTRY, type Unit, type UnitCode } from '../../domain/unit.ts';
import type { LedgerDayView } from '../../service/show-ledger.ts';
import type { PublicReport } from '../../service/show-public.ts';
import { Bullets } from '../ui/bullets.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { formatBareMonth, formatCount, formatMonth, unitLabel } from '../ui/format.ts';
import { Layout } from '../ui/layout.tsx';
import { MethodLine } from '../ui/method-line.tsx';
import { LedgerSection } from './ledger-pages.tsx';
import { LEDGER_PATH, UNIT_PATH } from './paths.ts';
import { PublicFigures, PublicTable } from './public-figures.tsx';
import { publicTextFor } from './text.ts';

export interface PublicProps {
  readonly locale: Locale;
  readonly report: PublicReport;
  readonly units: ReadonlyMap<UnitCode, Unit>;
  /** Of the ledger, on the country's page. */
  readonly days: readonly LedgerDayView[];
  readonly profile: MethodProfile | null;
  readonly search: string;
  /** Null: nothing was searched for. */
  readonly found: readonly Unit[] | null;
  /** How many are found at most. */
  readonly most: number;
}

/** For everybody: how satisfied people are here, how many answered, what changed, and how to check it. */
export function publicPage(props: PublicProps): VNode {
  const { locale, report, units, found } = props;
  const text = publicTextFor(locale);
  const { unit } = report.own;
  const title = unit === COUNTRY ? text.title : text.of(unitLabel(unit, units, locale));
  return (
    <Layout
      locale={locale}
      title={title}
      search={new URLSearchParams(props.search ? { q: props.search } : {}).toString()}
    >
      {unit === COUNTRY ? null : <Trail unit={unit} units={units} locale={locale} />}
      <div>
        <h1>{title}</h1>
        <p class="large">{text.lead}</p>
        <p class="quiet">{text.period(formatMonth(report.from, locale), formatMonth(report.to, locale))}</p>
      </div>
      {found === null ? null : <Found {...props} found={found} />}
      <PublicFigures figures={report.own} locale={locale} />
      <Search search={props.search} locale={locale} />
      <PublicTable report={report} units={units} locale={locale} />
      <Improvements report={report} units={units} locale={locale} />
      <MethodLine profile={props.profile} locale={locale} />
      <Method locale={locale} />
      {unit === COUNTRY ? <LedgerSection locale={locale} days={props.days} /> : null}
    </Layout>
  );
}

/** From the country down to here. */
function Trail({ unit, units, locale }: Pick<PublicProps, 'units' | 'locale'> & { readonly unit: UnitCode }): VNode {
  const parent = units.get(unit)?.parentCode ?? null;
  return (
    <nav class="trail" aria-label={publicTextFor(locale).unit}>
      <a href={LEDGER_PATH}>{publicTextFor(locale).up}</a>
      {parent === null ? null : <a href={`${UNIT_PATH}/${parent}`}>{unitLabel(parent, units, locale)}</a>}
    </nav>
  );
}

function Search({ search, locale }: Pick<PublicProps, 'search' | 'locale'>): VNode {
  const text = publicTextFor(locale);
  return (
    <form class="inline-form" method="get" action={LEDGER_PATH} role="search">
      <TextField id="q" label={text.search} hint={text.searchHint} value={search} />
      <Button kind="secondary">{text.find}</Button>
    </form>
  );
}

function Found({ found, search, most, units, locale }: PublicProps & { readonly found: readonly Unit[] }): VNode {
  const text = publicTextFor(locale);
  if (found.length === 0) return <p class="large">{text.foundNone(search)}</p>;
  return (
    <section class="panel" aria-labelledby="found">
      <h2 id="found">{text.found(formatCount(found.length, locale), search)}</h2>
      <ul class="found">
        {found.map(({ code, parentCode }) => (
          <li key={code}>
            <a href={`${UNIT_PATH}/${code}`}>{unitLabel(code, units, locale)}</a>
            {parentCode === null ? null : <span class="quiet"> · {unitLabel(parentCode, units, locale)}</span>}
          </li>
        ))}
      </ul>
      {found.length === most ? <p class="quiet">{text.foundMore}</p> : null}
    </section>
  );
}

function Improvements({ report, units, locale }: Pick<PublicProps, 'report' | 'units' | 'locale'>): VNode {
  const text = publicTextFor(locale);
  return (
    <section class="panel" aria-labelledby="improvements">
      <h2 id="improvements">{text.improvements}</h2>
      {report.improvements.length === 0 ? (
        <p class="quiet">{text.improvementsNone}</p>
      ) : (
        <ul class="bullets">
          {report.improvements.map(({ id, month, unit, text: words }) => (
            <li key={id}>
              {formatBareMonth(month, locale)} · {unitLabel(unit, units, locale)}: {words}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Method({ locale }: Pick<PublicProps, 'locale'>): VNode {
  const text = publicTextFor(locale);
  return (
    <section class="panel" aria-labelledby="method">
      <h2 id="method">{text.method}</h2>
      <Bullets lines={text.methodLines} />
    </section>
  );
}
