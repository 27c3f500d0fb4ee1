import type { Locale } from '../../../domain/locale.ts';
import type { Unit, UnitCode, UnitScope } from '../../../domain/unit.ts';
import { localMinute } from '../../../lib/calendar.ts';
import { AUDIT_EXPORT_LIMIT, type NamedEntry } from '../../../service/export-audit.ts';
import { formatCount, formatInstant, unitLabel } from '../../ui/format.ts';
import { actionName, actionWords, auditTextFor, factWords, subjectWords, whoWords } from '../audit-words.ts';
import type { Sheet, SheetCell, SheetNote } from './sheet.ts';
import { exportTextFor } from './text.ts';

export interface AuditSheetProps {
  readonly entries: AsyncIterable<NamedEntry>;
  readonly units: ReadonlyMap<UnitCode, Unit>;
  readonly action: string | null;
  readonly scope: UnitScope;
  readonly madeAt: Date;
  readonly zone: string;
  readonly locale: Locale;
}

export function auditSheet(props: AuditSheetProps): Sheet {
  const { locale } = props;
  const text = auditTextFor(locale);
  return {
    key: 'audit',
    name: text.title,
    columns: [
      { label: exportTextFor(locale).audit.position, kind: 'count', width: 12 },
      { label: text.columns.when, kind: 'instant' },
      { label: text.columns.action, kind: 'text' },
      { label: text.columns.who, kind: 'text', width: 24 },
      { label: text.columns.subject, kind: 'text', width: 24 },
      { label: text.columns.unit, kind: 'text' },
      { label: text.columns.facts, kind: 'text', width: 60 },
    ],
    rows: rowsOf(props),
    notes: notesOf(props),
    locale,
  };
}

async function* rowsOf({ entries, units, zone, locale }: AuditSheetProps): AsyncGenerator<readonly SheetCell[]> {
  const text = auditTextFor(locale);
  for await (const { entry, names } of entries) {
    yield [
      entry.position,
      localMinute(entry.recordedAt, zone),
      actionWords(entry, text),
      whoWords(entry, names, text),
      subjectWords(entry, names, text),
      unitLabel(entry.unit, units, locale),
      factWords(entry, text),
    ];
  }
}

function notesOf({ units, action, scope, madeAt, zone, locale }: AuditSheetProps): readonly SheetNote[] {
  const text = auditTextFor(locale);
  const { notes, audit } = exportTextFor(locale);
  return [
    { label: notes.what, text: text.title },
    { label: notes.unit, text: unitLabel(scope, units, locale) },
    { label: text.filter, text: action === null ? text.all : actionName(action, text) },
    { label: notes.made, text: formatInstant(madeAt, zone, locale) },
    { label: notes.method, text: audit.newest(formatCount(AUDIT_EXPORT_LIMIT, locale)) },
    { label: notes.method, text: audit.chain },
  ];
}
