import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { HEADLINES, WEIGHTINGS, type MethodFault } from '../../../domain/method-profile.ts';
import { readTypedDay } from '../../../domain/typed-day.ts';
import { localDay } from '../../../lib/calendar.ts';
import { viewerOf } from '../../auth/require-session.ts';
import { typedLine } from '../../typed-field.ts';
import { formatDay } from '../../ui/format.ts';
import { sendPage } from '../../ui/render.ts';
import type { ConsoleParts } from '../parts.ts';
import { visitOf } from '../visit.ts';
import { methodPage, type MethodForm, type MethodProps } from './method-page.tsx';

const config = { access: 'session', action: 'fix-method' } as const;

const Form = z.object({
  headline: z.enum(HEADLINES).catch('share'),
  weighting: z.enum(WEIGHTINGS).catch('answers'),
  decision: typedLine(120),
  publishOn: typedLine(20),
});

/** How the viewer's authority says that it reports; a province without its own follows the ministry. */
export function methodRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  server.get('/console/method', { config }, async (request, reply) => {
    const state = 'saved' in Object(request.query) ? 'saved' : 'open';
    return send(parts, request, reply, { form: null, faults: [], state });
  });

  server.post('/console/method', { config }, async (request, reply) => {
    const form = Form.parse(request.body ?? {});
    const { id, scope } = viewerOf(request);
    const publishOn = readTypedDay(form.publishOn, localDay(parts.now(), parts.zone))?.slice(0, 10) ?? '';
    const saving = await parts.method.save({ actor: { kind: 'person', id }, scope }, { ...form, publishOn });
    if (saving.kind === 'saved') return reply.redirect('/console/method?saved', 303);
    if (saving.kind === 'overtaken')
      return send(parts, request, reply.code(409), { form, faults: [], state: 'overtaken' });
    return send(parts, request, reply.code(422), { form, faults: saving.faults, state: 'open' });
  });
}

interface Shown {
  readonly form: MethodForm | null;
  readonly faults: readonly MethodFault[];
  readonly state: MethodProps['state'];
}

async function send(
  parts: ConsoleParts,
  request: FastifyRequest,
  reply: FastifyReply,
  { form, ...shown }: Shown,
): Promise<FastifyReply> {
  const [visit, units, inForce] = await Promise.all([
    visitOf(parts, request),
    parts.units(),
    parts.method.inForce(viewerOf(request).scope),
  ]);
  const { headline = 'share', weighting = 'answers', decision = '', publishOn = '' } = inForce?.profile ?? {};
  const kept = { headline, weighting, decision, publishOn: publishOn === '' ? '' : formatDay(publishOn, 'vi') };
  return sendPage(reply, methodPage(visit, { ...shown, form: form ?? kept, inForce, units }));
}
