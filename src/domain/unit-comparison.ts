import { funnelLimits, funnelPlace } from './funnel-plot.ts';
import { MIN_RANKED, rankRanges, type RankRange, type Satisfaction } from './satisfaction.ts';

/** Where a unit stands to all of them together: beyond what chance explains, or not. */
export type Group = 'above' | 'as-expected' | 'below';

export interface Standing {
  readonly rank: RankRange;
  readonly group: Group;
}

/**
 * One for each unit, in the order given; null below thirty responses, of which nothing is ranked. Groups are told by
 * the 99.8 % limits of a funnel plot around the share of all answers, with one answer counted for each response: the
 * answers of one person are not independent.
 */
export function standingsOf(units: readonly Satisfaction[]): readonly (Standing | null)[] {
  const target = shareOfAll(units);
  const ranks = rankRanges(units);
  return units.map((unit, i) => {
    const rank = ranks[i] ?? null;
    return rank && unit.kind === 'figures'
      ? { rank, group: groupOf(unit.share.value / 100, target, unit.responses) }
      : null;
  });
}

/** How many are ranked at all. */
export function rankedCount(units: readonly Satisfaction[]): number {
  return units.filter((unit) => unit.kind === 'figures' && unit.responses >= MIN_RANKED).length;
}

function shareOfAll(units: readonly Satisfaction[]): number {
  const known = units.flatMap((unit) => (unit.kind === 'figures' ? [unit] : []));
  const answers = known.reduce((sum, unit) => sum + unit.answers, 0);
  return answers === 0 ? 0 : known.reduce((sum, unit) => sum + (unit.share.value / 100) * unit.answers, 0) / answers;
}

function groupOf(share: number, target: number, responses: number): Group {
  const place = funnelPlace(share, funnelLimits(target, responses));
  return place.kind === 'far-out' ? place.side : 'as-expected';
}
