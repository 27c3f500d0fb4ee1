import { hiddenRows } from './small-rows.ts';

/**
 * Why a completed dossier was never invited: a published exclusion, the draw, nothing to write to (and the slip stayed
 * unopened), its time not come yet, or closed before it did.
 */
export const MISSED_REASONS = [
  'organisation',
  'bereavement',
  'withdrawn',
  'staff-phone',
  'opted-out',
  'recently-asked',
  'not-drawn',
  'no-contact',
  'pending',
  'other',
] as const;
export type MissedReason = (typeof MISSED_REASONS)[number];

/** One group's count; null where a ward may not see it. */
export interface MissedCount<Key extends string> {
  readonly key: Key;
  readonly completed: number;
  readonly missed: number | null;
}

/** A ward sees no group of fewer than ten dossiers, nor what the total less the others would tell of one. */
export function withoutSmallCounts<Key extends string>(rows: readonly MissedCount<Key>[]): readonly MissedCount<Key>[] {
  const hidden = hiddenRows(rows.map(({ missed }) => missed ?? 0));
  return rows.map((row, i) => (hidden.has(i) ? { ...row, missed: null } : row));
}
