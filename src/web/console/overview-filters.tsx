import type { VNode } from 'preact';
import { FILING_CHANNELS } from '../../domain/dossier.ts';
import type { Locale } from '../../domain/locale.ts';
import type { Procedure } from '../../domain/procedure.ts';
import { isWithin, type Unit, type UnitCode, type UnitScope } from '../../domain/unit.ts';
import { Button } from '../ui/button.tsx';
import { SelectField, type Option } from '../ui/field.tsx';
import { byName, formatMonth, formatUnit, unitLabel } from '../ui/format.ts';
import { LANGUAGE_ID } from '../ui/language-switch.tsx';
import { AUTO, PRESETS, recentMonths, recentReports, SENT_BY, type OverviewFilter } from './overview-filter.ts';
import { alertTextFor, consoleTextFor, figuresTextFor } from './text.ts';

export interface FilterChoices {
  readonly units: ReadonlyMap<UnitCode, Unit>;
  readonly procedures: ReadonlyMap<string, Procedure>;
  readonly scope: UnitScope;
  readonly today: string;
  /** From the 15th to the 14th. */
  readonly hasReports: boolean;
}

export interface FiltersProps {
  readonly filter: OverviewFilter;
  readonly choices: FilterChoices;
  readonly locale: Locale;
  /** The page that shows what is chosen. */
  readonly path: string;
  /** What else stands in its address and is kept, such as an order. */
  readonly kept?: Kept;
}

export type Kept = readonly (readonly [name: string, value: string])[];

/** On a small screen the rest unfolds by this address, without a script. */
const FILTERS_ID = 'filters';

/** Works as a plain form; with scripts a change shows at once. */
export function OverviewFilters({ path, kept = [], ...props }: FiltersProps): VNode {
  const { filter, choices, locale } = props;
  const text = consoleTextFor(locale);
  const all = { value: '', label: text.filters.all };
  return (
    <form
      class="filters"
      id={FILTERS_ID}
      method="get"
      action={path}
      aria-label={text.filters.label}
      hx-get={path}
      hx-trigger="change, submit"
      hx-target="#main"
      hx-select="#main"
      hx-select-oob={`#${LANGUAGE_ID}`}
      hx-swap="outerMorph"
      hx-push-url="true"
    >
      <PeriodField {...props} label={text.filters.period} />
      <UnitField {...props} />
      <SelectField
        id="procedure"
        label={text.filters.procedure}
        value={filter.procedure ?? ''}
        options={[all, ...procedureOptions(choices.procedures)]}
      />
      <SelectField
        id="filedVia"
        label={text.filters.filedVia}
        value={filter.filedVia ?? ''}
        options={[all, ...FILING_CHANNELS.map((via) => ({ value: via, label: text.filedVia[via] }))]}
      />
      <SelectField
        id="channel"
        label={figuresTextFor(locale).channel}
        value={filter.channel ?? ''}
        options={[all, ...SENT_BY.map((by) => ({ value: by, label: alertTextFor(locale).channels[by] }))]}
      />
      <Button kind="secondary">{text.filters.apply}</Button>
      <a class="filters__unfold" href={`#${FILTERS_ID}`}>
        {text.filters.more}
      </a>
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </form>
  );
}

type Chosen = Omit<FiltersProps, 'path' | 'kept'>;

/** By itself, presets, and the months one by one. */
export function PeriodField({ filter, choices, locale, label }: Chosen & { readonly label: string }): VNode {
  const { period, widened } = filter;
  const text = consoleTextFor(locale).filters;
  const more = figuresTextFor(locale);
  const auto = widened === null ? more.auto : more.autoChosen(text.presets[widened]);
  return (
    <SelectField
      id="period"
      label={label}
      value={period}
      options={[
        { value: AUTO, label: auto },
        ...PRESETS.map((preset) => ({ value: preset, label: text.presets[preset] })),
      ]}
      groups={[
        { label: text.months, options: monthOptions(recentMonths(choices.today), period, locale) },
        {
          label: more.reports,
          options: choices.hasReports ? monthOptions(recentReports(choices.today), period, locale) : [],
        },
      ].filter(({ options }) => options.length > 0)}
    />
  );
}

/** An address may name an older one: it is offered as long as it is shown. */
function monthOptions(recent: readonly string[], shown: string, locale: Locale): readonly Option[] {
  const isOlder = /^r?\d{4}-/.test(shown) && shown.startsWith('r') === recent[0]?.startsWith('r');
  const months = isOlder && !recent.includes(shown) ? [...recent, shown] : recent;
  return months.map((month) => ({ value: month, label: capitalised(formatMonth(month.replace('r', ''), locale)) }));
}

/** Provinces, and the communes of the one in view: thousands of names would be no choice. */
export function UnitField({ filter, choices, locale }: Chosen): VNode {
  const text = consoleTextFor(locale).filters;
  const { units, scope } = choices;
  const province = provinceInView(filter.unit ?? scope, units);
  const named = [...units.values()].filter((unit) => unit.parentCode === null || unit.parentCode === province);
  const seen = named.filter((unit) => isWithin(scope, unit) && unit.code !== scope).toSorted(byName);
  return (
    <SelectField
      id="unit"
      label={text.unit}
      value={filter.unit ?? ''}
      options={[{ value: '', label: unitLabel(scope, units, locale) }]}
      groups={[
        { label: text.provinces, options: unitOptions(seen, null, locale) },
        { label: text.communes, options: unitOptions(seen, province, locale) },
      ].filter((group) => group.options.length > 0)}
    />
  );
}

function capitalised(words: string): string {
  return words.replace(/^./, (first) => first.toUpperCase());
}

export function procedureOptions(procedures: ReadonlyMap<string, Procedure>): readonly Option[] {
  return [...procedures.values()].toSorted(byName).map(({ code, name }) => ({ value: code, label: name, lang: 'vi' }));
}

function unitOptions(units: readonly Unit[], parent: UnitCode | null, locale: Locale): readonly Option[] {
  return units
    .filter(({ parentCode }) => parentCode === parent)
    .map((unit) => ({ value: unit.code, label: formatUnit(unit, locale) }));
}

function provinceInView(code: UnitCode | null, units: ReadonlyMap<UnitCode, Unit>): UnitCode | null {
  const unit = code === null ? undefined : units.get(code);
  return unit ? (unit.parentCode ?? unit.code) : null;
}
