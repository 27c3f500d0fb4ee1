import type { FastifyRequest } from 'fastify';
import { localDay } from '../../lib/calendar.ts';
import { viewerOf } from '../auth/require-session.ts';
import type { Viewer } from '../auth/viewer.ts';
import { WebError } from '../problem.ts';
import { unitLabel } from '../ui/format.ts';
import type { Visit } from './frame.tsx';
import { readFilter, writeFilter, type OverviewFilter } from './overview-filter.ts';
import type { FilterChoices } from './overview-filters.tsx';
import type { ConsoleParts } from './parts.ts';
import { requireScope } from './policy.ts';

/** What a page of figures is asked for, and what else may be chosen there. */
export interface FigureView {
  readonly visit: Visit;
  readonly filter: OverviewFilter;
  readonly choices: FilterChoices;
}

/** @throws WebError 404, 403 */
export async function figureViewOf(parts: ConsoleParts, request: FastifyRequest): Promise<FigureView> {
  const viewer = viewerOf(request);
  const today = localDay(parts.now(), parts.zone);
  const filter = readFilter(request.query, today);
  const [units, procedures] = await Promise.all([parts.units(), parts.procedures()]);
  checkUnit(filter, units, viewer);
  const { locale } = request;
  const visit = { viewer, locale, scopeName: unitLabel(viewer.scope, units, locale), search: writeFilter(filter) };
  return { visit, filter, choices: { units, procedures, scope: viewer.scope, today } };
}

/** @throws WebError 404, 403 */
export function checkUnit(filter: OverviewFilter, units: FilterChoices['units'], viewer: Viewer): void {
  if (filter.unit === null) return;
  const unit = units.get(filter.unit);
  if (!unit) throw new WebError(404, 'unit-unknown', 'There is no such unit.');
  requireScope(viewer.scope, unit);
}
