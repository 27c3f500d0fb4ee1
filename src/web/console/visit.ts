import type { FastifyRequest } from 'fastify';
import { viewerOf } from '../auth/require-session.ts';
import { unitLabel } from '../ui/format.ts';
import type { Visit } from './frame.tsx';
import type { ConsoleParts } from './parts.ts';

/** What every page of the console tells of the visit. */
export async function visitOf(parts: Pick<ConsoleParts, 'units'>, request: FastifyRequest): Promise<Visit> {
  const viewer = viewerOf(request);
  const scopeName = unitLabel(viewer.scope, await parts.units(), request.locale);
  return { viewer, locale: request.locale, scopeName, search: request.url.split('?', 2)[1] ?? '' };
}
