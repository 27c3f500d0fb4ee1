import { STATUS_CODES } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CodedError } from '../lib/coded-error.ts';
import { pageAbove } from './post-only.ts';
import { errorPage } from './ui/error-page.tsx';
import { sendPage } from './ui/render.ts';

/** An error with a status of its own; `message` is shown to API callers as `detail`. */
export class WebError extends CodedError {
  readonly status: number;

  constructor(status: number, code: string, message: string, options?: ErrorOptions) {
    super(code, message, options);
    this.name = 'WebError';
    this.status = status;
  }
}

/** RFC 9457. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly requestId: string;
}

/** Machines get problem+json, people a page in their language. 5xx are logged, by code and stack only. */
export async function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const status = statusOf(error);
  if (status >= 500)
    request.log.error({ request: request.id, err: error, route: request.routeOptions.url }, 'request failed');
  await sendStatus(status, error, request, reply);
}

export async function sendNotFound(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  await sendStatus(404, new WebError(404, 'not-found', 'There is no such address.'), request, reply);
}

async function sendStatus(status: number, error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.code(status).header('cache-control', 'no-store');
  const above = status === 404 ? leadsTo(request) : null;
  if (above !== null) {
    await reply.redirect(above, 303);
    return;
  }
  if (!isForMachines(request)) {
    await sendPage(
      reply,
      errorPage({ status, locale: request.locale, requestId: request.id, code: codeOf(error), home: homeOf(request) }),
    );
    return;
  }
  const detail = error instanceof WebError ? { detail: error.message } : {};
  const title = STATUS_CODES[status] ?? 'Error';
  const problem: Problem = {
    type: 'about:blank',
    title,
    status,
    code: codeOf(error),
    ...detail,
    requestId: request.id,
  };
  await reply.type('application/problem+json').send(JSON.stringify(problem));
}

function statusOf(error: unknown): number {
  if (error instanceof WebError) return error.status;
  // The database is away for a moment: callers may try again.
  if (error instanceof CodedError && error.code === 'unavailable') return 503;
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  return status >= 400 && status <= 599 ? status : 500;
}

function codeOf(error: unknown): string {
  if (statusOf(error) >= 500 && !(error instanceof WebError)) return 'internal';
  return error instanceof Error && 'code' in error ? String(error.code) : 'error';
}

/** A slip's page leads nowhere else. */
function homeOf({ url }: FastifyRequest): string | null {
  if (url.startsWith('/console')) return '/console';
  return url.startsWith('/s/') ? null : '/';
}

/** The page that an address for forms belongs to; null where there is simply no such address. */
function leadsTo(request: FastifyRequest): string | null {
  if (request.method !== 'GET' || isForMachines(request)) return null;
  const [pathname = '', search] = request.url.split('?', 2);
  const above = pageAbove(pathname, request.server.routeList);
  return above === null || search === undefined ? above : `${above}?${search}`;
}

function isForMachines(request: FastifyRequest): boolean {
  const { access } = request.routeOptions.config;
  if (access === 'api-key' || access === 'webhook') return true;
  return /^\/(?:api|webhooks|healthz|readyz|metrics)(?:[/?]|$)/.test(request.url);
}
