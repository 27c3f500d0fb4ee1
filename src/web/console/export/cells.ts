import type { Rate } from '../../../domain/rate.ts';
import type { Interval } from '../../../domain/wilson.ts';
import type { Withheld } from '../withheld.ts';
import type { SheetCell, WithheldCell } from './sheet.ts';

/** A share in per cent, and its interval. */
export function shareCells({ value, low, high }: Interval): readonly SheetCell[] {
  return [value / 100, { low: low / 100, high: high / 100 }];
}

/** A rate and its interval; empty over nothing. */
export function rateCells({ value, low, high }: Rate): readonly SheetCell[] {
  return value === null || low === null || high === null ? [null, null] : [value, { low, high }];
}

export function withheldCells(withheld: Withheld, count: number): readonly WithheldCell[] {
  return Array.from({ length: count }, () => ({ withheld }));
}
