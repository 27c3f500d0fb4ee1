import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AuditAction, AuditEvent } from '../../domain/audit.ts';
import type { Known } from '../auth/create-auth.ts';
import { LONGEST_NEXT, safeNext, SIGN_IN_PATH, toHeaders, viewerOf } from '../auth/require-session.ts';
import { sendPage } from '../ui/render.ts';
import type { AttemptLimit } from './attempt-limit.ts';
import type { ConsoleParts } from './parts.ts';
import { minutesUntil } from './people/account-routes.ts';
import { codePath } from './people/second-factor-routes.ts';
import { signInPage, type SignInFailure } from './sign-in-page.tsx';

/** What somebody from an address that made too many attempts is told to wait. */
const ADDRESS_WAIT_MINUTES = 15;

const SignInForm = z.object({
  email: z
    .string()
    .max(254)
    .transform((text) => text.replaceAll(/\p{Cc}/gu, '').trim())
    .default(''),
  password: z.string().max(200).default(''),
  next: z.string().max(LONGEST_NEXT).optional(),
});
type SignInForm = z.infer<typeof SignInForm>;

const Query = z.object({
  next: z.string().max(LONGEST_NEXT).optional(),
  set: z.literal('').optional(),
  failed: z.enum(['over', 'agency-refused', 'agency-away']).optional().catch(undefined),
});

type SignInParts = Pick<ConsoleParts, 'accounts' | 'agency' | 'recordAudit' | 'addressMark' | 'people' | 'now'>;

/** Our own form in front of better-auth: asks first whether the account or the address has to wait. */
export function signInRoutes(server: FastifyInstance, parts: SignInParts, isExceeded: AttemptLimit): void {
  server.get(SIGN_IN_PATH, { config: { access: 'public' } }, async (request, reply) => {
    const query = Query.safeParse(request.query).data;
    const next = safeNext(query?.next);
    const isSet = query?.set !== undefined;
    const failure = query?.failed === undefined ? null : { kind: query.failed };
    return sendPage(
      reply,
      signInPage({ locale: request.locale, email: '', next, failure, isSet, agency: parts.agency }),
    );
  });

  server.post(SIGN_IN_PATH, { config: { access: 'public' } }, async (request, reply) => {
    const form = SignInForm.parse(SignInForm.safeParse(request.body).data ?? {});
    if (await isExceeded(request)) {
      return refuse(parts, reply, form, { kind: 'locked', minutes: ADDRESS_WAIT_MINUTES });
    }
    return signIn(parts, request, reply, form);
  });

  server.post('/console/sign-out', { config: { access: 'session', action: 'sign-out' } }, async (request, reply) => {
    const cookies = await parts.accounts.signOut(toHeaders(request));
    await parts.recordAudit(ofPerson('session.closed', viewerOf(request)));
    return reply.header('set-cookie', cookies).redirect(SIGN_IN_PATH, 303);
  });
}

async function signIn(
  parts: SignInParts,
  request: FastifyRequest,
  reply: FastifyReply,
  form: SignInForm,
): Promise<FastifyReply> {
  const { accounts, people, recordAudit, now } = parts;
  const ruling = await people.guardSignIn(form.email);
  if (ruling.kind === 'locked') {
    return refuse(parts, reply, form, { kind: 'locked', minutes: minutesUntil(ruling.until, now()) });
  }
  const outcome = await accounts.signIn(form.email, form.password, toHeaders(request));
  if (outcome.kind === 'refused') {
    await recordRefusal(parts, form.email, ruling.next.lockedUntil);
    return refuse(parts, reply, form, { kind: 'refused' });
  }
  await people.welcome(form.email);
  reply.header('set-cookie', outcome.cookies);
  const next = safeNext(form.next);
  if (outcome.kind === 'code-needed') return reply.redirect(codePath(next), 303);
  await recordAudit(ofPerson('session.opened', outcome.person));
  return reply.redirect(next ?? '/console', 303);
}

function ofPerson(action: AuditAction, { id, scope }: Known): AuditEvent {
  return { action, actor: { kind: 'person', id }, subject: id, unit: scope, facts: {} };
}

/** Whose account it was tried on; what was typed stands there as a mark only. */
async function recordRefusal(
  { accounts, recordAudit, addressMark, now }: SignInParts,
  email: string,
  lockedUntil: Date | null,
): Promise<void> {
  const person = await accounts.find(email);
  const about = { actor: { kind: 'nobody' }, subject: person?.id ?? null, unit: person?.scope ?? null } as const;
  const facts = { address: addressMark(email) };
  await recordAudit({ action: 'session.refused', ...about, facts });
  if (lockedUntil === null) return;
  const minutes = minutesUntil(lockedUntil, now());
  await recordAudit({ action: 'session.locked', ...about, facts: { ...facts, minutes } });
}

function refuse({ agency }: SignInParts, reply: FastifyReply, form: SignInForm, failure: SignInFailure): FastifyReply {
  const { locale } = reply.request;
  const page = signInPage({ locale, email: form.email, next: safeNext(form.next), failure, isSet: false, agency });
  return sendPage(reply.code(failure.kind === 'locked' ? 429 : 401), page);
}
