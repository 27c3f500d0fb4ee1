import { dossierText as en } from '../../domain/text/en/dossier.ts';
import { dossierText as vi } from '../../domain/text/vi/dossier.ts';
import type { Locale } from '../../domain/locale.ts';

/** What the register calls otherwise than a row does. */
const ROW_NAMES: Readonly<Record<string, string>> = {
  unitCode: 'unit',
  procedureCode: 'procedure',
  phoneIndex: 'phone',
};

/** A field of a dossier by the name that clerks know. */
export function fieldName(field: string, locale: Locale): string {
  const { fields } = locale === 'vi' ? vi : en;
  return new Map(Object.entries(fields)).get(ROW_NAMES[field] ?? field) ?? field;
}
