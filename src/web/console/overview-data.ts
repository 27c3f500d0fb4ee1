import { createHash } from 'node:crypto';
import type { Improvement } from '../../domain/improvement.ts';
import type { IndexReport } from '../../service/show-indices.ts';
import type { LatenessReport } from '../../service/show-lateness.ts';
import type { RatesRow } from '../../service/show-rates.ts';
import type { TrendMonth } from '../../service/show-trend.ts';
import type { Viewer } from '../auth/viewer.ts';
import { eyesOf, indexFilter, rateFilter, whyNoIndex, type NoIndex } from './figure-filters.ts';
import { monthsUpTo, type OverviewFilter } from './overview-filter.ts';
import type { ConsoleParts } from './parts.ts';

/** Twelve months up to the last one of the period; null for a month without a published figure. */
export type Year = readonly { readonly month: string; readonly figures: TrendMonth | null }[];

export type IndexView =
  | {
      readonly kind: 'report';
      readonly report: IndexReport;
      readonly year: Year;
      /** Of the unit and those above it, within the twelve months; oldest first. */
      readonly improvements: readonly Improvement[];
    }
  | NoIndex;

export type UnitsView =
  { readonly kind: 'rows'; readonly rows: readonly RatesRow[] } | { readonly kind: 'single-unit' };

/** Late dossiers beside those on time. */
export interface LatenessView {
  readonly rates: readonly RatesRow[];
  /** Null where scores are not told apart by a further attribute, or not for this role. */
  readonly scores: LatenessReport | null;
}

export interface OverviewData {
  readonly funnel: RatesRow | null;
  readonly index: IndexView;
  readonly lateness: LatenessView;
  /** How invitations went out; empty where one channel is chosen. */
  readonly channels: readonly RatesRow[];
  readonly units: UnitsView;
}

const TREND_MONTHS = 12;

interface Ask {
  readonly parts: ConsoleParts;
  readonly filter: OverviewFilter;
  readonly viewer: Viewer;
}

export async function loadOverview(ask: Ask): Promise<OverviewData> {
  const [rows, index, lateness, channels, units] = await Promise.all([
    loadRates(ask, null),
    loadIndex(ask),
    loadLateness(ask),
    ask.filter.channel === null ? loadRates(ask, 'channel') : [],
    loadUnits(ask),
  ]);
  return withoutHidden({ funnel: rows[0] ?? null, index, lateness, channels, units });
}

async function loadRates(
  { parts, filter, viewer }: Ask,
  by: 'channel' | 'late' | 'unit' | 'province' | null,
): Promise<readonly RatesRow[]> {
  return parts.showRates(rateFilter(filter), by, eyesOf(viewer));
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

async function loadIndex({ parts, filter, viewer }: Ask): Promise<IndexView> {
  const missing = whyNoIndex(filter, viewer);
  if (missing) return missing;
  const months = monthsUpTo(filter.months.to, TREND_MONTHS);
  const asked = indexFilter(filter);
  const from = months[0] ?? asked.from;
  const [report, found, improvements] = await Promise.all([
    parts.showIndices(asked, eyesOf(viewer)),
    parts.showTrend({ ...asked, from }, eyesOf(viewer)),
    parts.improvements.concerning(filter.unit ?? viewer.scope, from, asked.to),
  ]);
  const figures = new Map(found.map((one) => [one.month, one]));
  const year = months.map((month) => ({ month, figures: figures.get(month) ?? null }));
  return { kind: 'report', report, year, improvements };
}

async function loadLateness(ask: Ask): Promise<LatenessView> {
  const { parts, filter, viewer } = ask;
  const isFiltered = filter.procedure !== null || filter.filedVia !== null;
  const [rates, scores] = await Promise.all([
    loadRates(ask, 'late'),
    isFiltered || whyNoIndex(filter, viewer) ? null : parts.showLateness(indexFilter(filter), eyesOf(viewer)),
  ]);
  return { rates, scores };
}

/** The country is read by province, a province by commune. */
async function loadUnits(ask: Ask): Promise<UnitsView> {
  const top = ask.filter.unit ?? ask.viewer.scope;
  if (top !== null && (await ask.parts.units()).get(top)?.parentCode) return { kind: 'single-unit' };
  return { kind: 'rows', rows: await loadRates(ask, top === null ? 'province' : 'unit') };
}
