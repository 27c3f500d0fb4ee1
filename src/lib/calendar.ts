/** Local calendar of a fixed IANA zone: instants are `Date`, days `YYYY-MM-DD`, times of day minutes since midnight. */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  // Swedish notation is ISO 8601: `2026-10-08 14:05:09`.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(zone, format);
  return format;
}

/** Since then clocks change only on quarters of an hour: what holds in one part of a quarter holds in all of it. */
const QUARTERS_SINCE = Date.UTC(1973, 0, 1);
const QUARTER_MS = 15 * MINUTE_MS;
const REMEMBERED = 10_000;

const offsets = new Map<string, number>();

/** Milliseconds that the zone's clocks are ahead of UTC at an instant. Asking takes 30 µs, so answers are remembered. */
function offsetAt(instant: number, zone: string): number {
  if (!(instant >= QUARTERS_SINCE)) return askOffset(instant, zone);
  const key = `${zone} ${String(Math.floor(instant / QUARTER_MS))}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size >= REMEMBERED) offsets.clear();
  const offset = askOffset(instant, zone);
  offsets.set(key, offset);
  return offset;
}

function askOffset(instant: number, zone: string): number {
  const wall = Date.parse(`${formatFor(zone).format(instant).replace(' ', 'T')}Z`);
  return wall - Math.floor(instant / 1000) * 1000;
}

/** The instant at which the zone's clocks show a time, given as if it were UTC. */
function fromWall(wall: number, zone: string): Date {
  const guess = wall - offsetAt(wall, zone);
  return new Date(wall - offsetAt(guess, zone));
}

function wallOf(instant: Date, zone: string): Date {
  return new Date(instant.getTime() + offsetAt(instant.getTime(), zone));
}

export function localDay(instant: Date, zone: string): string {
  return wallOf(instant, zone).toISOString().slice(0, 10);
}

/** `2026-11-25T14:30:00`: the local time, to the minute. */
export function localMinute(instant: Date, zone: string): string {
  return `${wallOf(instant, zone).toISOString().slice(0, 16)}:00`;
}

export function minutesOfDay(instant: Date, zone: string): number {
  const wall = wallOf(instant, zone);
  return wall.getUTCHours() * 60 + wall.getUTCMinutes();
}

export function startOfDay(day: string, zone: string): Date {
  return timeOfDay(day, 0, zone);
}

/** @param minutes since local midnight; 1440 is the end of the day. */
export function timeOfDay(day: string, minutes: number, zone: string): Date {
  return fromWall(Date.parse(day) + minutes * MINUTE_MS, zone);
}

/** True at 00:00:00.000 local time: how a bare day arrives. */
export function isLocalMidnight(instant: Date, zone: string): boolean {
  return wallOf(instant, zone).getTime() % DAY_MS === 0;
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** From one day to another; negative where that one lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** First day of the month: `2026-10-08` is in `2026-10-01`. */
export function monthOf(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

/** First day of the month so many months after the one of a day; before it where negative. */
export function firstOfMonth(day: string, months: number): string {
  const [year = NaN, month = NaN] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/** True for a day of the calendar in the form `YYYY-MM-DD`, from 1900 on; `2026-02-30` is none, nor is `0206-10-08`. */
export function isDay(text: string): boolean {
  // Years of four digits alone are told apart by their text in every zone.
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '1900' || text >= '9999') return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** ISO 8601; without an offset it is local time, a bare day its local midnight. Null when it is no instant. */
export function parseLocalInstant(text: string, zone: string): Date | null {
  const [, day = '', time = '00:00', seconds = '00', fraction = '', offset = ''] = INSTANT.exec(text.trim()) ?? [];
  if (!isDay(day) || time > '23:59') return null;
  const wall = Date.parse(`${day}T${time}:${seconds}${fraction.slice(0, 4)}Z`);
  if (Number.isNaN(wall)) return null;
  if (offset === '') return fromWall(wall, zone);
  const ahead = offsetMinutes(offset);
  return ahead === null ? null : new Date(wall - ahead * MINUTE_MS);
}

function offsetMinutes(offset: string): number | null {
  if (offset.toUpperCase() === 'Z') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  if (hours > 14 || minutes > 59) return null;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
