import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import type { UnitScope } from '../../domain/unit.ts';
import { apiKeyHash } from '../../service/create-api-key.ts';
import type { ApiKeyStore } from '../../service/ports.ts';
import { WebError } from '../problem.ts';

/** The key that a call came with: its id for the log of corrections, the unit whose dossiers it may touch. */
export interface ApiKey {
  readonly id: string;
  readonly scope: UnitScope;
  /** Everything is checked, nothing is stored, and no dossier is shown. */
  readonly test: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on routes with `access: 'api-key'`. */
    apiKey?: ApiKey;
  }
}

/** The guard of `api-key` routes. A missing key costs the same look-up as a wrong one. */
export function requireApiKey(apiKeys: Pick<ApiKeyStore, 'recognise'>): onRequestAsyncHookHandler {
  return async (request, reply) => {
    const key = bearerOf(request);
    const found = await apiKeys.recognise(apiKeyHash(key ?? ''));
    if (key === null || !found) throw refusal(reply, key === null);
    request.apiKey = { id: found.id, scope: found.scope, test: found.test };
  };
}

/** @throws WebError 401 on a route without the guard */
export function apiKeyOf(request: FastifyRequest): ApiKey {
  if (!request.apiKey) throw new WebError(401, 'key-missing', 'This call needs an API key.');
  return request.apiKey;
}

function bearerOf(request: FastifyRequest): string | null {
  return /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

function refusal(reply: FastifyReply, missing: boolean): WebError {
  reply.header('www-authenticate', `Bearer realm="hai-long"${missing ? '' : ', error="invalid_token"'}`);
  return missing
    ? new WebError(401, 'key-missing', 'Send the header "Authorization: Bearer <key>".')
    : new WebError(401, 'key-unknown', 'This API key is not known, or was withdrawn.');
}
