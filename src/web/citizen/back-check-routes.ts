import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { SAID, type BackCheckAnswers, type BackCheckQuestion, type Said } from '../../domain/back-check.ts';
import { BACK_CHECK_PATH } from '../../service/back-check/answer-on-page.ts';
import { sendPage } from '../ui/render.ts';
import { backCheckOverPage, backCheckPage, backCheckThanksPage, type Chosen } from './back-check-pages.tsx';

export interface BackCheckRouteParts {
  /** Null when there is no such back-check, or it is over. */
  readonly openBackCheck: (token: string) => Promise<{ readonly agency: string; readonly shortCode: string } | null>;
  /** False when it is over. */
  readonly answerBackCheck: (token: string, answers: BackCheckAnswers) => Promise<boolean>;
}

interface OfToken {
  readonly Params: { readonly token: string };
}

/** A ward's Wi-Fi shares one address; tokens have 128 bits. */
const rateLimit = { max: 60, timeWindow: 60_000 };
const config = { access: 'signed', rateLimit } as const;

const NOTHING: Chosen = { own: '', prompted: '' };
const word = z.string().max(20).catch('').default('');
const Form = z.object({ own: word, prompted: word });

/** The page behind the link of a back-check that a chat cannot ask: works without scripts, answers once. */
export function backCheckRoutes(server: FastifyInstance, parts: BackCheckRouteParts): void {
  server.get<OfToken>(`${BACK_CHECK_PATH}/:token`, { config }, (request, reply) =>
    ask(parts, request, reply, NOTHING, false),
  );

  server.post<OfToken>(`${BACK_CHECK_PATH}/:token`, { config }, async (request, reply) => {
    const chosen = Form.parse(request.body ?? {});
    const [own, prompted] = [readSaid('own', chosen), readSaid('prompted', chosen)];
    if (own === null || prompted === null) {
      const known = { own: own ?? '', prompted: prompted ?? '' };
      return ask(parts, request, reply, known, true);
    }
    if (!(await parts.answerBackCheck(request.params.token, { own, prompted }))) return over(request, reply);
    return sendPage(reply, backCheckThanksPage({ locale: request.locale, path: pathOf(request) }));
  });
}

async function ask(
  parts: BackCheckRouteParts,
  request: FastifyRequest<OfToken>,
  reply: FastifyReply,
  chosen: Chosen,
  isIncomplete: boolean,
): Promise<FastifyReply> {
  const about = await parts.openBackCheck(request.params.token);
  if (about === null) return over(request, reply);
  const page = backCheckPage({ ...about, locale: request.locale, path: pathOf(request), chosen, isIncomplete });
  return sendPage(isIncomplete ? reply.code(422) : reply, page);
}

function over(request: FastifyRequest<OfToken>, reply: FastifyReply): FastifyReply {
  return sendPage(reply.code(404), backCheckOverPage({ locale: request.locale, path: pathOf(request) }));
}

function pathOf({ params }: FastifyRequest<OfToken>): string {
  return `${BACK_CHECK_PATH}/${encodeURIComponent(params.token)}`;
}

function readSaid(question: BackCheckQuestion, chosen: Chosen): Said | null {
  return SAID[question].find((said) => said === chosen[question]) ?? null;
}
