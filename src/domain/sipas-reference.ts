import { groupBy } from '../lib/group-by.ts';

/** How a year was measured: users of services at counters until 2021, a sample of all residents since 2022. */
export type SipasSeries = 'service-users' | 'residents';

export interface SipasReference {
  readonly year: number;
  readonly series: SipasSeries;
  /** The whole index, or part B (administrative services), the only one comparable with ours. */
  readonly scope: 'composite' | 'part-b';
  /** National value, percent. */
  readonly percent: number;
  /** `derived`: the value of the year after less its published change. */
  readonly source: 'several' | 'one' | 'derived';
}

/**
 * National values that the Ministry of Home Affairs published, for reference and never as a target (domain.md §1.9).
 * 2021 is left out for want of a source that was read; 2025 had not been found.
 */
export const SIPAS_REFERENCES: readonly SipasReference[] = [
  { year: 2018, series: 'service-users', scope: 'composite', percent: 82.99, source: 'one' },
  { year: 2019, series: 'service-users', scope: 'composite', percent: 84.45, source: 'one' },
  { year: 2020, series: 'service-users', scope: 'composite', percent: 85.48, source: 'several' },
  { year: 2022, series: 'residents', scope: 'composite', percent: 80.08, source: 'several' },
  { year: 2023, series: 'residents', scope: 'composite', percent: 82.66, source: 'several' },
  { year: 2023, series: 'residents', scope: 'part-b', percent: 82.97, source: 'derived' },
  { year: 2024, series: 'residents', scope: 'composite', percent: 83.94, source: 'several' },
  { year: 2024, series: 'residents', scope: 'part-b', percent: 84.09, source: 'several' },
];

/** What one line may be drawn through: never across the change of method in 2022, nor from one scope to another. */
export function referenceLines(references: readonly SipasReference[]): readonly (readonly SipasReference[])[] {
  const inOrder = references.toSorted((a, b) => a.year - b.year);
  return [...groupBy(inOrder, ({ scope, series }) => `${scope} ${series}`).values()];
}

/** The value of part B for the latest year up to this one: what an index of ours stands beside. */
export function partBReference(year: number): SipasReference | null {
  return SIPAS_REFERENCES.findLast((reference) => reference.scope === 'part-b' && reference.year <= year) ?? null;
}
