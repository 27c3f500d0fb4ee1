import type { FastifyInstance } from 'fastify';
import { sendFragment, sendPage } from '../ui/render.ts';
import { WebError } from '../problem.ts';
import { exportRoute, type Export } from './export/export-route.ts';
import { figuresExport } from './export/figures-export.ts';
import { overviewSheets } from './export/overview-sheets.ts';
import { chartRoute } from './export/chart-route.ts';
import { chartPath, CHARTS, OVERVIEW_EXPORT } from './export/paths.ts';
import { exportTextFor } from './export/text.ts';
import { eyesOf } from './figure-filters.ts';
import { figureViewOf, type FigureView } from './figure-view.ts';
import { fingerprintOf, loadOverview } from './overview-data.ts';
import type { OverviewProps } from './overview-page.tsx';
import type { ConsoleParts } from './parts.ts';
import { may } from './policy.ts';
import { consoleTextFor } from './text.ts';

/** Loaded at the first visit: drawing charts takes as many modules as half of the service. */
const page = () => import('./overview-page.tsx');

const config = { access: 'session', action: 'see-rates' } as const;

export function overviewRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  server.get('/console', { config }, async (request, reply) => {
    const view = await figureViewOf(parts, request);
    const { viewer } = view.visit;
    const asked = { unit: view.filter.unit, today: view.choices.today };
    const [props, alerts, method] = await Promise.all([
      loadProps(parts, view),
      parts.showAlerts(asked, eyesOf(viewer)),
      parts.method.inForce(view.filter.unit ?? viewer.scope),
    ]);
    const { overviewPage } = await page();
    return sendPage(reply, overviewPage(view.visit, props, alerts, method?.profile ?? null));
  });

  server.get<{ Querystring: { seen?: string } }>('/console/figures', { config }, async (request, reply) => {
    const props = await loadProps(parts, await figureViewOf(parts, request));
    if (request.query.seen === fingerprintOf(props.data)) return reply.code(204).send();
    const { OverviewFigures } = await page();
    return sendFragment(reply, OverviewFigures(props));
  });

  exportRoute(server, parts, {
    path: OVERVIEW_EXPORT,
    action: 'export-figures',
    make: async (request) => exportOf(parts, await loadProps(parts, await figureViewOf(parts, request))),
  });
  for (const chart of CHARTS) {
    chartRoute(server, parts, {
      path: chartPath(chart),
      action: 'export-figures',
      make: async (request) => {
        const props = await loadProps(parts, await figureViewOf(parts, request));
        const { overviewPicture } = await import('./export/overview-pictures.ts');
        return overviewPicture(chart, { ...props, madeAt: parts.now(), zone: parts.zone });
      },
    });
  }
}

/** @throws WebError 404 when there is nothing on screen */
function exportOf(parts: ConsoleParts, props: OverviewProps): Export {
  const { data, filter, choices, questions, locale } = props;
  const { title, file } = exportTextFor(locale).overview;
  const { methodLines: method } = consoleTextFor(locale).overview;
  return figuresExport(parts, { kind: 'overview', title, file, method, filter, choices, locale }, (notes) => {
    const [first, ...more] = overviewSheets({ data, units: choices.units, questions, notes, locale });
    if (!first) throw new WebError(404, 'nothing-to-export', 'There are no figures for this filter.');
    return [first, ...more];
  });
}

async function loadProps(parts: ConsoleParts, { visit, filter, choices }: FigureView): Promise<OverviewProps> {
  const { viewer, locale } = visit;
  const [data, survey] = await Promise.all([loadOverview({ parts, filter, viewer }), parts.references.activeSurvey()]);
  const canExport = may(viewer, 'export-figures');
  return { data, filter, choices, questions: survey.questions.length, canExport, locale };
}
