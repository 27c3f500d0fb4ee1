import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { viewerOf } from '../auth/require-session.ts';
import { typedField } from '../typed-field.ts';
import { sendPage } from '../ui/render.ts';
import { channelsPage } from './channels-page.tsx';
import type { ConsoleParts } from './parts.ts';
import { visitOf } from './visit.ts';

const DONE = ['retry', 'drop', 'gone'] as const;
const Query = z.object({ done: z.enum(DONE).nullable().catch(null).default(null) });

const Letter = z.object({ queue: typedField(200), id: typedField(200) });

/** How channels are doing, and what failed on them: ids and codes only. */
export function channelRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  const { channels } = parts;

  server.get('/console/channels', { config: { access: 'session', action: 'see-channels' } }, async (request, reply) => {
    const { done } = Query.parse(request.query);
    const [visit, report, letters] = await Promise.all([
      visitOf(parts, request),
      channels.show(),
      channels.deadLetters(),
    ]);
    const { publicUrl, zone } = parts;
    return sendPage(reply, channelsPage(visit, { report, letters, done, publicUrl, zone }));
  });

  for (const verb of ['retry', 'drop'] as const) {
    const config = { access: 'session', action: 'manage-channels' } as const;
    server.post(`/console/channels/dead/${verb}`, { config }, async (request, reply) => {
      const letter = Letter.parse(request.body ?? {});
      const actor = { kind: 'person', id: viewerOf(request).id } as const;
      const isDone = await channels.resolve({ ...letter, verb, actor });
      return reply.redirect(`/console/channels?done=${isDone ? verb : 'gone'}#dead`, 303);
    });
  }
}
