/** A tap comes back as a text like any other: the mark tells it from what was typed, and anyone can type it. */
const MARK = 'hl:';
const TAP = /^#?hl:([\w-]{1,64})$/;

/** What the button carries. */
export function toTapText(payload: string): string {
  return `${MARK}${payload}`;
}

/** The payload of a tap, untrusted; null for anything else. */
export function fromTapText(text: string): string | null {
  return TAP.exec(text.trim())?.[1] ?? null;
}
