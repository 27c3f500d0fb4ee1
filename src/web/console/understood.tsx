import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { Understanding } from '../../service/understand-dossier.ts';
import { formatDay, formatUnit } from '../ui/format.ts';
import { deskTextFor } from './text.ts';

interface UnderstoodProps {
  /** Null while no code can be read. */
  readonly understanding: Understanding | null;
  readonly locale: Locale;
}

/** All but the phone: addresses stand in logs. */
const TELLING = "#code, #procedure, #receivedAt, #dueAt, #completedAt, [name='done']:checked";

/** Under the code: what it tells, whether the dossier is known, when it is due. Refreshed while the form is filled in. */
export function Understood({ understanding, locale }: UnderstoodProps): VNode {
  const text = deskTextFor(locale);
  return (
    <div
      id="understood"
      class={understanding?.known ? 'understood understood--known' : 'understood'}
      role="status"
      aria-label={text.understood}
      hx-get="/console/dossiers/check"
      hx-include={TELLING}
      hx-trigger='change from:"closest form" delay:50ms'
      hx-sync="this:replace"
      hx-swap="outerMorph"
    >
      {understanding === null ? null : linesOf(understanding, locale).map((line) => <p key={line}>{line}</p>)}
    </div>
  );
}

function linesOf({ known, unit, receivedOn, statutory, lateness }: Understanding, locale: Locale): readonly string[] {
  const text = deskTextFor(locale);
  const where = unit === null ? [] : [`${text.unit(formatUnit(unit, locale))}. `];
  const due = statutory === null ? [] : [text.dueByLaw(formatDay(statutory.dueOn, locale), statutory.workingDays)];
  return [
    known === null ? text.fresh : text.known[known],
    `${where.join('')}${text.received(formatDay(receivedOn, locale))}.`,
    ...due,
    ...(lateness === null ? [] : [latenessLine(lateness, locale)]),
  ];
}

function latenessLine(lateness: NonNullable<Understanding['lateness']>, locale: Locale): string {
  const text = deskTextFor(locale);
  if (lateness.kind === 'on-time') return text.onTime;
  return lateness.days === 0 ? text.lateSameDay : text.late(lateness.days);
}
