import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readTypedDay } from '../../../domain/typed-day.ts';
import { localDay } from '../../../lib/calendar.ts';
import type { Connector } from '../../../service/integration/integration-parts.ts';
import type { FoundRequest, RequestFault } from '../../../service/rights/request-desk.ts';
import { viewerOf } from '../../auth/require-session.ts';
import { WebError } from '../../problem.ts';
import { formatDay } from '../../ui/format.ts';
import { sendPage } from '../../ui/render.ts';
import type { ConsoleParts } from '../parts.ts';
import { visitOf } from '../visit.ts';
import { requestPage, type RequestProps } from './request-page.tsx';
import { isVerified, readRefusal, readRequestForm, type RequestForm } from './rights-form.ts';
import { rightsPage } from './rights-page.tsx';

const config = { access: 'session', action: 'handle-requests' } as const;
const PATH = '/console/rights';
const Params = z.object({ id: z.uuid() });

/** What citizens ask of their data: taken in, answered, carried out or refused, each step in the audit log. */
export function rightsRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  const { requests } = parts;
  const today = () => localDay(parts.now(), parts.zone);

  server.get(PATH, { config }, (request, reply) => {
    const form = { ...readRequestForm({}), receivedOn: formatDay(today(), 'vi') };
    return sendList(parts, request, reply, form, []);
  });

  server.post(PATH, { config }, async (request, reply) => {
    const form = readRequestForm(request.body);
    const receivedOn = readTypedDay(form.receivedOn, today())?.slice(0, 10) ?? null;
    const taking = await requests.take(connectorOf(request), { ...form, receivedOn });
    if (taking.kind === 'taken') return reply.redirect(`${PATH}/${taking.id}`, 303);
    if (taking.kind === 'open-already') return reply.redirect(`${PATH}/${taking.id}?repeated`, 303);
    return sendList(parts, request, reply.code(422), form, taking.faults);
  });

  server.get(`${PATH}/:id`, { config }, async (request, reply) =>
    send(parts, request, reply, await found(parts, request)),
  );

  server.post(`${PATH}/:id/answered`, { config }, async (request, reply) => {
    const one = await found(parts, request);
    const isDone = await requests.answer(connectorOf(request), one);
    return isDone ? reply.redirect(`${PATH}/${one.request.id}`, 303) : sendOvertaken(parts, request, reply);
  });

  server.post(`${PATH}/:id/data`, { config }, async (request, reply) => {
    const one = await found(parts, request);
    if (one.phone !== null && !isVerified(request.body)) return sendUnverified(parts, request, reply, one);
    const told = await requests.tell(connectorOf(request), one);
    return told ? send(parts, request, reply, one, { told }) : sendOvertaken(parts, request, reply);
  });

  server.post(`${PATH}/:id/done`, { config }, async (request, reply) => {
    const one = await found(parts, request);
    if (one.phone !== null && !isVerified(request.body)) return sendUnverified(parts, request, reply, one);
    const isDone = await requests.carryOut(connectorOf(request), one);
    return isDone ? reply.redirect(`${PATH}?saved`, 303) : sendOvertaken(parts, request, reply);
  });

  server.post(`${PATH}/:id/refused`, { config }, async (request, reply) => {
    const one = await found(parts, request);
    const outcome = readRefusal(request.body);
    if (outcome === null) throw new WebError(400, 'outcome-missing', 'The form does not say why.');
    const isDone = await requests.refuse(connectorOf(request), one, outcome);
    return isDone ? reply.redirect(`${PATH}?saved`, 303) : sendOvertaken(parts, request, reply);
  });
}

function connectorOf(request: FastifyRequest): Connector {
  const { id, scope } = viewerOf(request);
  return { actor: { kind: 'person', id }, scope };
}

/** @throws WebError 404, also for requests that others took in */
async function found({ requests }: ConsoleParts, request: FastifyRequest): Promise<FoundRequest> {
  const id = Params.safeParse(request.params).data?.id;
  const one = id === undefined ? null : await requests.find(id, viewerOf(request).scope);
  if (one) return one;
  throw new WebError(404, 'request-unknown', 'There is no such request.');
}

function sendUnverified(parts: ConsoleParts, request: FastifyRequest, reply: FastifyReply, one: FoundRequest) {
  return send(parts, request, reply.code(422), one, { isUnverified: true });
}

async function sendOvertaken(parts: ConsoleParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  return send(parts, request, reply.code(409), await found(parts, request), { isOvertaken: true });
}

async function send(
  parts: ConsoleParts,
  request: FastifyRequest,
  reply: FastifyReply,
  one: FoundRequest,
  state: Partial<RequestProps> = {},
): Promise<FastifyReply> {
  const visit = await visitOf(parts, request);
  const calm = { told: null, isUnverified: false, isOvertaken: false };
  const isRepeated = one.request.closedOn === null && 'repeated' in Object(request.query);
  const today = localDay(parts.now(), parts.zone);
  return sendPage(reply, requestPage(visit, { ...calm, isRepeated, today, ...one, ...state }));
}

async function sendList(
  parts: ConsoleParts,
  request: FastifyRequest,
  reply: FastifyReply,
  form: RequestForm,
  faults: readonly RequestFault[],
): Promise<FastifyReply> {
  const [visit, units, requests] = await Promise.all([
    visitOf(parts, request),
    parts.units(),
    parts.requests.list(viewerOf(request).scope),
  ]);
  const today = localDay(parts.now(), parts.zone);
  const isSaved = 'saved' in Object(request.query);
  return sendPage(reply, rightsPage(visit, { requests, units, form, faults, isSaved, today }));
}
