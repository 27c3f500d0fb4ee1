import type { FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '../../lib/new-id.ts';

const COOKIE = 'hl_device';
const MONTH_SECONDS = 30 * 86_400;

/** Random id of this browser: whose slip it is. Null when the browser sent none, or something else. */
export function deviceOf(request: FastifyRequest): string | null {
  const device = request.cookies[COOKIE];
  return device !== undefined && /^[0-9a-f-]{36}$/.test(device) ? device : null;
}

/** Only the survey page receives it. */
export function giveDevice(reply: FastifyReply, secure: boolean): string {
  const device = newId<string>();
  reply.setCookie(COOKIE, device, { path: '/s', httpOnly: true, sameSite: 'lax', secure, maxAge: MONTH_SECONDS });
  return device;
}
