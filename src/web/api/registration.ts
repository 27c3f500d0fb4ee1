import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { DossierField, RegistrationRow } from '../../domain/dossier-check.ts';
import type { Locale } from '../../domain/locale.ts';
import type { RegistrationRequest, RegistrationResult } from '../../service/register-dossiers.ts';
import type { SurveyLinks } from '../../service/survey-links.ts';
import { WebError } from '../problem.ts';
import type { DossierAnswer, Reason, RegistrationAnswer, Result } from './answers.ts';
import { apiKeyOf } from './authenticate.ts';
import type { RowFault } from './dossier-row.ts';
import { localeOf, wordFault } from './words.ts';

/** One element of a call, read. `names`: what the caller's record calls our fields, where it differs. */
export type Sent =
  | { readonly kind: 'row'; readonly row: RegistrationRow; readonly names?: Names }
  | { readonly kind: 'faulty'; readonly code: string; readonly faults: readonly SentFault[] };

export type Names = Readonly<Partial<Record<DossierField, string>>>;
type SentFault = RowFault & { readonly name?: string };

export type RegisterDossiers = (request: RegistrationRequest) => Promise<readonly RegistrationResult[]>;

export const MAX_ROWS = 1000;

/** `?dryRun`, `?dryRun=true`: check everything, write nothing. */
export const RegistrationQuery = z.object({ dryRun: z.enum(['', 'true', '1', 'false', '0']).optional() });

/** Registers what could be read and answers for every element, in the order given. */
export async function answerRegistration(
  request: FastifyRequest,
  reply: FastifyReply,
  sent: readonly Sent[],
  register: RegisterDossiers,
): Promise<FastifyReply> {
  const { id, scope, test } = apiKeyOf(request);
  const good = sent.flatMap((each) => (each.kind === 'row' ? [each.row] : []));
  const dryRun = isDryRun(request);
  const results = good.length === 0 ? [] : await register({ rows: good, actor: id, scope, dryRun, trial: test });
  const answer: RegistrationAnswer = {
    ...(test ? { test } : {}),
    results: inOrder(sent, results, localeOf(request)),
  };
  return reply.send(answer);
}

/** @throws WebError 400 when the body is no object or array, 422 when it holds too many */
export function elementsOf(body: unknown): readonly unknown[] {
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

export function toLinks({ web, telegram, zalo }: SurveyLinks): DossierAnswer['links'] {
  return { web, ...(telegram === null ? {} : { telegram }), ...(zalo === null ? {} : { zaloCode: zalo.code }) };
}

function isDryRun(request: FastifyRequest): boolean {
  const query = RegistrationQuery.safeParse(request.query);
  if (!query.success) throw new WebError(400, 'query-malformed', 'Write ?dryRun or ?dryRun=false.');
  const { dryRun } = query.data;
  return dryRun === '' || dryRun === 'true' || dryRun === '1';
}

/** Results stand where their rows stood. */
function inOrder(sent: readonly Sent[], results: readonly RegistrationResult[], locale: Locale): Result[] {
  const registered = results.values();
  return sent.map((each) => {
    if (each.kind === 'faulty') {
      const reasons = each.faults.map((fault) => wordFault(fault, locale, fault.name));
      return toResult(each.code, 'rejected', reasons, null);
    }
    const { value } = registered.next();
    if (!value) throw new WebError(500, 'result-missing', 'A row was registered without a result.');
    const reasons = value.reasons.map((fault) => wordFault(fault, locale, each.names?.[fault.field]));
    return toResult(value.code, value.outcome, reasons, value.links);
  });
}

function toResult(code: string, outcome: Result['outcome'], reasons: Reason[], links: SurveyLinks | null): Result {
  return { code, outcome, ...(reasons.length > 0 ? { reasons } : {}), ...(links ? { links: toLinks(links) } : {}) };
}
