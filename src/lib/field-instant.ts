import { parseLocalInstant } from './calendar.ts';

/** `20261008143005`, `202610081430`, `20261008`. */
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$/;
/** `8/10/2026`, `08-10-2026 14:30:05`: the day first, as people in Vietnam write it. */
const DAY_FIRST = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
/** Milliseconds since 1970, bare or as older .NET services write them. */
const EPOCH = /^(?:\/Date\((\d{12,13})(?:[+-]\d{4})?\)\/|(\d{13}))$/;

/**
 * An instant as systems in the field write it: ISO 8601, `yyyyMMddHHmmss` and its shorter forms, `dd/MM/yyyy HH:mm[:ss]`
 * and milliseconds since 1970. Without an offset it is the zone's time. Null when it is none of them, or no such day.
 */
export function parseFieldInstant(given: string | number, zone: string): Date | null {
  const text = String(given).trim();
  const epoch = EPOCH.exec(text);
  if (epoch) return new Date(Number(epoch[1] ?? epoch[2]));
  return parseLocalInstant(asIso(text), zone);
}

/** What services write where they have no date: the first day of .NET and of SQL Server. */
export function isEmptyInstant(given: string | number): boolean {
  const text = String(given).trim();
  return /^(?:0001-?01-?01|1900-?01-?01|0?1[/-]0?1[/-](?:0001|1900))/.test(text) || /^\/Date\(-\d+/.test(text);
}

function asIso(text: string): string {
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = COMPACT.exec(text) ?? [];
  if (day !== undefined) return `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const [, date, ofMonth, ofYear, hours = '0', minutes = '00', seconds = '00'] = DAY_FIRST.exec(text) ?? [];
  if (ofYear === undefined) return text;
  return `${ofYear}-${pad(ofMonth)}-${pad(date)}T${pad(hours)}:${minutes}:${seconds}`;
}

function pad(digits = ''): string {
  return digits.padStart(2, '0');
}
