import { MIN_RANKED } from './satisfaction.ts';

/**
 * The shortest of some periods with enough answers to compare them: as many as a rank asks for. The longest where
 * none has.
 *
 * @param responses by month, newest first
 * @param lengths in months, rising
 */
export function shortestPeriod(responses: readonly number[], lengths: readonly number[]): number {
  const enough = lengths.find((length) => sum(responses.slice(0, length)) >= MIN_RANKED);
  return enough ?? lengths.at(-1) ?? 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
