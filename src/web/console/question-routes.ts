import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { QuestionReport } from '../../service/show-questions.ts';
import { WebError } from '../problem.ts';
import { sendPage } from '../ui/render.ts';
import { exportRoute, type Export } from './export/export-route.ts';
import { figuresExport } from './export/figures-export.ts';
import { QUESTIONS_EXPORT } from './export/paths.ts';
import { questionsSheet } from './export/questions-sheet.ts';
import { eyesOf, indexFilter, whyNoIndex } from './figure-filters.ts';
import { figureViewOf, type FigureView } from './figure-view.ts';
import type { ConsoleParts } from './parts.ts';
import { may } from './policy.ts';
import { questionPage } from './question-page.tsx';
import { questionsTextFor } from './text.ts';

export function questionRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  server.get('/console/questions', { config: { access: 'session', action: 'see-indices' } }, async (request, reply) => {
    const { visit, report, filter, choices } = await load(parts, request);
    const canExport = may(visit.viewer, 'export-figures');
    return sendPage(reply, questionPage(visit, { report, filter, choices, canExport }));
  });

  exportRoute(server, parts, {
    path: QUESTIONS_EXPORT,
    action: 'export-figures',
    make: async (request) => exportOf(parts, await load(parts, request)),
  });
}

type Loaded = FigureView & { readonly report: QuestionReport | null };

async function load(parts: ConsoleParts, request: FastifyRequest): Promise<Loaded> {
  const view = await figureViewOf(parts, request);
  const isShown = whyNoIndex(view.filter, view.visit.viewer) === null;
  const asked = isShown ? parts.showQuestions(indexFilter(view.filter), eyesOf(view.visit.viewer)) : null;
  return { ...view, report: await asked };
}

/** @throws WebError 404 when there is nothing on screen */
function exportOf(parts: ConsoleParts, { report, visit: { locale }, filter, choices }: Loaded): Export {
  if (!report || report.months.length === 0) {
    throw new WebError(404, 'nothing-to-export', 'There are no answers to show.');
  }
  const { title, sheet, methodLines: method } = questionsTextFor(locale);
  const { file } = sheet;
  return figuresExport(parts, { kind: 'questions', title, file, method, filter, choices, locale }, (notes) => [
    questionsSheet({ rows: report.rows, notes, locale }),
  ]);
}
