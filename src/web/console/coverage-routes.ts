import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { CoverageReport } from '../../service/show-coverage.ts';
import { sendPage } from '../ui/render.ts';
import { coveragePage } from './coverage-page.tsx';
import { coverageSheets } from './export/coverage-sheets.ts';
import { exportRoute, type Export } from './export/export-route.ts';
import { figuresExport } from './export/figures-export.ts';
import { COVERAGE_EXPORT } from './export/paths.ts';
import { eyesOf, rateFilter } from './figure-filters.ts';
import { COVERAGE_PATH } from './figure-tabs.tsx';
import { figureViewOf, type FigureView } from './figure-view.ts';
import type { ConsoleParts } from './parts.ts';
import { may } from './policy.ts';
import { coverageTextFor } from './text.ts';

export function coverageRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  server.get(COVERAGE_PATH, { config: { access: 'session', action: 'see-rates' } }, async (request, reply) => {
    const { report, visit, filter, choices } = await load(parts, request);
    const { locale, viewer } = visit;
    const tables = coverageSheets({ report, units: choices.units, notes: [], locale });
    const canExport = may(viewer, 'export-figures');
    return sendPage(reply, coveragePage(visit, { report, filter, choices, tables, canExport }));
  });

  exportRoute(server, parts, {
    path: COVERAGE_EXPORT,
    action: 'export-figures',
    make: async (request) => exportOf(parts, await load(parts, request)),
  });
}

type Loaded = FigureView & { readonly report: CoverageReport };

async function load(parts: ConsoleParts, request: FastifyRequest): Promise<Loaded> {
  const view = await figureViewOf(parts, request);
  return { ...view, report: await parts.showCoverage(rateFilter(view.filter), eyesOf(view.visit.viewer)) };
}

function exportOf(parts: ConsoleParts, { report, visit: { locale }, filter, choices }: Loaded): Export {
  const { title, file, methodLines: method } = coverageTextFor(locale);
  return figuresExport(parts, { kind: 'coverage', title, file, method, filter, choices, locale }, (notes) =>
    coverageSheets({ report, units: choices.units, notes, locale }),
  );
}
