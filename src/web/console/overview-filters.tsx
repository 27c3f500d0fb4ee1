import type { VNode } from 'preact';
import { FILING_CHANNELS } from '../../domain/dossier.ts';
import type { Locale } from '../../domain/locale.ts';
import type { Procedure } from '../../domain/procedure.ts';
import { isWithin, type Unit, type UnitCode, type UnitScope } from '../../domain/unit.ts';
import { Button } from '../ui/button.tsx';
import { SelectField, type Option } from '../ui/field.tsx';
import { byName, formatMonth, formatUnit, unitLabel } from '../ui/format.ts';
import { PRESETS, recentMonths, writeFilter, type OverviewFilter } from './overview-filter.ts';
import { consoleTextFor } from './text.ts';

export interface FilterChoices {
  readonly units: ReadonlyMap<UnitCode, Unit>;
  readonly procedures: ReadonlyMap<string, Procedure>;
  readonly scope: UnitScope;
  readonly today: string;
}

interface FiltersProps {
  /** Of the page that is filtered. */
  readonly path?: string;
  readonly filter: OverviewFilter;
  readonly choices: FilterChoices;
  readonly locale: Locale;
}

/** Works as a plain form; with scripts a change shows at once. */
export function OverviewFilters({ path = '/console', filter, choices, locale }: FiltersProps): VNode {
  const text = consoleTextFor(locale).filters;
  return (
    <form
      class="filters"
      method="get"
      action={path}
      aria-label={text.label}
      hx-get={path}
      hx-trigger="change, submit"
      hx-target="#main"
      hx-select="#main"
      hx-swap="outerMorph"
      hx-push-url="true"
    >
      <PeriodField filter={filter} choices={choices} locale={locale} label={text.period} />
      <UnitField filter={filter} choices={choices} locale={locale} />
      <SelectField
        id="procedure"
        label={text.procedure}
        value={filter.procedure ?? ''}
        options={[{ value: '', label: text.all }, ...procedureOptions(choices.procedures)]}
      />
      <SelectField
        id="filedVia"
        label={text.filedVia}
        value={filter.filedVia ?? ''}
        options={[
          { value: '', label: text.all },
          ...FILING_CHANNELS.map((via) => ({ value: via, label: consoleTextFor(locale).filedVia[via] })),
        ]}
      />
      <Button kind="secondary">{text.apply}</Button>
    </form>
  );
}

/** Presets, and the months one by one. */
export function PeriodField({
  filter,
  choices,
  locale,
  label,
}: Omit<FiltersProps, 'path'> & { readonly label: string }): VNode {
  const text = consoleTextFor(locale).filters;
  const recent = recentMonths(choices.today);
  // An address may name an older month: it is offered as long as it is shown.
  const isOlder = /^\d{4}/.test(filter.period) && !recent.includes(filter.period);
  const months = [...recent, ...(isOlder ? [filter.period] : [])].map((month) => ({
    value: month,
    label: capitalised(formatMonth(month, locale)),
  }));
  return (
    <SelectField
      id="period"
      label={label}
      value={filter.period}
      options={PRESETS.map((preset) => ({ value: preset, label: text.presets[preset] }))}
      groups={[{ label: text.months, options: months }]}
    />
  );
}

/** Provinces, and the communes of the one in view: thousands of names would be no choice. */
export function UnitField({ filter, choices, locale }: FiltersProps): VNode {
  const text = consoleTextFor(locale).filters;
  const { units, scope } = choices;
  const seen = [...units.values()].filter((unit) => isWithin(scope, unit)).toSorted(byName);
  const province = provinceInView(filter.unit ?? scope, units);
  const provinces = seen.filter((unit) => unit.parentCode === null && unit.code !== scope);
  const communes = seen.filter(
    (unit) => unit.parentCode !== null && unit.parentCode === province && unit.code !== scope,
  );
  return (
    <SelectField
      id="unit"
      label={text.unit}
      value={filter.unit ?? ''}
      options={[{ value: '', label: unitLabel(scope, units, locale) }]}
      groups={[
        { label: text.provinces, options: unitOptions(provinces, locale) },
        { label: text.communes, options: unitOptions(communes, locale) },
      ].filter((group) => group.options.length > 0)}
    />
  );
}

/** What is filtered, each with a way to take it off. */
export function FilterChips({ path = '/console', filter, choices, locale }: FiltersProps): VNode | null {
  const text = consoleTextFor(locale);
  const { unit, procedure, filedVia } = filter;
  const chips = [
    ...(unit === null ? [] : [{ name: unitLabel(unit, choices.units, locale), without: { ...filter, unit: null } }]),
    ...(procedure === null
      ? []
      : [{ name: choices.procedures.get(procedure)?.name ?? procedure, without: { ...filter, procedure: null } }]),
    ...(filedVia === null ? [] : [{ name: text.filedVia[filedVia], without: { ...filter, filedVia: null } }]),
  ];
  if (chips.length === 0) return null;
  return (
    <ul class="chips" aria-label={text.filters.chosen}>
      {chips.map(({ name, without }) => (
        <li key={name}>
          <a class="chip" href={`${path}?${writeFilter(without)}`} aria-label={text.filters.remove(name)}>
            {name} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function capitalised(words: string): string {
  return words.replace(/^./, (first) => first.toUpperCase());
}

export function procedureOptions(procedures: ReadonlyMap<string, Procedure>): readonly Option[] {
  return [...procedures.values()].toSorted(byName).map(({ code, name }) => ({ value: code, label: name, lang: 'vi' }));
}

function unitOptions(units: readonly Unit[], locale: Locale): readonly Option[] {
  return units.map((unit) => ({ value: unit.code, label: formatUnit(unit, locale) }));
}

function provinceInView(code: UnitCode | null, units: ReadonlyMap<UnitCode, Unit>): UnitCode | null {
  const unit = code === null ? undefined : units.get(code);
  return unit ? (unit.parentCode ?? unit.code) : null;
}
