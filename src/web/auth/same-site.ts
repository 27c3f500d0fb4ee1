import type { FastifyInstance, FastifyRequest } from 'fastify';
import { WebError } from '../problem.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses forms that another site sends: browsers tell where a request comes from, in Sec-Fetch-Site or Origin.
 * Keys and platform secrets are not sent by browsers, so API and webhooks pass.
 * A request that names no origin at all is refused too.
 */
export function refuseForgedForms(server: FastifyInstance, publicUrl: URL): void {
  server.addHook('onRequest', async (request) => {
    const { access } = request.routeOptions.config;
    if (SAFE_METHODS.has(request.method) || !access || access === 'api-key' || access === 'webhook') return;
    if (!isSameOrigin(request, publicUrl)) throw new WebError(403, 'cross-site', 'Sent from another site.');
  });
}

function isSameOrigin(request: FastifyRequest, publicUrl: URL): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = request.headers;
  if (origin === undefined || !URL.canParse(origin)) return false;
  return origin === publicUrl.origin || new URL(origin).host === request.host;
}
