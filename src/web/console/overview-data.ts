import { createHash } from 'node:crypto';
import { ratesOf, type RateCounts, type RateFilter } from '../../domain/rate.ts';
import type { Satisfaction } from '../../domain/satisfaction.ts';
import type { Unit, UnitCode } from '../../domain/unit.ts';
import type { IndexReport } from '../../service/show-indices.ts';
import type { RatesRow } from '../../service/show-rates.ts';
import { isWard, type Viewer } from '../auth/viewer.ts';
import { monthsUpTo, type OverviewFilter } from './overview-filter.ts';
import type { ConsoleParts } from './parts.ts';
import { may } from './policy.ts';

/** A month without a published figure has none. */
export interface TrendMonth {
  /** Its first day. */
  readonly month: string;
  readonly satisfaction: Satisfaction | null;
}

/** Why a figure is not there, or the figure. */
export type IndexView =
  | { readonly kind: 'report'; readonly report: IndexReport; readonly trend: readonly TrendMonth[] }
  /** The role does not see scores. */
  | { readonly kind: 'not-for-role' }
  /** Scores are published by procedure or by filing channel, never by both. */
  | { readonly kind: 'one-filter-only' };

export type UnitsView =
  | { readonly kind: 'rows'; readonly rows: readonly RatesRow[] }
  | { readonly kind: 'single-unit' }
  | { readonly kind: 'not-split' };

export interface OverviewData {
  readonly funnel: RatesRow | null;
  readonly index: IndexView;
  readonly units: UnitsView;
}

const TREND_MONTHS = 12;

type Ask = { readonly parts: ConsoleParts; readonly filter: OverviewFilter; readonly viewer: Viewer };

export async function loadOverview(ask: Ask): Promise<OverviewData> {
  const [funnel, index, units] = await Promise.all([loadFunnel(ask), loadIndex(ask), loadUnits(ask)]);
  return withoutHidden({ funnel: funnel && redact(funnel), index, units });
}

/** Nothing that may not be shown goes further: neither into the page nor into its fingerprint. */
function redact(row: RatesRow): RatesRow {
  return row.rates.kind === 'hidden' ? { ...row, started: 0, finished: 0, partial: 0 } : row;
}

/** Responses that wait would tell how many answered. */
function withoutHidden(data: OverviewData): OverviewData {
  if (data.funnel?.rates.kind !== 'hidden' || data.index.kind !== 'report') return data;
  return { ...data, index: { ...data.index, report: { ...data.index.report, waiting: 0 } } };
}

/** Tells whether a page that refreshes itself shows this already. */
export function fingerprintOf(data: OverviewData): string {
  return createHash('sha256').update(JSON.stringify(data)).digest('base64url').slice(0, 16);
}

async function loadFunnel({ parts, filter, viewer }: Ask): Promise<RatesRow | null> {
  const rows = await parts.showRates(rateFilter(filter), filter.filedVia === null ? null : 'filedVia', eyesOf(viewer));
  return (filter.filedVia === null ? rows[0] : rows.find((row) => row.key === filter.filedVia)) ?? null;
}

async function loadIndex({ parts, filter, viewer }: Ask): Promise<IndexView> {
  if (!may(viewer, 'see-indices')) return { kind: 'not-for-role' };
  if (filter.procedure !== null && filter.filedVia !== null) return { kind: 'one-filter-only' };
  const months = monthsUpTo(filter.to, TREND_MONTHS);
  const [report, year] = await Promise.all([
    parts.showIndices(filter, eyesOf(viewer)),
    parts.showIndices({ ...filter, from: months[0] ?? filter.from }, eyesOf(viewer)),
  ]);
  return { kind: 'report', report, trend: months.map((month) => monthOfTrend(year, month)) };
}

function monthOfTrend({ trend }: IndexReport, month: string): TrendMonth {
  return { month, satisfaction: trend.find((one) => one.month === month)?.satisfaction ?? null };
}

async function loadUnits({ parts, filter, viewer }: Ask): Promise<UnitsView> {
  const units = await parts.units();
  const top = filter.unit ?? viewer.scope;
  if (top !== null && units.get(top)?.parentCode) return { kind: 'single-unit' };
  if (filter.filedVia !== null) return { kind: 'not-split' };
  const rows = await parts.showRates(rateFilter(filter), 'unit', eyesOf(viewer));
  return { kind: 'rows', rows: (top === null ? byProvince(rows, units, viewer) : rows).map(redact) };
}

/** The whole country is read by province; communes come when one is chosen. */
function byProvince(
  rows: readonly RatesRow[],
  units: ReadonlyMap<UnitCode, Unit>,
  viewer: Viewer,
): readonly RatesRow[] {
  const sums = new Map<UnitCode, RateCounts>();
  for (const row of rows) {
    const key = units.get(row.key)?.parentCode ?? row.key;
    const known = sums.get(key);
    sums.set(key, known ? add(known, row) : { ...countsOf(row), key });
  }
  return [...sums.values()].map((counts) =>
    Object.assign({}, counts, { rates: ratesOf(counts, isWard(viewer) ? 'ward' : 'above') }),
  );
}

function countsOf({
  key,
  completed,
  eligible,
  invited,
  delivered,
  started,
  finished,
  partial,
}: RateCounts): RateCounts {
  return { key, completed, eligible, invited, delivered, started, finished, partial };
}

function add(a: RateCounts, b: RateCounts): RateCounts {
  return {
    key: a.key,
    completed: a.completed + b.completed,
    eligible: a.eligible + b.eligible,
    invited: a.invited + b.invited,
    delivered: a.delivered + b.delivered,
    started: a.started + b.started,
    finished: a.finished + b.finished,
    partial: a.partial + b.partial,
  };
}

function rateFilter({ from, to, unit, procedure }: OverviewFilter): RateFilter {
  return { from, to, unit, procedure, channel: null };
}

function eyesOf(viewer: Viewer) {
  return { scope: viewer.scope, ward: isWard(viewer) };
}
