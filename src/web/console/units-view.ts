import { z } from 'zod';
import { assertNever } from '../../lib/assert-never.ts';
import type { UnitRow } from '../../service/compare-units.ts';
import { byName } from '../ui/format.ts';
import { writeFilter, type OverviewFilter } from './overview-filter.ts';

export const UNITS_PATH = '/console/units';

export const SORTS = ['name', 'completed', 'response', 'satisfied', 'rank'] as const;
export type Sort = (typeof SORTS)[number];

/** In which order, and which part of it. */
export interface UnitsOrder {
  readonly sort: Sort;
  readonly descending: boolean;
  /** From 1. */
  readonly page: number;
}

const PAGE_ROWS = 100;

const Query = z.object({
  sort: z.enum(SORTS).catch('name'),
  order: z.enum(['asc', 'desc']).catch('asc'),
  page: z.coerce.number().int().min(1).max(99).catch(1),
});

/** Reads a query string leniently, as the filter is read. */
export function readOrder(query: unknown): UnitsOrder {
  const { sort, order, page } = Query.parse(query);
  return { sort, descending: order === 'desc', page };
}

export function unitsAddress(filter: OverviewFilter, order: UnitsOrder, path = UNITS_PATH): string {
  const query = unitsQuery(filter, order);
  return query === '' ? path : `${path}?${query}`;
}

/** Filters and order as a query string, defaults left out. */
export function unitsQuery(filter: OverviewFilter, order: UnitsOrder): string {
  const query = new URLSearchParams(writeFilter(filter));
  for (const [name, value] of keptOrder(order)) query.set(name, value);
  if (order.page > 1) query.set('page', String(order.page));
  return query.toString();
}

/** What another filter leaves as it is: the order, but not the page of it. */
export function keptOrder({ sort, descending }: UnitsOrder): readonly (readonly [string, string])[] {
  return [...(sort === 'name' ? [] : [['sort', sort] as const]), ...(descending ? [['order', 'desc'] as const] : [])];
}

/** Names in Vietnamese order; what has no figure comes last, whichever way the others go. */
export function sortRows(rows: readonly UnitRow[], { sort, descending }: UnitsOrder): readonly UnitRow[] {
  const named = rows.toSorted((a, b) => byName(a.unit, b.unit));
  if (sort === 'name') return descending ? named.toReversed() : named;
  const sign = descending ? -1 : 1;
  return named.toSorted((a, b) => {
    const [left, right] = [valueOf(a, sort), valueOf(b, sort)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (left - right);
  });
}

function valueOf({ rates, scores }: UnitRow, sort: Exclude<Sort, 'name'>): number | null {
  switch (sort) {
    case 'completed':
      return rates?.completed ?? 0;
    case 'response':
      return rates?.rates.kind === 'rates' ? rates.rates.response.value : null;
    case 'satisfied':
      return scores?.satisfaction.kind === 'figures' ? scores.satisfaction.share.value : null;
    case 'rank':
      return scores?.standing ? scores.standing.rank.best + scores.standing.rank.worst : null;
    default:
      return assertNever(sort);
  }
}

export interface UnitsPart {
  readonly rows: readonly UnitRow[];
  readonly page: number;
  readonly pages: number;
}

export function pageOf(rows: readonly UnitRow[], asked: number): UnitsPart {
  const pages = Math.max(1, Math.ceil(rows.length / PAGE_ROWS));
  const page = Math.min(asked, pages);
  return { rows: rows.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS), page, pages };
}
