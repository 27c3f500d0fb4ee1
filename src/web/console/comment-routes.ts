import type { FastifyInstance } from 'fastify';
import { viewerOf } from '../auth/require-session.ts';
import { isWard } from '../auth/viewer.ts';
import { sendPage } from '../ui/render.ts';
import { readChoice, writeChoice } from './comment-filter.ts';
import { commentPage } from './comment-page.tsx';
import { figureViewOf } from './figure-view.ts';
import type { ConsoleParts } from './parts.ts';

export function commentRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  server.get('/console/comments', { config: { access: 'session', action: 'see-comments' } }, async (request, reply) => {
    const { visit, filter, choices } = await figureViewOf(parts, request);
    const choice = readChoice(request.query);
    const viewer = viewerOf(request);
    const { from, to, unit } = filter;
    const page = await parts.showComments({ from, to, unit, ...choice }, { scope: viewer.scope, ward: isWard(viewer) });
    const search = writeChoice(filter, choice);
    return sendPage(reply, commentPage({ ...visit, search }, { page, filter, choice, choices }));
  });
}
