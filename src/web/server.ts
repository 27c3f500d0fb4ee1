import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyPluginAsync } from 'fastify';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { errorFacts } from '../lib/log.ts';
import { newId } from '../lib/new-id.ts';
import type { Tracing } from '../lib/trace.ts';
import { declareAccess, type Guards } from './access.ts';
import { refuseForgedForms } from './auth/same-site.ts';
import { requireFields } from './form-fields.ts';
import { healthRoutes, type Readiness } from './health.ts';
import { landingRoutes } from './landing.tsx';
import { chooseLocale } from './locale.ts';
import { sendError, sendNotFound } from './problem.ts';
import { carryContext } from './request-context.ts';
import { observeRequests } from './request-log.ts';
import { shedLoad, type LoadLimits } from './shed-load.ts';
import { assetRoutes } from './ui/asset-routes.ts';

const BODY_LIMIT = 1_048_576;
const HALF_YEAR_SECONDS = 15_552_000;

export interface ServerParts {
  readonly publicUrl: URL;
  /** Zalo's code for this domain; null: none. */
  readonly siteVerification?: string | null;
  readonly log: Logger;
  readonly metrics: Registry;
  readonly ready: () => Promise<Readiness>;
  /** Without any nobody is turned away. */
  readonly limits?: LoadLimits | null;
  /** Without it no traces are kept. */
  readonly tracing?: Tracing | null;
  /** Plugins that declare routes: citizen, webhook, console, api. Without any, nothing is served to people. */
  readonly surfaces: readonly FastifyPluginAsync[];
  /** Needed for `session` and `api-key` routes. */
  readonly guards: Guards;
}

/** The HTTP server with everything that all surfaces share; not yet listening. */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const server = fastify({
    loggerInstance: withoutAddresses(parts.log),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    // Proxies stand on private addresses; only they may say for whom they ask.
    trustProxy: ['loopback', 'linklocal', 'uniquelocal'],
    genReqId: () => newId<string>(),
    // The id comes from the context of the request, into the lines of all parts.
    childLoggerFactory: (logger, _bindings, options) => logger.child({}, options),
    routerOptions: { maxParamLength: 200 },
  });
  carryContext(server, parts.tracing ?? null);
  // Headers first: whatever refuses a request later, its answer carries them.
  await server.register(helmet, securityHeaders(parts.publicUrl));
  await server.register(cookie);
  chooseLocale(server);
  observeRequests(server, parts.metrics);
  await shedLoad(server, parts.limits ?? null, parts.metrics);
  refuseForgedForms(server, parts.publicUrl);
  declareAccess(server, parts.guards);
  requireFields(server);
  await server.register(rateLimit, { global: false, enableDraftSpec: true });
  await server.register(formbody, { bodyLimit: BODY_LIMIT });
  server.setErrorHandler(sendError);
  server.setNotFoundHandler(sendNotFound);
  await server.register(assetRoutes);
  await server.register(healthRoutes, { ready: parts.ready, metrics: parts.metrics });
  if (parts.surfaces.length > 0)
    await server.register(landingRoutes, { siteVerification: parts.siteVerification ?? null });
  for (const surface of parts.surfaces) await server.register(surface);
  return server;
}

/** A request is logged by method and route: an address may hold a token or a dossier code. */
function withoutAddresses(log: Logger): FastifyBaseLogger {
  const serializers = {
    req: (request: { readonly method?: string }) => ({ method: request.method }),
    res: (reply: { readonly statusCode?: number }) => ({ status: reply.statusCode }),
    err: errorFacts,
  };
  return Object.assign(log.child({ part: 'web' }), { serializers });
}

/** `same-origin` referrers keep tokens from other sites, yet let browsers name the Origin of a form. */
function securityHeaders(publicUrl: URL): FastifyHelmetOptions {
  const https = publicUrl.protocol === 'https:';
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        ...(https ? { 'upgrade-insecure-requests': [] } : {}),
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    hsts: https ? { maxAge: HALF_YEAR_SECONDS, includeSubDomains: false } : false,
    crossOriginOpenerPolicy: https ? { policy: 'same-origin' } : false,
    originAgentCluster: https,
  };
}
