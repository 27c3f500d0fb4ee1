import underPressure from '@fastify/under-pressure';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Registry } from 'prom-client';
import { counter } from '../lib/metrics.ts';
import { WebError } from './problem.ts';
import { isQuiet, routeOf } from './request-log.ts';

/** From when on a process has too much to do; both are looked at once in `sampleMs`. */
export interface LoadLimits {
  /** How late timers are, in the mean. */
  readonly maxEventLoopDelayMs: number;
  readonly maxHeapBytes: number;
  readonly sampleMs?: number;
}

const RETRY_AFTER_SECONDS = '10';

/**
 * Pages and calls that begin something are asked to come again later, so that answers get through: what platforms tell
 * and what citizens send from the page is never turned away here, for it is cheap to take and hard to get again.
 */
export async function shedLoad(server: FastifyInstance, limits: LoadLimits | null, metrics: Registry): Promise<void> {
  const shed = counter(metrics, 'hai_long_shed_requests_total', 'Requests turned away for too much load', ['reason']);
  if (limits === null) return;
  const { maxEventLoopDelayMs, maxHeapBytes, sampleMs } = limits;
  await server.register(underPressure, {
    maxEventLoopDelay: maxEventLoopDelayMs,
    maxHeapUsedBytes: maxHeapBytes,
    ...(sampleMs === undefined ? {} : { sampleInterval: sampleMs }),
    async pressureHandler(request, reply, reason) {
      if (!canWait(request)) return;
      shed.inc({ reason });
      void reply.header('retry-after', RETRY_AFTER_SECONDS);
      throw new WebError(503, 'overloaded', 'There is too much to do just now.');
    },
  });
}

function canWait(request: FastifyRequest): boolean {
  const { access } = request.routeOptions.config;
  const isAnswer = access === 'webhook' || (access === 'signed' && request.method === 'POST');
  return !isAnswer && !isQuiet(routeOf(request));
}
