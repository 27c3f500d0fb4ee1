/** What points to a person or a dossier, and the mark that stands in its place; longer patterns come first. */
const MARKS: readonly { readonly pattern: RegExp; readonly mark: string }[] = [
  { pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, mark: '[thư điện tử]' },
  { pattern: /(?:https?:\/\/|www\.)\S+/gi, mark: '[liên kết]' },
  { pattern: /(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(?:\.[0-9A-Z]{1,4}){0,5}-\d{6}-\d{4,7}/gi, mark: '[mã hồ sơ]' },
  // Telephone numbers, ID cards and accounts, also in groups: nobody needs eight digits to say how it went.
  { pattern: /\+?\d(?:[ .-]?\d){7,}/g, mark: '[số]' },
];

/** A title in any case, then words that begin with a capital. */
const NAME_AFTER_TITLE =
  /(?<![\p{L}])([Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Bb]ác|[Ee]m|[Đđ]ồng chí)(\s+)\p{Lu}\p{L}*(?:\s+\p{Lu}\p{L}*)*/gu;

/** A comment without e-mail, links, dossier codes, long numbers and names after a title; the rest is as it was typed. */
export function redactComment(text: string): string {
  const marked = MARKS.reduce((rest, { pattern, mark }) => rest.replace(pattern, mark), text.normalize('NFC'));
  return marked.replace(NAME_AFTER_TITLE, '$1$2[tên]');
}
