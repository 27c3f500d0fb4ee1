import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { WebError } from '../problem.ts';
import type { Accounts } from './accounts.ts';
import type { Viewer } from './viewer.ts';

export const SIGN_IN_PATH = '/console/sign-in';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on routes with `access: 'session'`. */
    viewer?: Viewer;
  }
}

/** The guard of `session` routes: lets people in who are signed in, leads the others to the sign-in page. */
export function requireSession(accounts: Accounts): onRequestAsyncHookHandler {
  return async (request, reply) => {
    const { viewer, cookies } = await accounts.visit(toHeaders(request));
    if (cookies.length > 0) reply.header('set-cookie', cookies);
    if (!viewer) return leadToSignIn(request, reply);
    request.viewer = viewer;
  };
}

/** @throws WebError 403 on a route without the session guard */
export function viewerOf(request: FastifyRequest): Viewer {
  if (!request.viewer) throw new WebError(403, 'no-session', 'Nobody is signed in.');
  return request.viewer;
}

export function toHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  const { cookie, 'user-agent': agent } = request.headers;
  if (cookie !== undefined) headers.set('cookie', cookie);
  if (agent !== undefined) headers.set('user-agent', agent);
  return headers;
}

/** The sign-in page takes no longer one, and no proxy passes on a header of any length. */
export const LONGEST_NEXT = 500;

/** A refresh of part of a page must not put the sign-in form there: htmx is told to leave the page. */
function leadToSignIn(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (request.headers['hx-request'] !== undefined) return reply.header('hx-redirect', SIGN_IN_PATH).send('');
  const isKept = request.method === 'GET' && request.url.length <= LONGEST_NEXT;
  const next = isKept ? `?next=${encodeURIComponent(request.url)}` : '';
  return reply.redirect(`${SIGN_IN_PATH}${next}`, 303);
}

/** Only pages for those who are signed in: never another site, whatever a link says. */
export function safeNext(next: string | undefined): string | null {
  if (next === '/oauth/zalo') return next;
  return next !== undefined && /^\/console(?!.*\.\.)(?:[/?][\w\-./?=&%:,+]*)?$/.test(next) ? next : null;
}
