import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { readShortCode } from '../../lib/short-code.ts';
import { VERIFY_PATH } from '../../service/check-message.ts';
import { typedField } from '../typed-field.ts';
import { sendPage } from '../ui/render.ts';
import { verdictPage, verifyPage } from './verify-pages.tsx';

export interface VerifyParts {
  readonly checkMessage: (shortCode: string) => Promise<boolean>;
  readonly publicUrl: string;
}

/** Few of 887 million codes are in use: whoever tries them in turn finds none. A ward's Wi-Fi shares one address. */
const RATE_LIMIT = { max: 30, timeWindow: 600_000 };

const Entered = z.object({ code: typedField(80) });

/** Is this message ours? Codes travel in the body of a post: an address would stay in histories. */
export function verifyRoutes(server: FastifyInstance, { checkMessage, publicUrl }: VerifyParts): void {
  server.get(VERIFY_PATH, { config: { access: 'public' } }, async (request, reply) =>
    sendPage(reply, verifyPage({ locale: request.locale, publicUrl, typed: null })),
  );

  const config = { access: 'public', rateLimit: RATE_LIMIT } as const;
  server.post(VERIFY_PATH, { config }, async (request, reply) => {
    const { locale } = request;
    const { code } = Entered.parse(request.body ?? {});
    const typed = readShortCode(code);
    if (typed === null) return sendPage(reply.code(422), verifyPage({ locale, publicUrl, typed: code }));
    const isOurs = await checkMessage(typed.code);
    return sendPage(reply, verdictPage({ locale, publicUrl, code: typed.code, isOurs }));
  });
}
