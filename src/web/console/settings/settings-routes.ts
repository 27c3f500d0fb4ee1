import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { nextMonth } from '../../../domain/draw.ts';
import { localDay, monthOf } from '../../../lib/calendar.ts';
import { viewerOf } from '../../auth/require-session.ts';
import { typedField, typedLine } from '../../typed-field.ts';
import { formatMonth, unitLabel } from '../../ui/format.ts';
import { sendPage } from '../../ui/render.ts';
import type { ConsoleParts } from '../parts.ts';
import { visitOf } from '../visit.ts';
import type { SamplingProps } from './sampling-section.tsx';
import { formOf, SettingsForm, settingsOf } from './settings-form.ts';
import { settingsPage, type SendingProps } from './settings-page.tsx';
import { textsPage } from './texts-page.tsx';
import { settingsTextFor } from './text.ts';

const DoneQuery = z.object({
  done: z.enum(['saved', 'unchanged', 'sampling']).nullable().catch(null).default(null),
  unit: typedField(10),
});
const SamplingForm = z.object({
  unit: typedLine(10),
  percent: typedLine(10),
});

/** How surveys go out, which the ministry's admins decide, and what share each unit asks, which provinces decide too. */
export function settingsRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  server.get('/console/settings', { config: { access: 'session', action: 'see-settings' } }, (request, reply) =>
    sendSettings(parts, request, reply, {}),
  );

  server.get(
    '/console/settings/texts',
    { config: { access: 'session', action: 'see-settings' } },
    async (request, reply) => {
      const { publicUrl, complaintPhone, references } = parts;
      const [visit, survey] = await Promise.all([visitOf(parts, request), references.activeSurvey()]);
      return sendPage(reply, textsPage(visit, { publicUrl, complaintPhone, survey }));
    },
  );

  server.post(
    '/console/settings',
    { config: { access: 'session', action: 'change-settings' } },
    async (request, reply) => {
      const form = SettingsForm.parse(request.body ?? {});
      const typed = settingsOf(form, localDay(parts.now(), parts.zone));
      const saving = await parts.settings.save(viewerOf(request).id, typed);
      if (saving.kind === 'faults')
        return sendSettings(parts, request, reply.code(422), {
          sending: { form, faults: saving.faults, isOvertaken: false },
        });
      if (saving.kind === 'overtaken')
        return sendSettings(parts, request, reply.code(409), { sending: { form, faults: [], isOvertaken: true } });
      const done = saving.changed.length > 0 ? 'saved' : 'unchanged';
      return reply.redirect(`/console/settings?done=${done}`, 303);
    },
  );

  server.post(
    '/console/settings/sampling',
    { config: { access: 'session', action: 'change-sampling' } },
    async (request, reply) => {
      const form = SamplingForm.parse(request.body ?? {});
      const { id, scope } = viewerOf(request);
      const percent = /^\d{1,3}$/.test(form.percent) ? Number(form.percent) : Number.NaN;
      const by = { actor: { kind: 'person', id }, scope } as const;
      const change = await parts.setSampling(by, { unit: form.unit, percent });
      if (change.kind === 'faults')
        return sendSettings(parts, request, reply.code(422), { sampling: { form, faults: change.faults } });
      return reply.redirect(`/console/settings?done=sampling&unit=${encodeURIComponent(change.unit)}`, 303);
    },
  );
}

/** What somebody typed and what is wrong with it, where there is something. */
interface Filled {
  readonly sending?: Omit<SendingProps, 'defaults'>;
  readonly sampling?: Pick<SamplingProps, 'form' | 'faults'>;
}

const SHOWN_DRAWS = 2;

async function sendSettings(
  parts: ConsoleParts,
  request: FastifyRequest,
  reply: FastifyReply,
  { sending, sampling }: Filled,
): Promise<FastifyReply> {
  const [visit, units, current, draws] = await Promise.all([
    visitOf(parts, request),
    parts.units(),
    parts.settings.current(),
    parts.showDraws(SHOWN_DRAWS),
  ]);
  const month = nextMonth(monthOf(localDay(parts.now(), parts.zone)));
  const blank = { form: { unit: viewerOf(request).scope ?? '', percent: '' }, faults: [] };
  const page = settingsPage(visit, {
    sending: {
      defaults: parts.settings.defaults,
      ...(sending ?? { form: formOf(current), faults: [], isOvertaken: false }),
    },
    sampling: { draws, month, units, ...(sampling ?? blank) },
    done: doneWords(request, units, month),
  });
  return sendPage(reply, page);
}

function doneWords(
  { query, locale }: FastifyRequest,
  units: SamplingProps['units'],
  month: string,
): { readonly isNews: boolean; readonly words: string } | null {
  const { done, unit } = DoneQuery.parse(query);
  const text = settingsTextFor(locale);
  if (done === null) return null;
  if (done !== 'sampling') return { isNews: done === 'saved', words: text.sending[done] };
  return { isNews: true, words: text.sampling.set(unitLabel(unit, units, locale), formatMonth(month, locale)) };
}
