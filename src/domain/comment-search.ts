/** For a search that does not ask how somebody typed: small letters, no marks, one space between words. */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll(/[^\p{L}\p{Nd}]+/gu, ' ')
    .trim();
}
