import { publishable, type Cell } from '../domain/publication.ts';
import type { UnitMonthCounts } from '../domain/rate.ts';
import { addDays, localDay, monthOf } from '../lib/calendar.ts';
import type { Clock, FigureStore, ReferenceStore } from './ports.ts';
import { parentOf } from './publish-cells.ts';

export interface PublishRatesParts {
  readonly figures: Pick<FigureStore, 'countsByUnitAndMonth' | 'publishRates'>;
  readonly references: Pick<ReferenceStore, 'units'>;
  readonly clock: Clock;
  readonly zone: string;
}

const MONTHS = 12;
/** Answers come in for a week after an invitation, and phones are told of slips for some days more: then a month stands still. */
const SETTLED_DAYS = 21;
const REACHED = 'reached';

/**
 * Rewrites the response rates that anybody may know: of every unit, over the months in which at least ten were invited
 * and from which nothing smaller can be told: the same suppression as for scores, month by month, so that no two
 * editions differ by a small number. Returns how many there are.
 */
export async function publishRates({ figures, references, clock, zone }: PublishRatesParts): Promise<number> {
  const { from, to } = settledMonths(localDay(clock.now(), zone));
  const [counts, units] = await Promise.all([figures.countsByUnitAndMonth(from, to), references.units()]);
  const shown = publishable(counts.map(toCell), (unit) => parentOf(unit, units));
  const rates = shown.map(({ unitCode, month, counts: { [REACHED]: reached } }) => {
    const [finished = 0, delivered = 0] = reached ?? [];
    return { unitCode, month, finished, delivered };
  });
  await figures.publishRates(rates);
  return rates.length;
}

interface Range {
  readonly from: string;
  readonly to: string;
}

/** The twelve months up to the last one whose answers are all in. */
export function settledMonths(today: string): Range {
  const to = monthOf(addDays(monthOf(addDays(today, -SETTLED_DAYS)), -1));
  let from = to;
  for (let i = 1; i < MONTHS; i += 1) from = monthOf(addDays(from, -1));
  return { from, to };
}

/** As a cell of so many "responses" as there were invitations; finished and delivered are what it counts. */
function toCell({ unit, month, invited, delivered, finished }: UnitMonthCounts): Cell {
  const counts = { [REACHED]: [finished, delivered, 0, 0, 0, 0, 0] } as const;
  return { surveyId: REACHED, unitCode: unit, month, dimension: 'all', value: 'all', responses: invited, counts };
}
