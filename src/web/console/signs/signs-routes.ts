import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Review } from '../../../domain/interference/review.ts';
import type { KeptFinding } from '../../../service/ports.ts';
import { viewerOf } from '../../auth/require-session.ts';
import { WebError } from '../../problem.ts';
import { sendPage } from '../../ui/render.ts';
import type { ConsoleParts } from '../parts.ts';
import { visitOf } from '../visit.ts';
import { readPlace, signsAddress } from './signs-address.ts';
import { signsPage, suspectField } from './signs-page.tsx';

const config = { access: 'session', action: 'review-signs' } as const;

const Params = z.object({ id: z.uuid() });
const Verdict = z.object({ verdict: z.enum(['confirmed', 'dismissed']) });
const Fields = z.record(z.string(), z.unknown());
const typed = z.string().max(20).catch('');

/** Signs of interference in the viewer's units, and what a human says of each. */
export function signsRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  server.get('/console/signs', { config }, (request, reply) => sendSigns(parts, request, reply, null));

  server.post('/console/signs/:id', { config }, async (request, reply) => {
    const id = Params.safeParse(request.params).data?.id;
    const { scope, id: viewer } = viewerOf(request);
    const finding = id === undefined ? null : await parts.findings.find(id, scope);
    if (!finding) throw findingUnknown();
    const suspect = typed.parse(Fields.parse(request.body ?? {})[suspectField(finding.id)]);
    const review = reviewOf(verdictOf(request.body), suspect, finding.tally.of);
    if (!review) return sendSigns(parts, request, reply.code(422), { finding, typed: suspect });
    if (!(await parts.findings.review(finding, review))) throw findingUnknown();
    await parts.recordAudit({
      action: 'finding.reviewed',
      actor: { kind: 'person', id: viewer },
      subject: finding.id,
      unit: finding.unitCode,
      facts: {
        signal: finding.signal,
        verdict: review.kind,
        ...(review.kind === 'confirmed' ? { suspect: review.suspect } : {}),
      },
    });
    return reply.redirect(`${signsAddress(readPlace(request.query))}#${finding.id}`, 303);
  });
}

/** Also of one that was there when the form was sent: what is not found again goes. */
function findingUnknown(): WebError {
  return new WebError(404, 'finding-unknown', 'There is no such sign.');
}

/** @throws WebError 400 */
function verdictOf(body: unknown): Review['kind'] {
  const form = Verdict.safeParse(body);
  if (form.success) return form.data.verdict;
  throw new WebError(400, 'verdict-missing', 'The form says neither that the sign stands nor that it does not.');
}

function reviewOf(verdict: Review['kind'], suspect: string, most: number): Review | null {
  if (verdict === 'dismissed') return { kind: 'dismissed' };
  const count = /^\d{1,6}$/.test(suspect.trim()) ? Number(suspect) : 0;
  return count >= 1 && count <= most ? { kind: 'confirmed', suspect: count } : null;
}

/** The form that was filled in wrongly, and how. */
interface Fault {
  readonly finding: KeptFinding;
  readonly typed: string;
}

async function sendSigns(
  parts: ConsoleParts,
  request: FastifyRequest,
  reply: FastifyReply,
  fault: Fault | null,
): Promise<FastifyReply> {
  const { scope } = viewerOf(request);
  const after = readPlace(request.query);
  const [visit, units, page, backChecks] = await Promise.all([
    visitOf(parts, request),
    parts.units(),
    parts.findings.show(scope, after, fault && fault.finding),
    parts.showBackChecks(scope),
  ]);
  return sendPage(
    reply,
    signsPage(visit, {
      page,
      after,
      backChecks,
      units,
      fault: fault && { id: fault.finding.id, typed: fault.typed },
    }),
  );
}
