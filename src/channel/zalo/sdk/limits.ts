import { ZaloError } from './zalo-error.ts';

/** Of a text, in UTF-16 units of its NFC form: never fewer than characters, whichever of the two Zalo counts. */
export const TEXT_LENGTH = 2000;
export const BUTTONS = 5;
export const TITLE_LENGTH = 100;
export const PAYLOAD_LENGTH = 1000;
export const SUBTITLE_LENGTH = 500;
export const TRACKING_ID_LENGTH = 48;

/** NFC: decomposed Vietnamese counts longer. */
export function normalise(text: string): string {
  return text.normalize('NFC');
}

/**
 * The text in NFC, within its limit and not empty.
 * @throws ZaloError `zalo-unsendable`
 */
export function fitting(call: string, what: string, text: string, max: number): string {
  const normal = normalise(text);
  if (normal.trim() === '') throw unsendable(call, `${what}-empty`);
  if (normal.length > max) throw unsendable(call, `${what}-too-long`);
  return normal;
}

export function unsendable(call: string, reason: string): ZaloError {
  return new ZaloError(call, { kind: 'unsendable', reason });
}
