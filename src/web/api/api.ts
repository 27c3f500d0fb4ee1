import type { FastifyPluginAsync } from 'fastify';
import { docsRoutes, type DocsParts } from './docs-routes.ts';
import { dossierRoutes, type DossierRouteParts } from './dossier-routes.ts';
import { listRoutes, type ListRouteParts } from './list-routes.ts';
import { figureRoutes, type FigureRouteParts } from './figure-routes.ts';

export interface ApiParts extends DossierRouteParts, ListRouteParts, FigureRouteParts, DocsParts {
  /** Calls that one key may make in a minute; default 600. */
  readonly callsPerMinute?: number;
}

const CALLS_PER_MINUTE = 600;

/**
 * The versioned JSON API. Every route but the document needs a Bearer key and answers in JSON, errors as problem+json.
 */
export function apiSurface(parts: ApiParts): FastifyPluginAsync {
  return async (root) => {
    await docsRoutes(root, parts);
    await root.register(
      async (server) => {
        // JSON only: a form or a text would be read as a dossier without fields.
        for (const type of ['application/x-www-form-urlencoded', 'text/plain']) server.removeContentTypeParser(type);
        const rateLimit = {
          max: parts.callsPerMinute ?? CALLS_PER_MINUTE,
          timeWindow: 60_000,
          keyGenerator: (request: { readonly apiKey?: { readonly id: string } }) => request.apiKey?.id ?? '',
        };
        const config = { access: 'api-key', rateLimit } as const;
        dossierRoutes(server, parts, config);
        listRoutes(server, parts, config);
        figureRoutes(server, parts, config);
      },
      { prefix: '/api/v1' },
    );
  };
}
