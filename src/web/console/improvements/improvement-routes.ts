import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ImprovementFault } from '../../../domain/improvement.ts';
import { readActor } from '../../../domain/audit.ts';
import { localDay } from '../../../lib/calendar.ts';
import { asWebError } from '../../as-web-error.ts';
import { viewerOf } from '../../auth/require-session.ts';
import { WebError } from '../../problem.ts';
import { sendPage } from '../../ui/render.ts';
import { figureViewOf } from '../figure-view.ts';
import type { ConsoleParts } from '../parts.ts';
import { may } from '../policy.ts';
import { visitOf } from '../visit.ts';
import { improvementEditPage } from './improvement-edit-page.tsx';
import { formOf, readForm, type ImprovementForm } from './improvement-form.ts';
import { improvementsPage } from './improvements-page.tsx';

const PATH = '/console/improvements';
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface ById {
  Params: { id: string };
}

/** Whoever sees the scores reads what was improved; admins write it, of their own unit and those below. */
export function improvementRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  const see = { access: 'session', action: 'see-indices' } as const;
  const write = { access: 'session', action: 'write-improvements' } as const;

  server.get(PATH, { config: see }, async (request, reply) => {
    const { month: _month, ...empty } = readForm({});
    const month = localDay(parts.now(), parts.zone).slice(0, 7);
    return sendList(parts, request, reply, { ...empty, month, unit: viewerOf(request).scope }, []);
  });

  server.post(PATH, { config: write }, async (request, reply) => {
    const form = readForm(request.body);
    const outcome = await save(parts, request, null, { ...form, version: 0, withdrawn: false });
    if (outcome.kind === 'written') return reply.redirect(`${PATH}?done=written`, 303);
    return sendList(parts, request, reply.code(422), form, outcome.kind === 'faults' ? outcome.faults : []);
  });

  server.get<ById>(`${PATH}/:id`, { config: write }, async (request, reply) => {
    const [last] = (await versionsOf(parts, request)).toReversed();
    return sendEdit(parts, request, reply, { form: last && formOf(last), faults: [], isChanged: false });
  });

  server.post<ById>(`${PATH}/:id`, { config: write }, async (request, reply) => {
    await versionsOf(parts, request);
    const form = readForm(request.body);
    const outcome = await save(parts, request, request.params.id, form);
    if (outcome.kind === 'written') return reply.redirect(`${PATH}?done=written`, 303);
    if (outcome.kind === 'faults')
      return sendEdit(parts, request, reply.code(422), { form, faults: outcome.faults, isChanged: false });
    // Saving once more, having seen the notice, goes over what came in between.
    const version = (await versionsOf(parts, request)).at(-1)?.version ?? form.version;
    return sendEdit(parts, request, reply.code(409), { form: { ...form, version }, faults: [], isChanged: true });
  });
}

async function versionsOf({ improvements }: ConsoleParts, request: FastifyRequest<ById>) {
  const { id } = request.params;
  const versions = UUID.test(id) ? await improvements.versions(id, viewerOf(request).scope) : [];
  if (versions.length === 0) throw new WebError(404, 'improvement-unknown', 'There is no such improvement.');
  return versions;
}

function save(
  { improvements }: ConsoleParts,
  request: FastifyRequest,
  id: string | null,
  { version, withdrawn, ...typed }: ImprovementForm,
) {
  const { id: person, scope } = viewerOf(request);
  return improvements
    .write({ id, version, typed, withdrawn, actor: { kind: 'person', id: person }, scope })
    .catch(asWebError({ 'unit-out-of-scope': 403 }));
}

async function sendList(
  parts: ConsoleParts,
  request: FastifyRequest,
  reply: FastifyReply,
  form: ImprovementForm,
  faults: readonly ImprovementFault[],
): Promise<FastifyReply> {
  const viewer = viewerOf(request);
  const [{ visit, filter, choices }, list, survey] = await Promise.all([
    figureViewOf(parts, request),
    parts.improvements.list(viewer.scope),
    parts.references.activeSurvey(),
  ]);
  const isWritten = request.url.endsWith('?done=written');
  const props = { list, form, faults, filter, units: choices.units, factors: survey.factors, isWritten };
  return sendPage(reply, improvementsPage(visit, { ...props, mayWrite: may(viewer, 'write-improvements') }));
}

interface EditState {
  /** Undefined: as the last version has it. */
  readonly form: ImprovementForm | undefined;
  readonly faults: readonly ImprovementFault[];
  readonly isChanged: boolean;
}

async function sendEdit(
  parts: ConsoleParts,
  request: FastifyRequest<ById>,
  reply: FastifyReply,
  { form, ...state }: EditState,
): Promise<FastifyReply> {
  const versions = await versionsOf(parts, request);
  const authors = versions.flatMap(({ author }) => {
    const who = readActor(author);
    return 'id' in who ? [who.id] : [];
  });
  const [visit, units, survey, names] = await Promise.all([
    visitOf(parts, request),
    parts.units(),
    parts.references.activeSurvey(),
    parts.namesOf(authors),
  ]);
  const last = versions.at(-1);
  const shown = form ?? (last && formOf(last)) ?? readForm({});
  const props = {
    id: request.params.id,
    versions,
    form: shown,
    units,
    factors: survey.factors,
    names,
    zone: parts.zone,
  };
  return sendPage(reply, improvementEditPage(visit, { ...props, ...state }));
}
