import type { VNode } from 'preact';
import type { Locale } from '../../domain/locale.ts';
import type { RatesRow } from '../../service/show-rates.ts';
import { figuresTextFor } from './text.ts';

interface NoteProps {
  readonly rows: readonly RatesRow[];
  readonly locale: Locale;
}

/** Under a table of rates, why some of them are not there; nothing where all are. */
export function HiddenNote({ rows, locale }: NoteProps): VNode | null {
  if (!rows.some(({ rates }) => rates.kind === 'hidden')) return null;
  return <p class="quiet">{figuresTextFor(locale).hiddenRates}</p>;
}
