import type { FastifyContextConfig, FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { normaliseDossierCode, parseDossierCode } from '../../domain/dossier-code.ts';
import type { Locale } from '../../domain/locale.ts';
import type { RegistrationRequest, RegistrationResult } from '../../service/register-dossiers.ts';
import type { DossierStatus } from '../../service/show-dossier.ts';
import type { SurveyLinks } from '../../service/survey-links.ts';
import type { UnitScope } from '../../domain/unit.ts';
import { WebError } from '../problem.ts';
import { apiKeyOf } from './authenticate.ts';
import { dossierRow, readRow, type ReadRow, type RowFault } from './dossier-row.ts';
import { localeOf, wordFault, wordStatus, type Reason } from './words.ts';

export interface DossierRouteParts {
  readonly registerDossiers: (request: RegistrationRequest) => Promise<readonly RegistrationResult[]>;
  readonly showDossier: (code: string, scope: UnitScope) => Promise<DossierStatus | null>;
  readonly zone: string;
}

interface Links {
  readonly web: string;
  readonly telegram?: string;
}

interface Result {
  readonly code: string;
  readonly outcome: RegistrationResult['outcome'];
  readonly reasons?: readonly Reason[];
  readonly links?: Links;
}

const MAX_ROWS = 1000;
/** A thousand rows are about 400 kB; reasons for a delay may make them longer. */
const BODY_LIMIT = 4 * 1_048_576;

/** `?dryRun`, `?dryRun=true`: check everything, write nothing. */
const Query = z.object({ dryRun: z.enum(['', 'true', '1', 'false', '0']).optional() });

export function dossierRoutes(server: FastifyInstance, parts: DossierRouteParts, config: FastifyContextConfig): void {
  const schema = dossierRow(parts.zone);

  server.post('/dossiers', { config, bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const { id, scope } = apiKeyOf(request);
    const rows = rowsOf(request.body).map((row) => readRow(schema, row));
    const good = rows.flatMap((each) => (each.kind === 'row' ? [each.row] : []));
    const dryRun = isDryRun(request);
    const results = good.length === 0 ? [] : await parts.registerDossiers({ rows: good, actor: id, scope, dryRun });
    return reply.send({ results: inOrder(rows, results, localeOf(request)) });
  });

  server.get<{ Params: { code: string } }>('/dossiers/:code', { config }, async (request, reply) => {
    const { scope } = apiKeyOf(request);
    const asked = normaliseDossierCode(request.params.code);
    const status = parseDossierCode(asked) === null ? null : await parts.showDossier(asked, scope);
    if (!status) throw new WebError(404, 'dossier-unknown', 'No dossier of this code is within the reach of this key.');
    const { code, state, reason, links } = status;
    const message = wordStatus(status, localeOf(request));
    return reply.send({ code, state, ...(reason === null ? {} : { reason }), message, links: toLinks(links) });
  });
}

function rowsOf(body: unknown): readonly unknown[] {
  if (typeof body !== 'object' || body === null) {
    throw new WebError(400, 'body-malformed', 'Send one dossier as a JSON object, or an array of them.');
  }
  const rows = Array.isArray(body) ? body : [body];
  if (rows.length <= MAX_ROWS) return rows;
  throw new WebError(
    422,
    'too-many-rows',
    `Send at most ${String(MAX_ROWS)} dossiers in one call; nothing was registered.`,
  );
}

function isDryRun(request: FastifyRequest): boolean {
  const query = Query.safeParse(request.query);
  if (!query.success) throw new WebError(400, 'query-malformed', 'Write ?dryRun or ?dryRun=false.');
  const { dryRun } = query.data;
  return dryRun === '' || dryRun === 'true' || dryRun === '1';
}

/** Results stand where their rows stood. */
function inOrder(rows: readonly ReadRow[], results: readonly RegistrationResult[], locale: Locale): readonly Result[] {
  const registered = results.values();
  return rows.map((each) => {
    if (each.kind === 'faulty') return toResult(each.code, 'rejected', each.faults, null, locale);
    const { value } = registered.next();
    if (!value) throw new WebError(500, 'result-missing', 'A row was registered without a result.');
    return toResult(value.code, value.outcome, value.reasons, value.links, locale);
  });
}

function toResult(
  code: string,
  outcome: Result['outcome'],
  faults: readonly RowFault[],
  links: SurveyLinks | null,
  locale: Locale,
): Result {
  const reasons = faults.map((fault) => wordFault(fault, locale));
  return { code, outcome, ...(reasons.length > 0 ? { reasons } : {}), ...(links ? { links: toLinks(links) } : {}) };
}

function toLinks({ web, telegram }: SurveyLinks): Links {
  return telegram === null ? { web } : { web, telegram };
}
