import type { FastifyInstance } from 'fastify';
import { viewerOf } from '../auth/require-session.ts';
import { isWard } from '../auth/viewer.ts';
import { sendPage } from '../ui/render.ts';
import { figureViewOf } from './figure-view.ts';
import type { ConsoleParts } from './parts.ts';
import { questionPage } from './question-page.tsx';

export function questionRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  server.get('/console/questions', { config: { access: 'session', action: 'see-indices' } }, async (request, reply) => {
    const { visit, filter, choices } = await figureViewOf(parts, request);
    const viewer = viewerOf(request);
    const oneFilter = filter.procedure === null || filter.filedVia === null;
    const report = oneFilter ? await parts.showQuestions(filter, { scope: viewer.scope, ward: isWard(viewer) }) : null;
    return sendPage(reply, questionPage(visit, { report, filter, choices }));
  });
}
