import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { createApiKey } from '../../../src/service/create-api-key.ts';
import { listDossiers } from '../../../src/service/list-dossiers.ts';
import { registerDossiers, type RegistrationRequest } from '../../../src/service/register-dossiers.ts';
import { showDossier } from '../../../src/service/show-dossier.ts';
import { showIndices } from '../../../src/service/show-indices.ts';
import { showRates } from '../../../src/service/show-rates.ts';
import type { UnitScope } from '../../../src/domain/unit.ts';
import { apiSurface, type ApiParts } from '../../../src/web/api/api.ts';
import type { WebWorld } from '../../support/web-world.ts';

export interface Result {
  readonly code: string;
  readonly outcome: string;
  readonly reasons?: readonly { readonly field: string; readonly code: string; readonly message: string }[];
  readonly links?: { readonly web: string; readonly telegram?: string };
}

export interface Caller {
  readonly key: string;
  post(body: unknown, headers?: Record<string, string>, query?: string): Promise<LightMyRequestResponse>;
  /** To any address of the API. */
  send(path: string, body: unknown, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  get(path: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
}

export function serveApi(world: WebWorld, overrides: Partial<ApiParts> = {}): Promise<FastifyInstance> {
  const { parts } = world;
  return world.serve(
    apiSurface({
      zone: parts.zone,
      publicUrl: parts.publicUrl,
      now: () => parts.clock.now(),
      registerDossiers: (request: RegistrationRequest) => registerDossiers(parts, request),
      showDossier: (code, scope) => showDossier(parts, code, scope),
      listDossiers: (query) => listDossiers(parts, query),
      showRates: (filter, groupBy, viewer) => showRates(parts, filter, groupBy, viewer),
      showIndices: (filter, viewer) => showIndices(parts, filter, viewer),
      ...overrides,
    }),
  );
}

/** A caller with a key of its own. */
export async function callerOf(
  world: WebWorld,
  server: FastifyInstance,
  scope: UnitScope = null,
  options: { readonly test: boolean } = { test: false },
): Promise<Caller> {
  const { key } = await createApiKey(world.parts.apiKeys, 'test', scope, options);
  const authorization = `Bearer ${key}`;
  const send: Caller['send'] = (path, body, headers = {}) =>
    server.inject({
      method: 'POST',
      url: `/api/v1${path}`,
      headers: { authorization, 'content-type': 'application/json', ...headers },
      payload: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    key,
    send,
    post: (body, headers = {}, query = '') => send(`/dossiers${query}`, body, headers),
    get: (path, headers = {}) => server.inject({ url: `/api/v1${path}`, headers: { authorization, ...headers } }),
  };
}

/** As another system sends it. */
export const BODY = {
  code: 'H26.99.01-261005-0001',
  unit: '99001',
  procedure: '1.001193',
  filedVia: 'counter',
  receivedAt: '2026-10-05T08:00',
  dueAt: '2026-10-09',
  completedAt: '2026-10-08T07:00:00+07:00',
};

export function bodies(count: number): readonly (typeof BODY)[] {
  return Array.from({ length: count }, (_, i) => ({
    ...BODY,
    code: `H26.99.01-261005-${String(i + 1).padStart(5, '0')}`,
  }));
}

export function resultsOf(answer: LightMyRequestResponse): readonly Result[] {
  return answer.json<{ readonly results: readonly Result[] }>().results;
}
