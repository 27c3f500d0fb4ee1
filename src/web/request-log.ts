import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Registry } from 'prom-client';
import { histogram } from '../lib/metrics.ts';

const BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
/** Finer around the goal of 25 ms. */
const ACK_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.015, 0.02, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const WEBHOOK = /^\/webhooks\/(\w+)$/;

/**
 * One line and one measurement a request, by route pattern. Health checks and assets are measured, not logged; of an
 * update that was taken the line of its batch tells, its own is for debugging.
 */
export function observeRequests(server: FastifyInstance, metrics: Registry): void {
  const durations = histogram(
    metrics,
    'hai_long_http_request_seconds',
    'Time to answer, by route pattern',
    ['method', 'route', 'status'],
    BUCKETS_SECONDS,
  );
  const acks = histogram(
    metrics,
    'hai_long_webhook_ack_seconds',
    'Time until a platform has its answer: the queue holds what it told',
    ['channel', 'status'],
    ACK_SECONDS,
  );
  server.addHook('onResponse', (request, reply, done) => {
    const route = routeOf(request);
    const { method } = request;
    const status = reply.statusCode;
    durations.observe({ method, route, status: String(status) }, reply.elapsedTime / 1000);
    const channel = WEBHOOK.exec(route)?.[1];
    if (channel !== undefined) acks.observe({ channel, status: String(status) }, reply.elapsedTime / 1000);
    const level = channel !== undefined && status < 400 ? 'debug' : 'info';
    if (!isQuiet(route) || status >= 500) {
      request.log[level]({ request: request.id, method, route, status, ms: Math.round(reply.elapsedTime) }, 'request');
    }
    done();
  });
}

export function routeOf(request: FastifyRequest): string {
  return request.is404 ? 'unknown' : (request.routeOptions.url ?? 'unknown');
}

/** Asked for so often that only faults are worth a line. */
export function isQuiet(route: string): boolean {
  return route === '/healthz' || route === '/readyz' || route === '/metrics' || route.startsWith('/assets/');
}
