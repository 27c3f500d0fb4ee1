import type { FastifyInstance } from 'fastify';
import { LOCALES, type Locale } from '../../domain/locale.ts';
import { sendPage } from '../ui/render.ts';
import { docsPage } from './docs-page.tsx';
import { openApiDocument, type OpenApiDocument } from './open-api.ts';
import { localeOf } from './words.ts';

export interface DocsParts {
  readonly publicUrl: string;
}

const OPEN = { config: { access: 'public' } } as const;

/** The page for people at `/api`, and the document that it is made from, both in either language and without a key. */
export async function docsRoutes(server: FastifyInstance, { publicUrl }: DocsParts): Promise<void> {
  const baseUrl = `${publicUrl}/api/v1`;
  const documents = new Map<Locale, OpenApiDocument>(
    LOCALES.map((locale) => [locale, openApiDocument(baseUrl, locale)]),
  );
  const documentIn = (locale: Locale) => documents.get(locale) ?? openApiDocument(baseUrl, locale);
  server.get('/api', OPEN, (request, reply) => sendPage(reply, docsPage(documentIn(request.locale), request.locale)));
  server.get('/api/v1/openapi.json', OPEN, (request, reply) =>
    // Tools fetch it from anywhere; it holds nothing that is not public.
    reply.header('access-control-allow-origin', '*').send(documentIn(localeOf(request))),
  );
}
