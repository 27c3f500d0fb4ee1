import type { FastifyInstance } from 'fastify';
import { LOCALES, type Locale } from '../domain/locale.ts';

const COOKIE = 'hl-lang';
const YEAR_SECONDS = 31_536_000;

/**
 * `request.locale`: `?lang=`, else what was chosen before, else Vietnamese. Browsers' own settings are not asked:
 * many office PCs in Vietnam run an English Windows. Needs the cookie plugin.
 */
export function chooseLocale(server: FastifyInstance): void {
  server.decorateRequest('locale', 'vi');
  server.addHook('onRequest', async (request, reply) => {
    const asked = asLocale(askedFor(request.query));
    request.locale = asked ?? asLocale(request.cookies[COOKIE]) ?? 'vi';
    if (asked) reply.setCookie(COOKIE, asked, { path: '/', httpOnly: true, sameSite: 'lax', maxAge: YEAR_SECONDS });
  });
}

function askedFor(query: unknown): unknown {
  return typeof query === 'object' && query !== null && 'lang' in query ? query.lang : undefined;
}

function asLocale(value: unknown): Locale | undefined {
  return LOCALES.find((locale) => locale === value);
}
