import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { CodedError } from '../../../lib/coded-error.ts';
import { localDay } from '../../../lib/calendar.ts';
import { viewerOf } from '../../auth/require-session.ts';
import { WebError } from '../../problem.ts';
import { sendPage } from '../../ui/render.ts';
import type { ConsoleParts } from '../parts.ts';
import { visitOf } from '../visit-of.ts';
import { formOf, SettingsForm, settingsOf } from './settings-form.ts';
import { settingsPage } from './settings-page.tsx';

const DoneQuery = z.object({ done: z.enum(['saved', 'unchanged']).nullable().catch(null).default(null) });

/** How surveys go out: the ministry's admins decide it, provinces see it. */
export function settingsRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  const { settings } = parts;
  const { defaults } = settings;

  server.get('/console/settings', { config: { access: 'session', action: 'see-settings' } }, async (request, reply) => {
    const form = formOf(await settings.current());
    const { done } = DoneQuery.parse(request.query);
    return sendPage(reply, settingsPage(await visitOf(parts, request), { form, faults: [], defaults, done }));
  });

  server.post(
    '/console/settings',
    { config: { access: 'session', action: 'change-settings' } },
    async (request, reply) => {
      const form = SettingsForm.parse(request.body ?? {});
      const typed = settingsOf(form, localDay(parts.now(), parts.zone));
      const saving = await orConflict(settings.save(viewerOf(request).id, typed));
      if (saving.kind === 'saved') {
        const done = saving.changed.length > 0 ? 'saved' : 'unchanged';
        return reply.redirect(`/console/settings?done=${done}`, 303);
      }
      const { faults } = saving;
      const visit = await visitOf(parts, request);
      return sendPage(reply.code(422), settingsPage(visit, { form, faults, defaults, done: null }));
    },
  );
}

async function orConflict<Result>(deed: Promise<Result>): Promise<Result> {
  try {
    return await deed;
  } catch (error) {
    if (error instanceof CodedError && error.code === 'settings-overtaken')
      throw new WebError(409, error.code, error.message);
    throw error;
  }
}
