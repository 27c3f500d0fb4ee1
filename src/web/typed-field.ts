import { z } from 'zod';
import { oneLine, storable } from '../lib/clean-text.ts';

/** More than anybody types: what is too long for its purpose is found further in, and shown again with its fault. */
const MOST = 10_000;

/** What a field of a form or an address holds; nothing where that is no text, or longer. */
export function typedField(max = MOST) {
  return z.string().max(max).transform(storable).catch('').default('');
}

/** The same in one line, without what no keyboard sends and without spaces around it. */
export function typedLine(max: number) {
  return z.string().max(max).transform(oneLine).catch('').default('');
}

/** A password goes on as it was typed. */
export const secretField = typedField(1_000);
