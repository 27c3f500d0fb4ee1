import type { FastifyInstance } from 'fastify';
import type { Tracing } from '../lib/trace.ts';
import { within, type WorkContext } from '../lib/work-context.ts';
import { isQuiet, routeOf } from './request-log.ts';

declare module 'fastify' {
  interface FastifyRequest {
    work?: WorkContext;
  }
}

/**
 * Whatever a request sets off, its jobs too, carries its id and, where traces are kept, its trace. What callers send as
 * theirs is not believed. Call before any other hook is added.
 */
export function carryContext(server: FastifyInstance, tracing: Tracing | null): void {
  server.decorateRequest('work');
  server.addHook('onRequest', (request, _reply, done) => {
    const { method } = request;
    const route = routeOf(request);
    const attributes = { 'http.request.method': method, 'http.route': route };
    const trace = isQuiet(route)
      ? undefined
      : tracing?.start({ name: `${method} ${route}`, kind: 'server', attributes });
    request.work = { request: request.id, trace };
    within(request.work, done);
  });
  // Where a body was read, its stream has called back from outside.
  server.addHook('preValidation', (request, _reply, done) => within(request.work ?? {}, done));
  server.addHook('onError', async ({ work }, _reply, error) => work?.trace?.fail(error));
  server.addHook('onResponse', ({ work }, { statusCode }, done) => {
    work?.trace?.end({ 'http.response.status_code': statusCode });
    done();
  });
}
