import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Locale } from '../../domain/locale.ts';
import { newId } from '../../lib/new-id.ts';
import type { Clock, ConversationStore, Inbox } from '../../service/ports.ts';
import type { SurveyView, Visit } from '../../service/show-survey.ts';
import { sendPage } from '../ui/render.ts';
import { backCheckRoutes, type BackCheckRouteParts } from './back-check-routes.ts';
import { deviceOf, giveDevice } from './device.ts';
import { firstPage } from './first-page.tsx';
import { cookiesPage, messagePage, savingPage, unknownPage } from './message-pages.tsx';
import { notSavedPage } from './not-saved-page.tsx';
import { questionPage } from './question-page.tsx';
import { eventOf, readSubmission, toInbound, type Submission } from './submission.ts';
import { isSettled } from './settle.ts';
import { unitRoutes, type UnitPageParts } from './unit-routes.ts';
import { verifyRoutes, type VerifyParts } from './verify-routes.ts';

export interface CitizenParts extends UnitPageParts, VerifyParts, BackCheckRouteParts {
  readonly showSurvey: (visit: Visit) => Promise<SurveyView>;
  readonly conversations: Pick<ConversationStore, 'isProcessed'>;
  readonly inbox: Inbox;
  readonly clock: Clock;
  /** How long a post waits for its answer to be stored; default 2000. */
  readonly waitMs?: number;
  /** A ward's Wi-Fi shares one address; default 600. */
  readonly requestsPerMinute?: number;
}

const WAIT_MS = 2000;
const REQUESTS_PER_MINUTE = 600;

interface PageRequest {
  readonly Params: { readonly token: string };
  readonly Querystring: Readonly<Record<string, unknown>>;
}

const PostId = z.uuid();

/** The survey page behind a slip's link: server-rendered, plain forms, no script needed. */
export function citizenSurface(parts: CitizenParts): FastifyPluginAsync {
  const rateLimit = { max: parts.requestsPerMinute ?? REQUESTS_PER_MINUTE, timeWindow: 60_000 };
  return async (server) => {
    server.addHook('onRequest', async (_request, reply) => {
      reply.header('x-robots-tag', 'noindex');
    });
    server.get<PageRequest>('/s/:token', { config: { access: 'signed', rateLimit } }, async (request, reply) =>
      show(parts, request, reply),
    );
    server.post<PageRequest>('/s/:token', { config: { access: 'signed', rateLimit } }, async (request, reply) =>
      take(parts, request, reply),
    );
    unitRoutes(server, parts);
    verifyRoutes(server, parts);
    backCheckRoutes(server, parts);
  };
}

async function show(
  parts: CitizenParts,
  request: FastifyRequest<PageRequest>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { token } = request.params;
  const path = pathOf(token);
  const saving = PostId.safeParse(request.query['saving']).data;
  if (saving !== undefined) {
    if (await isSettled(parts.conversations, saving, 0)) return reply.redirect(`${path}?posted=${saving}`, 303);
    return sendPage(reply, savingPage(request.locale, path, saving));
  }
  const known = deviceOf(request);
  const posted = PostId.safeParse(request.query['posted']).data;
  const view = await parts.showSurvey({ token, device: known, locale: chosenLocale(request), posted });
  if (view.kind === 'unknown') return sendPage(reply.code(404), unknownPage(request.locale, path));
  const device = known ?? giveDevice(reply, parts.publicUrl.startsWith('https:'));
  if (view.kind === 'asking' && !view.delivered && request.method === 'GET') {
    countOpening(parts, request, { token, device, locale: view.locale });
  }
  return sendView(reply, view, path);
}

function sendView(reply: FastifyReply, view: Exclude<SurveyView, { kind: 'unknown' }>, path: string): FastifyReply {
  if (view.kind !== 'asking') return sendPage(reply, messagePage(view, path));
  const page = { view, path, nonce: newId<string>() };
  return sendPage(reply, view.asks === 'invite' ? firstPage(page) : questionPage(page));
}

/** Nobody waits for it: a page that cannot be counted is still shown. */
function countOpening(
  parts: CitizenParts,
  request: FastifyRequest<PageRequest>,
  { token, device, locale }: Visit,
): void {
  const update = { updateId: newId<string>(), address: token, device, locale, event: { kind: 'opened' } } as const;
  parts.inbox.accept(toInbound(update, parts.clock.now())).catch((err: unknown) => {
    request.log.warn({ err }, 'an opened survey page is not counted');
  });
}

async function take(
  parts: CitizenParts,
  request: FastifyRequest<PageRequest>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { token } = request.params;
  const path = pathOf(token);
  const submission = readSubmission(request.body);
  const device = deviceOf(request);
  if (device === null) return sendPage(reply.code(400), cookiesPage(request.locale, path));
  const taken = await queue(parts, { token, device, locale: chosenLocale(request) }, submission).catch(
    (err: unknown) => {
      request.log.error({ err }, 'an answer from the survey page is not queued');
      return null;
    },
  );
  if (taken === null) {
    return sendPage(reply.code(503), notSavedPage({ locale: request.locale, path, submission }));
  }
  if (taken.kind === 'empty') {
    return sendPage(reply.code(422), questionPage({ view: taken.view, path, nonce: newId<string>(), isEmpty: true }));
  }
  const settled =
    taken.kind === 'ignored' || (await isSettled(parts.conversations, submission.nonce, parts.waitMs ?? WAIT_MS));
  if (!settled) return reply.redirect(`${path}?saving=${submission.nonce}`, 303);
  return reply.redirect(taken.kind === 'queued' && taken.isLast ? `${path}?posted=${submission.nonce}` : path, 303);
}

type Taken =
  | { readonly kind: 'ignored' }
  /** What finishes the survey comes back to the page, which tells its receipt. */
  | { readonly kind: 'queued'; readonly isLast: boolean }
  | { readonly kind: 'empty'; readonly view: Extract<SurveyView, { kind: 'asking' }> };

/**
 * Queues what was sent, if this device is asked for it now: a comment from a page left open would be read as the
 * answer to another question.
 */
async function queue(parts: CitizenParts, visit: Visit, submission: Submission): Promise<Taken> {
  const view = await parts.showSurvey(visit);
  if (view.kind !== 'asking') return { kind: 'ignored' };
  if (submission.kind === 'comment') {
    if (view.asks !== 'ask-comment') return { kind: 'ignored' };
    if (submission.comment.trim() === '') return { kind: 'empty', view };
  }
  const { token: address, device } = visit;
  const update = { updateId: submission.nonce, address, device, locale: view.locale, event: eventOf(submission) };
  await parts.inbox.accept(toInbound(update, parts.clock.now()));
  return { kind: 'queued', isLast: view.asks === 'ask-comment' };
}

/** Null when the visitor has chosen none: the dossier's language then. */
function chosenLocale(request: FastifyRequest<PageRequest>): Locale | null {
  return 'lang' in request.query || request.cookies['hl-lang'] !== undefined ? request.locale : null;
}

function pathOf(token: string): string {
  return `/s/${encodeURIComponent(token)}`;
}
