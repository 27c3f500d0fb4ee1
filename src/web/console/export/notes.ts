import type { Locale } from '../../../domain/locale.ts';
import { formatDay, formatInstant, unitLabel } from '../../ui/format.ts';
import type { OverviewFilter } from '../overview-filter.ts';
import type { FilterChoices } from '../overview-filters.tsx';
import { alertTextFor, consoleTextFor, figuresTextFor } from '../text.ts';
import type { SheetNote } from './sheet.ts';
import { exportTextFor } from './text.ts';

export interface FiguresNote {
  readonly what: string;
  readonly filter: Pick<OverviewFilter, 'from' | 'to' | 'unit' | 'procedure' | 'filedVia' | 'channel'>;
  readonly choices: Pick<FilterChoices, 'units' | 'procedures' | 'scope'>;
  /** One line a rule. */
  readonly method: readonly string[];
  readonly madeAt: Date;
  readonly zone: string;
  readonly locale: Locale;
}

/** What every file with figures says of itself: what, of whom, over which period, by which method, made when. */
export function figuresNotes({
  what,
  filter,
  choices,
  method,
  madeAt,
  zone,
  locale,
}: FiguresNote): readonly SheetNote[] {
  const text = exportTextFor(locale).notes;
  const { from, to, procedure, filedVia, channel } = filter;
  return [
    { label: text.what, text: what },
    { label: text.unit, text: unitLabel(filter.unit ?? choices.scope, choices.units, locale) },
    { label: text.period, text: text.periodOf(formatDay(from, locale), formatDay(to, locale)) },
    {
      label: text.procedure,
      text: procedure === null ? text.everything : (choices.procedures.get(procedure)?.name ?? procedure),
    },
    {
      label: text.filedVia,
      text: filedVia === null ? text.everything : consoleTextFor(locale).filedVia[filedVia],
    },
    {
      label: figuresTextFor(locale).channel,
      text: channel === null ? text.everything : alertTextFor(locale).channels[channel],
    },
    { label: text.made, text: formatInstant(madeAt, zone, locale) },
    ...method.map((line) => ({ label: text.method, text: line })),
    { label: text.suppressed, text: text.suppressedMeaning },
  ];
}
