import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AuditAction, AuditFacts } from '../../../domain/audit.ts';
import type { Known } from '../../auth/create-auth.ts';
import { safeNext, SIGN_IN_PATH, toHeaders, viewerOf } from '../../auth/require-session.ts';
import { secretField } from '../../typed-field.ts';
import type { Fault } from '../../ui/field.tsx';
import { sendPage } from '../../ui/render.ts';
import type { AttemptLimit } from '../attempt-limit.ts';
import type { ConsoleParts } from '../parts.ts';
import { visitOf } from '../visit.ts';
import { minutesUntil } from './account-routes.ts';
import { codePage } from './code-page.tsx';
import { FACTOR_PATH } from './require-factor.ts';
import { factorPage, preparationPage } from './second-factor-page.tsx';
import { factorTextFor, peopleTextFor } from './text.ts';

const CODE_PATH = '/console/sign-in/code';
const own = { access: 'session', action: 'manage-account' } as const;

const kind = z.enum(['code', 'recovery']).catch('code').default('code');
const CodeQuery = z.object({ next: z.string().max(500).optional().catch(undefined), with: kind });
const CodeForm = CodeQuery.extend({
  code: z
    .string()
    .max(40)
    .transform((text) => text.replaceAll(/\s/g, ''))
    .catch('')
    .default(''),
});
const PasswordForm = z.object({ password: secretField });
const DoneQuery = z.object({ done: z.enum(['added', 'dropped']).nullable().catch(null).default(null) });

/** Where somebody types the code after the right password. */
export function codePath(next: string | null): string {
  return next === null ? CODE_PATH : `${CODE_PATH}?${new URLSearchParams({ next }).toString()}`;
}

export function secondFactorRoutes(server: FastifyInstance, parts: ConsoleParts, isExceeded: AttemptLimit): void {
  server.get(CODE_PATH, { config: { access: 'public' } }, async (request, reply) => {
    const { next, with: asked } = CodeQuery.parse(request.query);
    if (!(await parts.accounts.challenged(toHeaders(request)))) return reply.redirect(SIGN_IN_PATH, 303);
    return sendPage(reply, codePage({ locale: request.locale, kind: asked, next: safeNext(next), failure: null }));
  });

  server.post(CODE_PATH, { config: { access: 'public' } }, async (request, reply) => {
    const form = CodeForm.parse(request.body ?? {});
    if (await isExceeded(request)) return refuse(request, reply, form, 'locked');
    return enter(parts, request, reply, form);
  });

  ownFactorRoutes(server, parts);
}

async function enter(
  parts: ConsoleParts,
  request: FastifyRequest,
  reply: FastifyReply,
  form: z.infer<typeof CodeForm>,
): Promise<FastifyReply> {
  const headers = toHeaders(request);
  const person = await parts.accounts.challenged(headers);
  const outcome = await parts.accounts.enterFactor(form.with, form.code, headers);
  if (outcome.kind === 'over') return reply.redirect(`${SIGN_IN_PATH}?failed=over`, 303);
  if (outcome.kind !== 'opened') {
    if (person) await record(parts, 'session.refused', person, 'nobody', { how: form.with });
    return refuse(request, reply, form, outcome.kind);
  }
  if (form.with === 'recovery') await record(parts, 'recovery-code.used', outcome.person, 'self');
  await record(parts, 'session.opened', outcome.person, 'self', { how: form.with });
  return reply.header('set-cookie', outcome.cookies).redirect(safeNext(form.next) ?? '/console', 303);
}

function refuse(
  { locale }: FastifyRequest,
  reply: FastifyReply,
  form: z.infer<typeof CodeForm>,
  failure: 'refused' | 'locked',
): FastifyReply {
  const page = codePage({ locale, kind: form.with, next: safeNext(form.next), failure });
  return sendPage(reply.code(failure === 'locked' ? 429 : 401), page);
}

function record(
  { recordAudit }: ConsoleParts,
  action: AuditAction,
  { id, scope }: Known,
  by: 'self' | 'nobody',
  facts: AuditFacts = {},
): Promise<void> {
  const actor = by === 'self' ? ({ kind: 'person', id } as const) : ({ kind: 'nobody' } as const);
  return recordAudit({ action, actor, subject: id, unit: scope, facts });
}

/** Adding and removing one's own second factor. */
function ownFactorRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  const { accounts } = parts;
  const isRequired = parts.secondFactor === 'required';

  server.get(FACTOR_PATH, { config: own }, async (request, reply) => {
    const { done } = DoneQuery.parse(request.query);
    return sendPage(reply, factorPage(await visitOf(parts, request), { faults: [], done, isRequired }));
  });

  server.post(`${FACTOR_PATH}/start`, { config: own }, async (request, reply) => {
    const made = await withPassword(parts, request, (password) => accounts.prepareFactor(password, toHeaders(request)));
    const visit = await visitOf(parts, request);
    if ('message' in made)
      return sendPage(reply.code(422), factorPage(visit, { faults: [made], done: null, isRequired }));
    return sendPage(reply, preparationPage(visit, made, []));
  });

  server.post(`${FACTOR_PATH}/confirm`, { config: own }, async (request, reply) => {
    const { code } = CodeForm.parse(request.body ?? {});
    const cookies = await accounts.confirmFactor(code, toHeaders(request));
    if (cookies) {
      await record(parts, 'second-factor.added', viewerOf(request), 'self');
      return reply.header('set-cookie', cookies).redirect(`${FACTOR_PATH}?done=added`, 303);
    }
    const fault = { field: 'code', message: factorTextFor(request.locale).codeWrong };
    return sendPage(reply.code(422), preparationPage(await visitOf(parts, request), null, [fault]));
  });

  server.post(`${FACTOR_PATH}/drop`, { config: own }, async (request, reply) => {
    const cookies = await withPassword(parts, request, (password) => accounts.dropFactor(password, toHeaders(request)));
    if ('message' in cookies) {
      const page = factorPage(await visitOf(parts, request), { faults: [cookies], done: null, isRequired });
      return sendPage(reply.code(422), page);
    }
    await record(parts, 'second-factor.removed', viewerOf(request), 'self');
    return reply.header('set-cookie', cookies).redirect(`${FACTOR_PATH}?done=dropped`, 303);
  });
}

/** Guesses at the password count like those at the sign-in page. */
async function withPassword<Made extends object>(
  { people, now }: ConsoleParts,
  request: FastifyRequest,
  run: (password: string) => Promise<Made | null>,
): Promise<Made | Fault> {
  const { email } = viewerOf(request);
  const text = peopleTextFor(request.locale).account;
  const ruling = await people.guardSignIn(email);
  if (ruling.kind === 'locked') return { field: 'password', message: text.locked(minutesUntil(ruling.until, now())) };
  const made = await run(PasswordForm.parse(request.body ?? {}).password);
  if (!made) return { field: 'password', message: text.currentWrong };
  await people.welcome(email);
  return made;
}
