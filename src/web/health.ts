import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';

/** `parts` names what the service stands on, such as `postgres`, and whether it answers. */
export interface Readiness {
  readonly ok: boolean;
  readonly parts: Readonly<Record<string, boolean | string>>;
}

interface HealthParts {
  readonly ready: () => Promise<Readiness>;
  readonly metrics: Registry;
}

/** /healthz: the process lives. /readyz: it can do its work. /metrics: Prometheus text. */
export async function healthRoutes(server: FastifyInstance, parts: HealthParts): Promise<void> {
  const config = { access: 'public' } as const;
  server.get('/healthz', { config }, async () => ({ ok: true }));
  server.get('/readyz', { config }, async (_request, reply) => {
    const readiness = await parts.ready();
    return reply.code(readiness.ok ? 200 : 503).send(readiness);
  });
  server.get('/metrics', { config }, async (_request, reply) =>
    reply.type(parts.metrics.contentType).send(await parts.metrics.metrics()),
  );
}
