import { isDay } from '../lib/calendar.ts';

/** Both forms in use: `H15.50.05.13-261008-0975` and `000.00.12.H26-230101-0001` (domain.md §3.1). */
const CODE = /^((?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(?:\.[0-9A-Z]{1,4}){0,5})-(\d{2})(\d{2})(\d{2})-(\d{4,7})$/;

export interface DossierCode {
  readonly agency: string;
  /** Day of reception by the code, `YYYY-MM-DD`. */
  readonly day: string;
  /** Running number of the day: all that is shown in a chat. */
  readonly tail: string;
}

/** One spelling for one dossier: trimmed, in capitals. */
export function normaliseDossierCode(text: string): string {
  return text.trim().toUpperCase();
}

/** Null when the form is wrong or the date does not exist. Expects a normalised code. */
export function parseDossierCode(code: string): DossierCode | null {
  const [, agency, year, month, date, tail] = CODE.exec(code) ?? [];
  if (agency === undefined || tail === undefined) return null;
  const day = `20${year}-${month}-${date}`;
  return isDay(day) ? { agency, day, tail } : null;
}

export function dossierTail(code: string): string {
  return code.slice(code.lastIndexOf('-') + 1);
}

/** The agency code that issued the dossier: everything before the date. */
export function agencyOf(code: string): string {
  return code.split('-', 1)[0] ?? '';
}
