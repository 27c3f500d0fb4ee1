import type { FastifyRequest } from 'fastify';
import { localDay } from '../../lib/calendar.ts';
import { viewerOf } from '../auth/require-session.ts';
import { isWard, type Viewer } from '../auth/viewer.ts';
import { WebError } from '../problem.ts';
import { unitLabel } from '../ui/format.ts';
import type { Visit } from './frame.tsx';
import { readFilter, writeFilter, type OverviewFilter } from './overview-filter.ts';
import type { FilterChoices } from './overview-filters.tsx';
import type { ConsoleParts } from './parts.ts';
import { requireScope } from './policy.ts';
import { settlePeriod } from './settle-period.ts';

/** What a page of figures is asked for, and what else may be chosen there. */
export interface FigureView {
  readonly visit: Visit;
  /** With a period that is settled, also where nobody chose one. */
  readonly filter: OverviewFilter;
  readonly choices: FilterChoices;
}

/** @throws WebError 404, 403 */
export async function figureViewOf(parts: ConsoleParts, request: FastifyRequest): Promise<FigureView> {
  const viewer = viewerOf(request);
  const today = localDay(parts.now(), parts.zone);
  // Two periods that overlap by half a month would tell a ward of fewer than ten.
  const hasReports = !isWard(viewer);
  const asked = readFilter(request.query, today);
  const read = asked.period.startsWith('r') && !hasReports ? readFilter({ ...asked, period: null }, today) : asked;
  const [units, procedures] = await Promise.all([parts.units(), parts.procedures()]);
  checkUnit(read, units, viewer);
  const filter = await settlePeriod({ parts, filter: read, viewer, today });
  const { locale } = request;
  const visit = { viewer, locale, scopeName: unitLabel(viewer.scope, units, locale), search: writeFilter(filter) };
  return { visit, filter, choices: { units, procedures, scope: viewer.scope, today, hasReports } };
}

/** @throws WebError 404, 403 */
export function checkUnit(filter: Pick<OverviewFilter, 'unit'>, units: FilterChoices['units'], viewer: Viewer): void {
  if (filter.unit === null) return;
  const unit = units.get(filter.unit);
  if (!unit) throw new WebError(404, 'unit-unknown', 'There is no such unit.');
  requireScope(viewer.scope, unit);
}
