import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import { formatMonth, unitLabel } from '../ui/format.ts';
import { addressOf, AUTO, PRESETS, type OverviewFilter } from './overview-filter.ts';
import type { FilterChoices, FiltersProps } from './overview-filters.tsx';
import { alertTextFor, consoleTextFor, figuresTextFor } from './text.ts';

/** What is filtered, each with a way to take it off. */
export function FilterChips({ filter, choices, locale, path, kept = [] }: FiltersProps): VNode | null {
  const chips = chipsOf(filter, choices, locale);
  if (chips.length === 0) return null;
  return (
    <ul class="chips" aria-label={consoleTextFor(locale).filters.chosen}>
      {chips.map(({ name, without }) => (
        <li key={name}>
          <a
            class="chip"
            href={addressOf(path, { ...filter, ...without }, kept)}
            aria-label={figuresTextFor(locale).remove(name)}
          >
            {name} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

interface Chip {
  readonly name: string;
  readonly without: Partial<OverviewFilter>;
}

function chipsOf(
  { period, unit, procedure, filedVia, channel }: OverviewFilter,
  choices: FilterChoices,
  locale: Locale,
): readonly Chip[] {
  const text = consoleTextFor(locale);
  const chip = (name: string, without: Partial<OverviewFilter>): Chip => ({ name, without });
  return [
    ...(period === AUTO ? [] : [chip(periodName(period, locale), { period: AUTO })]),
    ...(unit === null ? [] : [chip(unitLabel(unit, choices.units, locale), { unit: null })]),
    ...(procedure === null ? [] : [chip(choices.procedures.get(procedure)?.name ?? procedure, { procedure: null })]),
    ...(filedVia === null ? [] : [chip(text.filedVia[filedVia], { filedVia: null })]),
    ...(channel === null ? [] : [chip(alertTextFor(locale).channels[channel], { channel: null })]),
  ];
}

/** "3 tháng gần nhất", "Tháng 10/2026", "Kỳ báo cáo tháng 10/2026". */
export function periodName(period: string, locale: Locale): string {
  const preset = PRESETS.find((one) => one === period);
  if (preset) return consoleTextFor(locale).filters.presets[preset];
  const month = formatMonth(period.replace('r', ''), locale);
  if (period.startsWith('r')) return figuresTextFor(locale).report(month);
  return month.replace(/^./, (first) => first.toUpperCase());
}
