import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ROLES, type Role } from '../../../domain/person.ts';
import type { PersonFault } from '../../../service/people/invite-person.ts';
import type { Person } from '../../../service/ports.ts';
import { asWebError } from '../../as-web-error.ts';
import { viewerOf } from '../../auth/require-session.ts';
import { WebError } from '../../problem.ts';
import { typedLine } from '../../typed-field.ts';
import { sendPage } from '../../ui/render.ts';
import type { ConsoleParts } from '../parts.ts';
import { visitOf } from '../visit.ts';
import { invitePage, linkPage } from './invite-page.tsx';
import { peoplePage } from './people-page.tsx';
import type { PersonForm } from './person-fields.tsx';
import { personPage, type PersonProps } from './person-page.tsx';

const config = { access: 'session', action: 'manage-people' } as const;

/** As ids look, whoever made them. */
const ID = /^[\w-]{1,60}$/;

const ListQuery = z.object({ q: typedLine(100), after: z.string().regex(ID).nullable().catch(null).default(null) });
const Form = z.object({ name: typedLine(120), email: typedLine(254), role: typedLine(30), unit: typedLine(10) });
const DONE = ['changed', 'ended', 'deactivated', 'reactivated', 'unlinked'] as const;
const DoneQuery = z.object({ done: z.enum(DONE).nullable().catch(null).default(null) });

/** Nobody within reach is a page that does not exist; what one may not do to oneself is refused. */
const orRefused = asWebError({ 'person-unknown': 404, 'person-self': 403 });

interface ById {
  Params: { id: string };
}
type PersonRequest = FastifyRequest<ById>;

/** People of the viewer's unit and below; who is out of reach is not found. */
export function peopleRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  const { people } = parts;

  server.get('/console/people', { config }, async (request, reply) => {
    const { q, after } = ListQuery.parse(request.query);
    const [visit, units, page] = await Promise.all([
      visitOf(parts, request),
      parts.units(),
      people.show(viewerOf(request), { search: q, after }),
    ]);
    return sendPage(reply, peoplePage(visit, { ...page, search: q, isFirst: after === null, units }));
  });

  inviteRoutes(server, parts);

  server.get<ById>('/console/people/:id', { config }, async (request, reply) => {
    const person = await findPerson(parts, request);
    const { done } = DoneQuery.parse(request.query);
    return sendPerson(parts, request, reply, { person, form: formOf(person), faults: [], done });
  });

  server.post<ById>('/console/people/:id', { config }, async (request, reply) => {
    const person = await findPerson(parts, request);
    const form = { ...Form.parse(request.body ?? {}), email: person.email };
    const { id } = person;
    const faults = await people.change(viewerOf(request), { id, ...standingOf(form, request) }).catch(orRefused);
    if (faults.length === 0) return leadBack(reply, id, 'changed');
    return sendPerson(parts, request, reply.code(422), { person, form, faults, done: null });
  });

  server.post<ById>('/console/people/:id/link', { config }, async (request, reply) => {
    const link = await people.offerLink(viewerOf(request), idOf(request), request.locale).catch(orRefused);
    return sendPage(reply, linkPage(await visitOf(parts, request), link, parts.zone));
  });

  const deeds = {
    'end-sessions': { run: people.endSessions, done: 'ended' },
    deactivate: { run: people.deactivate, done: 'deactivated' },
    'drop-factor': { run: people.dropSecondFactor, done: 'unlinked' },
    reactivate: { run: people.reactivate, done: 'reactivated' },
  } as const;
  for (const [name, { run, done }] of Object.entries(deeds)) {
    server.post<ById>(`/console/people/:id/${name}`, { config }, async (request, reply) => {
      const id = idOf(request);
      await run(viewerOf(request), id).catch(orRefused);
      return leadBack(reply, id, done);
    });
  }
}

function inviteRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  server.get('/console/people/new', { config }, async (request, reply) => {
    // Most are, and it is the least.
    const form = { name: '', email: '', role: 'ward-staff', unit: viewerOf(request).scope ?? '' };
    return sendPage(reply, invitePage(await visitOf(parts, request), { form, faults: [], units: await parts.units() }));
  });

  server.post('/console/people/new', { config }, async (request, reply) => {
    const form = Form.parse(request.body ?? {});
    const invited = { ...standingOf(form, request), email: form.email };
    const outcome = await parts.people.invite(viewerOf(request), invited, request.locale);
    const visit = await visitOf(parts, request);
    if (outcome.kind === 'invited') return sendPage(reply, linkPage(visit, outcome.link, parts.zone));
    const { faults } = outcome;
    return sendPage(reply.code(422), invitePage(visit, { form, faults, units: await parts.units() }));
  });
}

/** A role that there is not is none that may be given; an empty unit is the viewer's own. */
function standingOf(
  { name, role, unit }: PersonForm,
  request: FastifyRequest,
): { readonly name: string; readonly role: Role; readonly unit: string | null } {
  const known = ROLES.find((each) => each === role);
  if (!known) throw new WebError(400, 'role-unknown', 'There is no such role.');
  return { name, role: known, unit: unit === '' ? viewerOf(request).scope : unit };
}

function formOf({ name, email, role, scope }: Person): PersonForm {
  return { name, email, role, unit: scope ?? '' };
}

function findPerson(parts: ConsoleParts, request: PersonRequest): Promise<Person> {
  return parts.people.find(viewerOf(request), idOf(request)).catch(orRefused);
}

/** @throws WebError 404 for what cannot be an id */
function idOf({ params }: PersonRequest): string {
  if (ID.test(params.id)) return params.id;
  throw new WebError(404, 'person-unknown', 'There is nobody with this id.');
}

type Filled = Omit<PersonProps, 'sessionCount' | 'units' | 'faults'> & { readonly faults: readonly PersonFault[] };

async function sendPerson(
  parts: ConsoleParts,
  request: PersonRequest,
  reply: FastifyReply,
  filled: Filled,
): Promise<FastifyReply> {
  const [visit, units, sessions] = await Promise.all([
    visitOf(parts, request),
    parts.units(),
    parts.people.sessions(filled.person.id),
  ]);
  return sendPage(reply, personPage(visit, { ...filled, units, sessionCount: sessions.length }));
}

function leadBack(reply: FastifyReply, id: string, done: (typeof DONE)[number]): FastifyReply {
  return reply.redirect(`/console/people/${encodeURIComponent(id)}?done=${done}`, 303);
}
