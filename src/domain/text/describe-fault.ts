import type { DossierFault } from '../dossier-check.ts';
import type { Locale } from '../locale.ts';
import { dossierText as en } from './en/dossier.ts';
import { dossierText as vi } from './vi/dossier.ts';

/** A reason that a clerk understands: what is wrong and what to do. `name` is the field's name where the row came from. */
export function describeFault(fault: DossierFault, locale: Locale, name?: string): string {
  const text = locale === 'vi' ? vi : en;
  return text.faults[fault.code](name ?? text.fields[fault.field]);
}
