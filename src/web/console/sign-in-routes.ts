import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AuditAction, AuditEvent } from '../../domain/audit.ts';
import type { Known } from '../auth/accounts.ts';
import { safeNext, SIGN_IN_PATH, toHeaders, viewerOf } from '../auth/require-session.ts';
import { sendPage } from '../ui/render.ts';
import type { ConsoleParts } from './parts.ts';
import { signInPage } from './sign-in-page.tsx';

const WINDOW_MS = 900_000;
const ATTEMPTS_PER_EMAIL = 10;
/** A province's offices may share one address, and start work at the same hour. */
const ATTEMPTS_PER_IP = 200;

const SignInForm = z.object({
  email: z.string().max(254).default(''),
  password: z.string().max(200).default(''),
  next: z.string().max(500).optional(),
});
type SignInForm = z.infer<typeof SignInForm>;

const Query = z.object({ next: z.string().max(500).optional() });

type SignInParts = Pick<ConsoleParts, 'accounts' | 'recordAudit' | 'addressMark'>;

/** Our own form in front of better-auth; every attempt counts, also those made at the same time. */
export function signInRoutes(server: FastifyInstance, parts: SignInParts): void {
  const { accounts, recordAudit } = parts;
  const isLocked = attemptCounter(server);

  server.get(SIGN_IN_PATH, { config: { access: 'public' } }, async (request, reply) => {
    const next = safeNext(Query.safeParse(request.query).data?.next);
    return sendPage(reply, signInPage({ locale: request.locale, email: '', next, failure: null }));
  });

  server.post(SIGN_IN_PATH, { config: { access: 'public' } }, async (request, reply) => {
    const form = SignInForm.parse(SignInForm.safeParse(request.body).data ?? {});
    if (await isLocked(request)) return refuse(request, reply, form, 'locked');
    const outcome = await accounts.signIn(form.email.trim(), form.password, toHeaders(request));
    if (outcome.kind === 'refused') {
      await recordRefusal(parts, form.email.trim());
      return refuse(request, reply, form, 'refused');
    }
    await recordAudit(ofPerson('session.opened', outcome.person));
    return reply.header('set-cookie', outcome.cookies).redirect(safeNext(form.next) ?? '/console', 303);
  });

  server.post('/console/sign-out', { config: { access: 'session', action: 'sign-out' } }, async (request, reply) => {
    const cookies = await accounts.signOut(toHeaders(request));
    await recordAudit(ofPerson('session.closed', viewerOf(request)));
    return reply.header('set-cookie', cookies).redirect(SIGN_IN_PATH, 303);
  });
}

function ofPerson(action: AuditAction, { id, scope }: Known): AuditEvent {
  return { action, actor: { kind: 'person', id }, subject: id, unit: scope, facts: {} };
}

/** Whose account it was tried on; what was typed stands there as a mark only. */
async function recordRefusal({ accounts, recordAudit, addressMark }: SignInParts, email: string): Promise<void> {
  const person = await accounts.find(email);
  const facts = { address: addressMark(email) };
  const actor = { kind: 'nobody' } as const;
  await recordAudit({
    action: 'session.refused',
    actor,
    subject: person?.id ?? null,
    unit: person?.scope ?? null,
    facts,
  });
}

function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  form: SignInForm,
  failure: 'refused' | 'locked',
): FastifyReply {
  const page = signInPage({ locale: request.locale, email: form.email, next: safeNext(form.next), failure });
  return sendPage(reply.code(failure === 'locked' ? 429 : 401), page);
}

function attemptCounter(server: FastifyInstance): (request: FastifyRequest) => Promise<boolean> {
  const limits = [
    server.createRateLimit({ max: ATTEMPTS_PER_EMAIL, timeWindow: WINDOW_MS, keyGenerator: emailOf }),
    server.createRateLimit({ max: ATTEMPTS_PER_IP, timeWindow: WINDOW_MS, keyGenerator: (request) => request.ip }),
  ];
  return async (request) => {
    const results = await Promise.all(limits.map((limit) => limit(request)));
    return results.some((result) => !result.isAllowed && result.isExceeded);
  };
}

function emailOf(request: FastifyRequest): string {
  return (SignInForm.safeParse(request.body).data?.email ?? '').trim().toLowerCase();
}
