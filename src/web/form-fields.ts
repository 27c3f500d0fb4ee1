import type { FastifyInstance } from 'fastify';
import { WebError } from './problem.ts';

/**
 * A form of our pages is a set of fields: a text, a list or a number in its place is refused before a page reads it.
 * The API and the webhooks read their bodies themselves.
 */
export function requireFields(server: FastifyInstance): void {
  server.addHook('preValidation', async ({ body, routeOptions }) => {
    const { access } = routeOptions.config;
    if (access === 'api-key' || access === 'webhook' || body === undefined || body === null) return;
    if (typeof body !== 'object' || Array.isArray(body))
      throw new WebError(400, 'form-malformed', 'The form is not one of this page.');
  });
}
