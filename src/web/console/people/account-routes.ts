import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { PasswordFault } from '../../../domain/password.ts';
import type { Locale } from '../../../domain/locale.ts';
import { viewerOf } from '../../auth/require-session.ts';
import { secretField } from '../../typed-field.ts';
import type { Fault } from '../../ui/field.tsx';
import { sendPage } from '../../ui/render.ts';
import type { ConsoleParts } from '../parts.ts';
import { may } from '../policy.ts';
import { visitOf } from '../visit.ts';
import { accountPage, type AccountProps } from './account-page.tsx';
import { peopleTextFor } from './text.ts';

const config = { access: 'session', action: 'manage-account' } as const;
const PasswordForm = z.object({ current: secretField, password: secretField, again: secretField });
const SessionForm = z.object({
  session: z
    .string()
    .regex(/^[\w-]{1,60}$/)
    .catch('')
    .default(''),
});
const DoneQuery = z.object({ done: z.enum(['changed', 'ended', 'mail']).nullable().catch(null).default(null) });

/** What everybody may do with their own account. */
export function accountRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  server.get('/console/account', { config }, async (request, reply) =>
    sendAccount(parts, request, reply, { faults: [], done: DoneQuery.parse(request.query).done }),
  );

  server.post('/console/account/password', { config }, async (request, reply) => {
    const fault = await change(parts, request);
    if (fault === null) return reply.redirect('/console/account?done=changed', 303);
    return sendAccount(parts, request, reply.code(422), { faults: [fault], done: null });
  });

  server.post('/console/account/sessions', { config }, async (request, reply) => {
    const viewer = viewerOf(request);
    const { session } = SessionForm.parse(request.body ?? {});
    await parts.people.endOwnSessions(viewer, session === 'others' ? { except: viewer.sessionId } : { only: session });
    return reply.redirect('/console/account?done=ended', 303);
  });

  lettersRoute(server, parts);
}

const box = z.literal('on').optional().catch(undefined);
const LettersForm = z.object({ digest: box, alerts: box });

/** In the language that they were asked for. */
function lettersRoute(server: FastifyInstance, parts: ConsoleParts): void {
  server.post('/console/account/mail', { config }, async (request, reply) => {
    const viewer = viewerOf(request);
    const { digest, alerts } = LettersForm.parse(request.body ?? {});
    if (may(viewer, 'see-indices')) {
      const wanted = { digest: digest === 'on', alerts: alerts === 'on', locale: request.locale };
      await parts.letters.set(viewer.id, wanted);
    }
    return reply.redirect('/console/account?done=mail', 303);
  });
}

/** Guesses at the current password count like those at the sign-in page. */
async function change({ people, now }: ConsoleParts, request: FastifyRequest): Promise<Fault | null> {
  const viewer = viewerOf(request);
  const text = peopleTextFor(request.locale).account;
  const ruling = await people.guardSignIn(viewer.email);
  if (ruling.kind === 'locked') return { field: 'current', message: text.locked(minutesUntil(ruling.until, now())) };
  const fault = await people.changePassword(viewer, PasswordForm.parse(request.body ?? {}));
  if (fault === 'current-wrong') return { field: 'current', message: text.currentWrong };
  await people.welcome(viewer.email);
  return fault && passwordFaultOf(fault, request.locale);
}

export function passwordFaultOf(fault: PasswordFault, locale: Locale): Fault {
  return {
    field: fault === 'again-differs' ? 'again' : 'password',
    message: peopleTextFor(locale).password.faults[fault],
  };
}

export function minutesUntil(until: Date, now: Date): number {
  return Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000));
}

async function sendAccount(
  parts: ConsoleParts,
  request: FastifyRequest,
  reply: FastifyReply,
  filled: Pick<AccountProps, 'faults' | 'done'>,
): Promise<FastifyReply> {
  const viewer = viewerOf(request);
  const [visit, sessions, hasPassword, wanted] = await Promise.all([
    visitOf(parts, request),
    parts.people.sessions(viewer.id),
    parts.people.hasPassword(viewer.id),
    may(viewer, 'see-indices') ? parts.letters.get(viewer.id) : null,
  ]);
  const letters = wanted && { ...wanted, canSend: parts.letters.canSend };
  return sendPage(reply, accountPage(visit, { ...filled, sessions, hasPassword, letters, zone: parts.zone }));
}
