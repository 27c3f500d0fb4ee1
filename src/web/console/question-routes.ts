import type { FastifyInstance } from 'fastify';
import { sendPage } from '../ui/render.ts';
import { eyesOf, indexFilter, whyNoIndex } from './figure-filters.ts';
import { figureViewOf } from './figure-view.ts';
import type { ConsoleParts } from './parts.ts';
import { questionPage } from './question-page.tsx';

export function questionRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  server.get('/console/questions', { config: { access: 'session', action: 'see-indices' } }, async (request, reply) => {
    const { visit, filter, choices } = await figureViewOf(parts, request);
    const isShown = whyNoIndex(filter, visit.viewer) === null;
    const report = isShown ? await parts.showQuestions(indexFilter(filter), eyesOf(visit.viewer)) : null;
    return sendPage(reply, questionPage(visit, { report, filter, choices }));
  });
}
