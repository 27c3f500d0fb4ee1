import type { AuditFacts } from '../../../domain/audit.ts';
import type { Locale } from '../../../domain/locale.ts';
import { COUNTRY, type UnitCode } from '../../../domain/unit.ts';
import type { OverviewFilter } from '../overview-filter.ts';
import type { FilterChoices } from '../overview-filters.tsx';
import type { ConsoleParts } from '../parts.ts';
import type { Export } from './export-route.ts';
import { figuresNotes } from './notes.ts';
import type { SheetNote } from './sheet.ts';

export interface FiguresFile {
  /** In the audit log: `overview`. */
  readonly kind: string;
  readonly title: string;
  /** Of the file name: `tong-quan`. */
  readonly file: string;
  /** One line a rule. */
  readonly method: readonly string[];
  readonly filter: OverviewFilter;
  readonly choices: FilterChoices;
  readonly locale: Locale;
}

/** A file with what a page of figures shows: notes, name and facts for the audit log are the same for all of them. */
export function figuresExport(
  { now, zone }: Pick<ConsoleParts, 'now' | 'zone'>,
  { kind, title, file, method, filter, choices, locale }: FiguresFile,
  sheetsOf: (notes: readonly SheetNote[]) => Export['sheets'],
): Export {
  const { from, to } = filter;
  const unit = unitInView(filter, choices);
  const notes = figuresNotes({ what: title, filter, choices, method, madeAt: now(), zone, locale });
  return {
    kind,
    words: ['hai-long', file, unit, from, to],
    sheets: sheetsOf(notes),
    facts: { unit, from, to, ...narrowingFacts(filter) },
  };
}

export function unitInView(filter: Pick<OverviewFilter, 'unit'>, { scope }: Pick<FilterChoices, 'scope'>): UnitCode {
  return filter.unit ?? scope ?? COUNTRY;
}

/** The filters beside unit and period that are set, by code. */
export function narrowingFacts({
  procedure,
  filedVia,
  channel,
}: Pick<OverviewFilter, 'procedure' | 'filedVia' | 'channel'>): AuditFacts {
  return {
    ...(procedure === null ? {} : { procedure }),
    ...(filedVia === null ? {} : { filedVia }),
    ...(channel === null ? {} : { channel }),
  };
}
