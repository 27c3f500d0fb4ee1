import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { agencyOf } from '../../domain/dossier-code.ts';
import type { UnitCode } from '../../domain/unit.ts';
import { localDay } from '../../lib/calendar.ts';
import type { RegistrationResult } from '../../service/register-dossiers.ts';
import type { DossierStatus } from '../../service/show-dossier.ts';
import { viewerOf } from '../auth/require-session.ts';
import { sendPage } from '../ui/render.ts';
import { codePrefix, DossierForm, readDossierForm, scannedCode, type FormFault } from './dossier-form.ts';
import { dossierFormPage, type Saved } from './dossier-form-page.tsx';
import type { Visit } from './frame.tsx';
import type { ConsoleParts } from './parts.ts';
import { SLIP_SIZES, slipPage } from './slip-page.tsx';
import { missingPage, statusPage } from './status-page.tsx';
import { visitOf } from './visit.ts';

const AGENCY_COOKIE = 'hl-agency';
const PROCEDURE_COOKIE = 'hl-procedure';
const QUARTER_SECONDS = 7_776_000;

const record = { access: 'session', action: 'record-dossier' } as const;
const look = { access: 'session', action: 'see-dossier' } as const;

const SavedQuery = z.object({ saved: z.string().max(60), as: z.enum(['created', 'updated', 'unchanged']) });
const FindQuery = z.object({ find: z.string().max(100).catch('').default('') });
const SlipQuery = z.object({ size: z.enum(SLIP_SIZES).catch('a5').default('a5') });

export function dossierRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  server.get('/console/dossiers/new', { config: record }, async (request, reply) =>
    sendForm(parts, request, reply, {
      form: emptyForm(parts, request),
      faults: [],
      saved: await findSaved(parts, request),
    }),
  );

  server.post('/console/dossiers/new', { config: record }, async (request, reply) => {
    const form = DossierForm.parse(request.body ?? {});
    const result = await register(parts, request, form);
    if (result.outcome !== 'rejected') return leadToSaved(reply, form, result);
    return sendForm(parts, request, reply.code(422), { form, faults: result.reasons, saved: null });
  });

  server.get('/console/dossiers', { config: look }, async (request, reply) => {
    const code = scannedCode(FindQuery.parse(request.query).find);
    return reply.redirect(code === '' ? '/console/dossiers/new' : `/console/dossiers/${encodeURIComponent(code)}`, 303);
  });

  server.get<{ Params: { code: string } }>('/console/dossiers/:code', { config: look }, async (request, reply) =>
    sendDossier(parts, request, reply, (visit, dossier) => statusPage(visit, dossier, parts.policy)),
  );

  server.get<{ Params: { code: string } }>('/console/dossiers/:code/slip', { config: look }, async (request, reply) => {
    const { size } = SlipQuery.parse(request.query);
    const questions = (await parts.references.activeSurvey()).questions.length;
    return sendDossier(parts, request, reply, (visit, dossier) => slipPage(visit, { dossier, size, questions }));
  });
}

type Filled = { readonly form: DossierForm; readonly faults: readonly FormFault[]; readonly saved: Saved | null };

async function sendForm(
  parts: ConsoleParts,
  request: FastifyRequest,
  reply: FastifyReply,
  filled: Filled,
): Promise<FastifyReply> {
  const [own, procedures, visit] = await Promise.all([
    ownUnitOf(parts, request),
    parts.procedures(),
    visitOf(parts, request),
  ]);
  return sendPage(
    reply,
    dossierFormPage(visit, { ...filled, procedures, ownUnit: own === null ? null : visit.scopeName }),
  );
}

/** The commune that the viewer belongs to; null for those above. */
async function ownUnitOf(parts: ConsoleParts, request: FastifyRequest): Promise<UnitCode | null> {
  const { scope } = viewerOf(request);
  const unit = scope === null ? undefined : (await parts.units()).get(scope);
  return unit?.parentCode ? unit.code : null;
}

type Registered = Pick<RegistrationResult, 'code' | 'outcome'> & { readonly reasons: readonly FormFault[] };

async function register(parts: ConsoleParts, request: FastifyRequest, form: DossierForm): Promise<Registered> {
  const { id, scope } = viewerOf(request);
  const ownUnit = await ownUnitOf(parts, request);
  const reading = readDossierForm(form, { ownUnit, now: parts.now(), zone: parts.zone });
  if (reading.kind === 'faults') return { code: form.code, outcome: 'rejected', reasons: reading.faults };
  const [result] = await parts.registerDossiers({ rows: [reading.row], actor: id, scope, dryRun: false });
  return result ?? { code: form.code, outcome: 'rejected', reasons: [] };
}

/** The next form remembers where the last code came from and what it was about. */
function leadToSaved(reply: FastifyReply, form: DossierForm, { code, outcome }: Registered): FastifyReply {
  const options = { path: '/console', httpOnly: true, sameSite: 'lax', maxAge: QUARTER_SECONDS } as const;
  const query = new URLSearchParams({ saved: code, as: outcome });
  return reply
    .setCookie(AGENCY_COOKIE, agencyOf(code), options)
    .setCookie(PROCEDURE_COOKIE, form.procedure, options)
    .redirect(`/console/dossiers/new?${query.toString()}`, 303);
}

function emptyForm(parts: ConsoleParts, request: FastifyRequest): DossierForm {
  const today = localDay(parts.now(), parts.zone);
  const code = codePrefix(request.cookies[AGENCY_COOKIE], today);
  return DossierForm.parse({ code, procedure: request.cookies[PROCEDURE_COOKIE] ?? '' });
}

/** Looked up again: an address could be made up. */
async function findSaved(parts: ConsoleParts, request: FastifyRequest): Promise<Saved | null> {
  const query = SavedQuery.safeParse(request.query);
  if (!query.success) return null;
  const dossier = await parts.showDossier(query.data.saved, viewerOf(request).scope);
  return dossier && { as: query.data.as, dossier };
}

async function sendDossier(
  parts: ConsoleParts,
  request: FastifyRequest<{ Params: { code: string } }>,
  reply: FastifyReply,
  page: (visit: Visit, dossier: DossierStatus) => ReturnType<typeof statusPage>,
): Promise<FastifyReply> {
  const dossier = await parts.showDossier(request.params.code, viewerOf(request).scope);
  const visit = await visitOf(parts, request);
  return dossier ? sendPage(reply, page(visit, dossier)) : sendPage(reply.code(404), missingPage(visit));
}
