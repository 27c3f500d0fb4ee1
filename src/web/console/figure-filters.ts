import type { RateFilter } from '../../domain/rate.ts';
import type { IndexFilter } from '../../service/find-published.ts';
import { isWard, type Viewer } from '../auth/viewer.ts';
import type { OverviewFilter } from './overview-filter.ts';
import { may } from './policy.ts';

/** Why there are no scores for a filter or a role. */
export type NoIndex =
  /** The role does not see scores. */
  | { readonly kind: 'not-for-role' }
  /** Scores are published by procedure or by filing channel, never by both. */
  | { readonly kind: 'one-filter-only' }
  /** What an answer came by is kept with no response. */
  | { readonly kind: 'not-by-channel' };

export function whyNoIndex(
  filter: Pick<OverviewFilter, 'procedure' | 'filedVia' | 'channel'>,
  viewer: Viewer,
): NoIndex | null {
  if (!may(viewer, 'see-indices')) return { kind: 'not-for-role' };
  if (filter.channel !== null) return { kind: 'not-by-channel' };
  return filter.procedure !== null && filter.filedVia !== null ? { kind: 'one-filter-only' } : null;
}

export function rateFilter({ from, to, unit, procedure, channel, filedVia }: OverviewFilter): RateFilter {
  return { from, to, unit, procedure, channel, filedVia };
}

export function indexFilter({ months, unit, procedure, filedVia }: OverviewFilter): IndexFilter {
  return { ...months, unit, procedure, filedVia };
}

export function eyesOf(viewer: Viewer) {
  return { scope: viewer.scope, ward: isWard(viewer) };
}
