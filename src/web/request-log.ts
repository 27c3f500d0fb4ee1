import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Histogram, type Registry } from 'prom-client';

const BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** One line and one measurement a request, by route pattern. Health checks and assets are measured, not logged. */
export function observeRequests(server: FastifyInstance, metrics: Registry): void {
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by route pattern.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS_SECONDS,
    registers: [metrics],
  });
  server.addHook('onResponse', async (request, reply) => {
    const route = routeOf(request);
    const { method } = request;
    const status = reply.statusCode;
    durations.observe({ method, route, status: String(status) }, reply.elapsedTime / 1000);
    if (isQuiet(route) && status < 500) return;
    request.log.info({ method, route, status, ms: Math.round(reply.elapsedTime) }, 'request');
  });
}

function routeOf(request: FastifyRequest): string {
  return request.is404 ? 'unknown' : (request.routeOptions.url ?? 'unknown');
}

function isQuiet(route: string): boolean {
  return route === '/healthz' || route === '/readyz' || route === '/metrics' || route.startsWith('/assets/');
}
