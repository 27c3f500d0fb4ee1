import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AttemptLimit } from '../attempt-limit.ts';
import type { ConsoleParts } from '../parts.ts';
import { secretField } from '../../typed-field.ts';
import { sendPage } from '../../ui/render.ts';
import { passwordFaultOf } from './account-routes.ts';
import { linkOverPage, passwordLinkPage } from './link-page.tsx';

const PATH = '/console/links/:token';
const config = { access: 'signed' } as const;
const Form = z.object({ password: secretField, again: secretField });

type LinkRequest = FastifyRequest<{ Params: { token: string } }>;

/** Opened without a session: the token in the address is the key, once. */
export function linkRoutes(server: FastifyInstance, { people }: ConsoleParts, isExceeded: AttemptLimit): void {
  const sendOver = ({ locale }: LinkRequest, reply: FastifyReply) => sendPage(reply.code(404), linkOverPage(locale));

  server.get<{ Params: { token: string } }>(PATH, { config }, async (request, reply) => {
    const { token } = request.params;
    const opened = (await isExceeded(request)) ? null : await people.openLink(token);
    if (!opened) return sendOver(request, reply);
    return sendPage(reply, passwordLinkPage({ locale: request.locale, token, opened, faults: [] }));
  });

  server.post<{ Params: { token: string } }>(PATH, { config }, async (request, reply) => {
    const { token } = request.params;
    const { locale } = request;
    const outcome = await people.setPasswordByLink(token, Form.parse(request.body ?? {}));
    if (outcome.kind === 'link-over') return sendOver(request, reply);
    if (outcome.kind === 'set') {
      await people.welcome(outcome.person.email);
      return reply.redirect('/console/sign-in?set', 303);
    }
    const faults = [passwordFaultOf(outcome.fault, locale)];
    return sendPage(reply.code(422), passwordLinkPage({ locale, token, opened: outcome.opened, faults }));
  });
}
