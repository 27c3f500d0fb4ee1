import type { Cell } from '../../domain/publication.ts';
import type { RateCounts, RateFilter, RateGrouping } from '../../domain/rate.ts';
import type { UnitCode, UnitScope } from '../../domain/unit.ts';

export interface CellFilter {
  /** Months, first days, inclusive. */
  readonly from: string;
  readonly to: string;
  readonly units: readonly UnitCode[];
  readonly dimension: string;
  readonly value: string | null;
}

export interface FigureStore {
  /** Role hl_console. */
  counts(filter: RateFilter, groupBy: RateGrouping | null, scope: UnitScope): Promise<readonly RateCounts[]>;
  cells(filter: CellFilter): Promise<readonly Cell[]>;
}
