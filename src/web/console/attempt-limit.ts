import type { FastifyInstance, FastifyRequest } from 'fastify';

const WINDOW_MS = 900_000;
/** A province's offices may share one address, and start work at the same hour. */
const ATTEMPTS_PER_IP = 200;

/** True once too many attempts came from one address, whatever they were. */
export type AttemptLimit = (request: FastifyRequest) => Promise<boolean>;

export function attemptLimit(server: FastifyInstance): AttemptLimit {
  const limit = server.createRateLimit({
    max: ATTEMPTS_PER_IP,
    timeWindow: WINDOW_MS,
    keyGenerator: (request) => request.ip,
  });
  return async (request) => {
    const result = await limit(request);
    return !result.isAllowed && result.isExceeded;
  };
}
