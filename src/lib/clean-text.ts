/** NUL and halves of characters: no keyboard sends them, and PostgreSQL refuses both. */
const REFUSED = /[\0\p{Cs}]/gu;

/** As it was typed, line breaks and all, less what cannot be stored. */
export function storable(text: string): string {
  return text.replaceAll(REFUSED, '');
}

/** The same in one line, without other control characters and without spaces around it. */
export function oneLine(text: string): string {
  return storable(text)
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim();
}
