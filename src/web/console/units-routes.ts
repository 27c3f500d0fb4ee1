import type { FastifyInstance, FastifyRequest } from 'fastify';
import { WebError } from '../problem.ts';
import { sendPage } from '../ui/render.ts';
import { exportRoute, type Export } from './export/export-route.ts';
import { figuresExport } from './export/figures-export.ts';
import { UNITS_EXPORT } from './export/paths.ts';
import { unitsSheet } from './export/units-sheet.ts';
import { eyesOf, indexFilter, rateFilter, whyNoIndex } from './figure-filters.ts';
import { figureViewOf } from './figure-view.ts';
import type { Visit } from './frame.tsx';
import type { ConsoleParts } from './parts.ts';
import { may } from './policy.ts';
import { compareTextFor } from './text.ts';
import { unitsPage, type UnitsProps } from './units-page.tsx';
import { readOrder, sortRows, UNITS_PATH, unitsQuery } from './units-view.ts';

export function unitsRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  server.get(UNITS_PATH, { config: { access: 'session', action: 'see-indices' } }, async (request, reply) => {
    const { visit, props } = await load(parts, request);
    return sendPage(reply, unitsPage(visit, props));
  });

  exportRoute(server, parts, {
    path: UNITS_EXPORT,
    action: 'export-figures',
    make: async (request) => exportOf(parts, await load(parts, request)),
  });
}

interface Loaded {
  readonly visit: Visit;
  readonly props: UnitsProps;
}

async function load(parts: ConsoleParts, request: FastifyRequest): Promise<Loaded> {
  const { visit, filter, choices } = await figureViewOf(parts, request);
  const noScores = whyNoIndex(filter, visit.viewer);
  const asked = { rates: rateFilter(filter), scores: noScores ? null : indexFilter(filter) };
  const rows = await parts.compareUnits(asked, eyesOf(visit.viewer));
  const order = readOrder(request.query);
  const search = unitsQuery(filter, order);
  const canExport = may(visit.viewer, 'export-figures');
  return { visit: { ...visit, search }, props: { rows, noScores, filter, order, choices, canExport } };
}

/** @throws WebError 404 when there is nothing on screen */
function exportOf(parts: ConsoleParts, { visit: { locale }, props }: Loaded): Export {
  const { rows, filter, choices, order } = props;
  if (rows.length === 0) throw new WebError(404, 'nothing-to-export', 'There are no units to compare.');
  const { title, file, methodLines: method } = compareTextFor(locale);
  return figuresExport(parts, { kind: 'units', title, file, method, filter, choices, locale }, (notes) => [
    unitsSheet({ rows: sortRows(rows, order), notes, locale }),
  ]);
}
