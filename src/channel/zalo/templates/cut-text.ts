const ELLIPSIS = '…';
/** A word is left whole when at least this much of the room stays used. */
const ENOUGH = 0.6;

/**
 * Text in NFC of at most `max` UTF-16 units, cut after a word where that wastes little. Null for what has no space
 * and is too long: a code, a date or a link would be wrong when cut.
 */
export function cutText(raw: string, max: number): string | null {
  const text = raw.normalize('NFC').trim().replace(/\s+/g, ' ');
  if (text.length <= max) return text;
  if (!text.includes(' ')) return null;
  const room = text.slice(0, max - ELLIPSIS.length).replace(/[\uD800-\uDBFF]$/, '');
  const lastSpace = room.lastIndexOf(' ');
  const end = text.charAt(room.length) === ' ' || lastSpace < room.length * ENOUGH ? room.length : lastSpace;
  return `${room.slice(0, end).replace(/[\s,.;:–-]+$/, '')}${ELLIPSIS}`;
}
