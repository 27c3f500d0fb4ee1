import type { FastifyInstance, onRequestAsyncHookHandler, RouteOptions } from 'fastify';
import { CodedError } from '../lib/coded-error.ts';
import { enforcePolicy, type Action } from './policy.ts';
import type { Locale } from '../domain/locale.ts';

/**
 * Who may call a route. `session` and `api-key` are enforced by the server's guards; `webhook` (platform secret) and
 * `signed` (token in the address) by the route itself, which needs the body or the token for it.
 */
export const ACCESS = ['public', 'session', 'api-key', 'webhook', 'signed'] as const;
export type Access = (typeof ACCESS)[number];

export type Guards = Readonly<Partial<Record<Access, onRequestAsyncHookHandler>>>;

export interface RouteEntry {
  readonly method: string;
  readonly url: string;
  readonly access: Access;
  /** What the policy is asked for; null on routes that ask for no session and no key. */
  readonly action: Action | null;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    /** Vietnamese unless the visitor chose otherwise. */
    locale: Locale;
  }
  interface FastifyInstance {
    /** Every route of the server, in order of declaration. */
    readonly routeList: readonly RouteEntry[];
    /** Inherited by all that is registered within. */
    isGuarded: boolean;
  }
}

/** Has the guards run and the policy asked, on all routes of a part of the server. */
export type GuardRoutes = (part: FastifyInstance) => void;

/**
 * Refuses a route that does not say who may call it or for what, or whose guard is missing. Call before any route is
 * declared; a route may ask for a session or a key only in a part that is guarded by what this returns.
 * @throws CodedError `route-access`, `route-guard`, `route-action`
 */
export function declareAccess(server: FastifyInstance, guards: Guards): GuardRoutes {
  const routes: RouteEntry[] = [];
  server.decorate('routeList', routes);
  server.decorate('isGuarded', false);
  server.addHook('onRoute', function check(route) {
    const access = accessOf(route);
    const action = route.config?.action ?? null;
    if (access === 'session' || access === 'api-key') {
      if (!guards[access] || !this.isGuarded)
        throw new CodedError('route-guard', `No guard for ${access}: ${route.url}`);
      if (!action) throw new CodedError('route-action', `Route without an action of policy.ts: ${route.url}`);
    }
    for (const method of [route.method].flat()) routes.push({ method, url: route.url, access, action });
  });
  return (part) => {
    part.isGuarded = true;
    part.addHook('onRequest', async function guard(request, reply) {
      const { access } = request.routeOptions.config;
      if (access) await guards[access]?.call(this, request, reply);
      // A guard that has led somebody elsewhere has named nobody.
      if (!reply.sent) enforcePolicy(request);
    });
  };
}

function accessOf(route: RouteOptions): Access {
  const access = route.config?.access;
  if (!access) throw new CodedError('route-access', `Route without access: ${route.url}`);
  return access;
}
