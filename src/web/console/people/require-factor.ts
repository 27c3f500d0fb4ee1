import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../../auth/viewer.ts';
import type { ConsoleParts } from '../parts.ts';
import { needsSecondFactor, type Action } from '../policy.ts';

export const FACTOR_PATH = '/console/account/second-factor';

/** What somebody may do who has yet to add a second factor. */
const BEFORE: ReadonlySet<Action> = new Set(['sign-out', 'manage-account']);

/** People without a password come through their agency's directory, which asks for its own second factor. */
export async function isFactorMissing(
  { secondFactor, people }: Pick<ConsoleParts, 'secondFactor' | 'people'>,
  viewer: Viewer,
  action: Action,
): Promise<boolean> {
  if (secondFactor === 'optional' || viewer.hasSecondFactor || BEFORE.has(action) || !needsSecondFactor(viewer)) {
    return false;
  }
  return people.hasPassword(viewer.id);
}

export function leadToFactor(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (request.headers['hx-request'] !== undefined) return reply.header('hx-redirect', FACTOR_PATH).send('');
  return reply.redirect(FACTOR_PATH, 303);
}
