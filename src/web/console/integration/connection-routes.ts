import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Connector } from '../../../service/integration/integration-parts.ts';
import { asWebError } from '../../as-web-error.ts';
import { viewerOf } from '../../auth/require-session.ts';
import { WebError } from '../../problem.ts';
import { typedLine } from '../../typed-field.ts';
import { sendPage } from '../../ui/render.ts';
import type { ConsoleParts } from '../parts.ts';
import { visitOf } from '../visit.ts';
import { newKeyPage, newWebhookPage, secretPage } from './connect-pages.tsx';
import { keyPage, webhookPage } from './connection-pages.tsx';
import { connectionsPage } from './connections-page.tsx';
import { integrationTextFor } from './text.ts';

const config = { access: 'session', action: 'manage-keys' } as const;

const KeyForm = z.object({ name: typedLine(80), unit: typedLine(10), kind: z.enum(['live', 'test']).catch('test') });
const WebhookForm = z.object({ url: typedLine(500), unit: typedLine(10) });
const DoneQuery = z.object({ done: z.enum(['revoked', 'removed', 'enabled']).nullable().catch(null).default(null) });
const Id = z.uuid();

const orNotFound = asWebError({ 'key-unknown': 404, 'webhook-unknown': 404 });

interface ById {
  Params: { id: string };
}

/** Keys and webhook subscriptions of the viewer's unit and below; what is out of reach is not found. */
export function connectionRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  server.get('/console/keys', { config }, async (request, reply) => {
    const by = connectorOf(request);
    const { done } = DoneQuery.parse(request.query);
    const [visit, units, keys, webhooks] = await Promise.all([
      visitOf(parts, request),
      parts.units(),
      parts.integration.keys(by),
      parts.integration.webhooks(by),
    ]);
    const told = done === 'enabled' ? null : done;
    return sendPage(reply, connectionsPage(visit, { keys, webhooks, units, zone: parts.zone, done: told }));
  });
  keyRoutes(server, parts);
  webhookRoutes(server, parts);
}

function keyRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  const { integration } = parts;

  server.get('/console/keys/new', { config }, async (request, reply) => {
    const form = { name: '', unit: viewerOf(request).scope ?? '', kind: 'live' } as const;
    return sendPage(reply, newKeyPage(await visitOf(parts, request), { form, faults: [], units: await parts.units() }));
  });

  server.post('/console/keys/new', { config }, async (request, reply) => {
    const form = KeyForm.parse(request.body ?? {});
    const { name, kind } = form;
    const wanted = { name, scope: scopeOf(form.unit, request), test: kind === 'test' };
    const issue = await integration.issueKey(connectorOf(request), wanted);
    const visit = await visitOf(parts, request);
    if (issue.kind === 'faults') {
      const props = { form, faults: issue.faults, units: await parts.units() };
      return sendPage(reply.code(422), newKeyPage(visit, props));
    }
    const { keys } = integrationTextFor(request.locale);
    const words = { title: keys.issuedTitle, lead: keys.issued(name), label: keys.issuedLabel };
    return sendPage(reply, secretPage(visit, { ...words, secret: issue.key }));
  });

  server.get<ById>('/console/keys/:id', { config }, async (request, reply) => {
    const key = await integration.findKey(connectorOf(request), idOf(request)).catch(orNotFound);
    const visit = await visitOf(parts, request);
    return sendPage(reply, keyPage(visit, key, { units: await parts.units(), zone: parts.zone }));
  });

  server.post<ById>('/console/keys/:id/revoke', { config }, async (request, reply) => {
    await integration.revokeKey(connectorOf(request), idOf(request)).catch(orNotFound);
    return leadBack(reply, '', 'revoked');
  });
}

function webhookRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  const { integration } = parts;

  server.get('/console/keys/webhooks/new', { config }, async (request, reply) => {
    const form = { url: '', unit: viewerOf(request).scope ?? '' };
    const visit = await visitOf(parts, request);
    return sendPage(reply, newWebhookPage(visit, { form, faults: [], units: await parts.units() }));
  });

  server.post('/console/keys/webhooks/new', { config }, async (request, reply) => {
    const form = WebhookForm.parse(request.body ?? {});
    const wanted = { url: form.url, scope: scopeOf(form.unit, request) };
    const added = await integration.subscribe(connectorOf(request), wanted);
    const visit = await visitOf(parts, request);
    if (added.kind === 'faults') {
      const props = { form, faults: added.faults, units: await parts.units() };
      return sendPage(reply.code(422), newWebhookPage(visit, props));
    }
    const { webhooks } = integrationTextFor(request.locale);
    const words = { title: webhooks.addedTitle, lead: webhooks.added, label: webhooks.addedLabel };
    return sendPage(reply, secretPage(visit, { ...words, secret: added.secret }));
  });

  server.get<ById>('/console/keys/webhooks/:id', { config }, async (request, reply) => {
    const webhook = await integration.findWebhook(connectorOf(request), idOf(request)).catch(orNotFound);
    const visit = await visitOf(parts, request);
    const isEnabled = DoneQuery.parse(request.query).done === 'enabled';
    const backlog = await integration.webhookBacklog(webhook);
    const surroundings = { units: await parts.units(), zone: parts.zone };
    return sendPage(reply, webhookPage(visit, webhook, { ...surroundings, backlog, isEnabled }));
  });

  server.post<ById>('/console/keys/webhooks/:id/enable', { config }, async (request, reply) => {
    const id = idOf(request);
    await integration.enableWebhook(connectorOf(request), id).catch(orNotFound);
    return leadBack(reply, `/webhooks/${id}`, 'enabled');
  });

  server.post<ById>('/console/keys/webhooks/:id/remove', { config }, async (request, reply) => {
    await integration.removeWebhook(connectorOf(request), idOf(request)).catch(orNotFound);
    return leadBack(reply, '', 'removed');
  });
}

function connectorOf(request: FastifyRequest): Connector {
  const { id, scope } = viewerOf(request);
  return { actor: { kind: 'person', id }, scope };
}

/** An empty unit is the viewer's own. */
function scopeOf(unit: string, request: FastifyRequest): string | null {
  return unit === '' ? viewerOf(request).scope : unit;
}

/** @throws WebError 404 for what cannot be an id */
function idOf({ params }: FastifyRequest<ById>): string {
  if (Id.safeParse(params.id).success) return params.id;
  throw new WebError(404, 'connection-unknown', 'There is no connection with this id.');
}

function leadBack(reply: FastifyReply, rest: string, done: 'revoked' | 'removed' | 'enabled'): FastifyReply {
  return reply.redirect(`/console/keys${rest}?done=${done}`, 303);
}
