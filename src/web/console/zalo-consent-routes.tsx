import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { z } from 'zod';
import type { Locale } from '../../domain/locale.ts';
import { zaloTextFor } from '../../domain/text/zalo-text.ts';
import { Button } from '../ui/button.tsx';
import { Layout } from '../ui/layout.tsx';
import { sendPage } from '../ui/render.ts';
import type { ConsentOutcome, ZaloConsent } from './parts.ts';

export const CONSENT_PATH = '/oauth/zalo';
const CALLBACK_PATH = '/oauth/zalo/callback';
const COOKIE = 'hl-zalo-consent';
const LIFE_SECONDS = 900;
/** Zalo's console may fix the consent address, and then no state comes back. */
const NO_STATE = 'begun';

const STATUS: Readonly<Record<ConsentOutcome, number>> = { granted: 200, invalid: 400, refused: 502, unreached: 503 };

const Told = z.object({ outcome: z.literal('granted') });
const State = z.object({ state: z.string().max(200).default(NO_STATE) });

/**
 * An admin lets the service use the Official Account: to Zalo's consent page and back. The way back is signed by a
 * state that only the browser that set out can bring along.
 */
export function zaloConsentRoutes(server: FastifyInstance, consent: ZaloConsent, secure: boolean): void {
  const cookie = { path: CONSENT_PATH, httpOnly: true, sameSite: 'lax', secure } as const;

  server.get(CONSENT_PATH, { config: { access: 'session', action: 'connect-zalo' } }, async (_request, reply) => {
    const { url, state } = consent.begin();
    return reply.setCookie(COOKIE, state ?? NO_STATE, { ...cookie, maxAge: LIFE_SECONDS }).redirect(url, 303);
  });

  server.get(CALLBACK_PATH, { config: { access: 'signed' } }, async (request, reply) => {
    // Looked at again, or in the other language: the code in the first address works once.
    if (Told.safeParse(request.query).success) return show(request, reply, consent, 'granted');
    const outcome = hasSetOut(request) ? await consent.finish(request.query) : 'invalid';
    reply.clearCookie(COOKIE, cookie);
    if (outcome === 'granted') return reply.redirect(`${CALLBACK_PATH}?outcome=granted`, 303);
    return show(request, reply, consent, outcome);
  });
}

function hasSetOut(request: FastifyRequest): boolean {
  const query = State.safeParse(request.query);
  return query.success && request.cookies[COOKIE] === query.data.state;
}

function show(
  request: FastifyRequest,
  reply: FastifyReply,
  { account }: ZaloConsent,
  outcome: ConsentOutcome,
): FastifyReply {
  return sendPage(reply.code(STATUS[outcome]), consentPage(request.locale, account, outcome));
}

function consentPage(locale: Locale, account: string, outcome: ConsentOutcome): VNode {
  const text = zaloTextFor(locale).consent;
  const { title, body } = text[outcome];
  const isDone = outcome === 'granted';
  return (
    <Layout locale={locale} title={title} width="narrow" home="/console" search={isDone ? 'outcome=granted' : ''}>
      <h1>{title}</h1>
      <p class="large">{body(account)}</p>
      <p class="actions">
        <Button href={isDone ? '/console' : CONSENT_PATH}>{isDone ? text.toConsole : text.again}</Button>
      </p>
    </Layout>
  );
}
