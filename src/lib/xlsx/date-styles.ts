/** Number formats of days and times that Excel knows without saying them. */
const BUILT_IN = new Set([...range(14, 22), ...range(27, 36), ...range(45, 47), ...range(50, 58)]);

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** Whether a number format shows a day or a time, by its code when it has one of its own. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN.has(id);
  // Quoted words, escaped characters, colours and currencies say nothing; `[h]` counts hours, no day.
  const bare = code.replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '');
  return /[dmyh]/i.test(bare) && !/general/i.test(bare);
}

/** The number that Excel keeps for a local day `2026-11-25` or time `2026-11-25T14:30:00`. */
export function localToSerial(local: string): number {
  const iso = local.length === 10 ? `${local}T00:00:00Z` : `${local}Z`;
  return (Date.parse(iso) - EPOCH_1900) / DAY_MS;
}

const DAY_MS = 86_400_000;
/** Excel takes 1900 for a leap year: its days count from here for every day since March 1900. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** 31 December 9999. */
const LAST_SERIAL = 2_958_465;

/** A serial number as local time: `2026-11-25`, or `2026-11-25T14:30:00` when it has a time of day; null when it is none. */
export function serialToLocal(serial: number, is1904 = false): string | null {
  if (!(serial >= 1) || serial > LAST_SERIAL) return null;
  const seconds = Math.round((serial * DAY_MS) / 1_000);
  const iso = new Date((is1904 ? EPOCH_1904 : EPOCH_1900) + seconds * 1_000).toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19);
}
