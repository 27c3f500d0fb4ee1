/** Bot tokens stand in every Bot API URL, and node-fetch puts URLs into error messages. */
export function scrubToken(text: string): string {
  return text.replaceAll(/bot\d+:[\w-]+/g, 'bot<token>');
}
