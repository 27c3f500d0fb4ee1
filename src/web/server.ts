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
import { declareAccess, type GuardRoutes, type Guards } from './access.ts';
import { refuseForgedForms } from './auth/same-site.ts';
import { requireFields } from './form-fields.ts';
import { healthRoutes, type Readiness } from './health.ts';
import { landingRoutes } from './landing.tsx';
import { chooseLocale } from './locale.ts';
import { sendError, sendNotFound } from './problem.ts';
import { carryContext } from './request-context.ts';
import { observeRequests } from './request-log.ts';
import { shedLoad, type LoadLimits } from './shed-load.ts';
import { SteadyRateStore } from './steady-rate-store.ts';
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
  /** What platforms call. */
  readonly webhooks?: FastifyPluginAsync | null;
  /** Plugins that declare routes: citizen, console, api. Without any, nothing is served to people. */
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
    childLoggerFactory: (logger) => logger,
    routerOptions: { maxParamLength: 200 },
  });
  carryContext(server, parts.tracing ?? null);
  observeRequests(server, parts.metrics);
  const guardRoutes = declareAccess(server, parts.guards);
  server.setErrorHandler(sendError);
  if (parts.webhooks) await server.register(parts.webhooks);
  await server.register(async (site) => fillSite(site, parts, guardRoutes));
  return server;
}

/** All but the webhooks, which need nothing of it: a thousand updates a second would pay for every hook. */
async function fillSite(site: FastifyInstance, parts: ServerParts, guardRoutes: GuardRoutes): Promise<void> {
  // Headers first: whatever refuses a request later, its answer carries them.
  await site.register(helmet, securityHeaders(parts.publicUrl));
  await site.register(cookie);
  chooseLocale(site);
  await shedLoad(site, parts.limits ?? null, parts.metrics);
  refuseForgedForms(site, parts.publicUrl);
  guardRoutes(site);
  requireFields(site);
  await site.register(rateLimit, { global: false, enableDraftSpec: true, store: SteadyRateStore });
  await site.register(formbody, { bodyLimit: BODY_LIMIT });
  site.setNotFoundHandler(sendNotFound);
  await site.register(assetRoutes);
  await site.register(healthRoutes, { ready: parts.ready, metrics: parts.metrics });
  if (parts.webhooks || parts.surfaces.length > 0)
    await site.register(landingRoutes, { siteVerification: parts.siteVerification ?? null });
  for (const surface of parts.surfaces) await site.register(surface);
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
