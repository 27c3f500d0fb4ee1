import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { agencyOf, normaliseDossierCode } from '../../domain/dossier-code.ts';
import type { Unit } from '../../domain/unit.ts';
import { localDay } from '../../lib/calendar.ts';
import { UNDO_MS } from '../../service/undo-recording.ts';
import { viewerOf } from '../auth/require-session.ts';
import { sendFragment, sendPage } from '../ui/render.ts';
import {
  codePrefix,
  DossierForm,
  readDossierForm,
  readTyped,
  type FormContext,
  type FormFault,
} from './dossier-form.ts';
import { dossierFormPage, type DossierFormProps } from './dossier-form-page.tsx';
import type { ConsoleParts } from './parts.ts';
import type { Aftermath } from './saved-notice.tsx';
import { Understood } from './understood.tsx';
import { visitOf } from './visit.ts';

const AGENCY_COOKIE = 'hl-agency';
const PROCEDURE_COOKIE = 'hl-procedure';
const UNDO_COOKIE = 'hl-undo';
const QUARTER_SECONDS = 7_776_000;

const config = { access: 'session', action: 'record-dossier' } as const;

const SavedQuery = z.object({ saved: z.string().max(60), as: z.enum(['created', 'updated', 'unchanged']) });
const UndoneQuery = z.object({ undone: z.string().max(60) });
const EmptyQuery = z.object({ done: z.enum(['now', 'intake']).catch('now').default('now') });

/** Recording one dossier: by keyboard or scanner, and back again within a minute. */
export function dossierFormRoutes(server: FastifyInstance, parts: ConsoleParts): void {
  server.get('/console/dossiers/new', { config }, async (request, reply) => {
    const form = await emptyForm(parts, request);
    return sendForm(parts, request, reply, { ...CALM, form, aftermath: await aftermathOf(parts, request) });
  });

  server.post('/console/dossiers/new', { config }, async (request, reply) => {
    const form = DossierForm.parse(request.body ?? {});
    const reading = readDossierForm(form, await contextOf(parts, request));
    if (reading.kind === 'faults') return refuse(parts, request, reply, form, reading.faults);
    const { id: actor, scope } = viewerOf(request);
    const confirmed = normaliseDossierCode(form.confirm) === reading.row.code;
    const recorded = await parts.recordDossier({ row: reading.row, actor, scope, confirmed });
    if (recorded.kind === 'known') return sendForm(parts, request, reply, { ...CALM, form, changes: recorded });
    const { result, undo } = recorded;
    if (result.outcome === 'rejected') return refuse(parts, request, reply, form, result.reasons);
    return leadToSaved(parts, reply, form, { code: result.code, as: result.outcome, undo });
  });

  server.get('/console/dossiers/check', { config }, async (request, reply) => {
    const understanding = await understand(parts, request, DossierForm.parse(request.query ?? {}));
    return sendFragment(reply, Understood({ understanding, locale: request.locale }));
  });

  server.post('/console/dossiers/undo', { config }, async (request, reply) => {
    const { id: actor, scope } = viewerOf(request);
    const token = request.cookies[UNDO_COOKIE] ?? '';
    const undone = await parts.undoRecording({ token, actor, scope });
    const query = undone.kind === 'undone' ? new URLSearchParams({ undone: undone.code }).toString() : 'undone=';
    return reply.clearCookie(UNDO_COOKIE, { path: '/console' }).redirect(`/console/dossiers/new?${query}`, 303);
  });
}

type Filled = Omit<DossierFormProps, 'procedures' | 'ownUnit' | 'understanding'>;

const CALM = { faults: [], aftermath: null, changes: null } as const;

function refuse(
  parts: ConsoleParts,
  request: FastifyRequest,
  reply: FastifyReply,
  form: DossierForm,
  faults: readonly FormFault[],
): Promise<FastifyReply> {
  return sendForm(parts, request, reply.code(422), { ...CALM, form, faults });
}

async function sendForm(
  parts: ConsoleParts,
  request: FastifyRequest,
  reply: FastifyReply,
  filled: Filled,
): Promise<FastifyReply> {
  const [own, procedures, visit, understanding] = await Promise.all([
    ownUnitOf(parts, request),
    parts.procedures(),
    visitOf(parts, request),
    understand(parts, request, filled.form),
  ]);
  const ownUnit = own === null ? null : visit.scopeName;
  return sendPage(reply, dossierFormPage(visit, { ...filled, procedures, ownUnit, understanding }));
}

/** The commune that the viewer belongs to; null for those above. */
async function ownUnitOf(parts: ConsoleParts, request: FastifyRequest): Promise<Unit | null> {
  const { scope } = viewerOf(request);
  const unit = scope === null ? undefined : (await parts.units()).get(scope);
  return unit?.parentCode ? unit : null;
}

async function contextOf(parts: ConsoleParts, request: FastifyRequest): Promise<FormContext> {
  const [own, statutoryDue] = await Promise.all([ownUnitOf(parts, request), parts.statutoryDue()]);
  return { ownUnit: own?.code ?? null, now: parts.now(), zone: parts.zone, statutoryDue };
}

async function understand(parts: ConsoleParts, request: FastifyRequest, form: DossierForm) {
  const typed = readTyped(form, await contextOf(parts, request));
  return parts.understandDossier(typed, viewerOf(request).scope);
}

interface Saved {
  readonly code: string;
  readonly as: string;
  readonly undo: string | null;
}

/** The next form remembers where the last code came from and what it was about; the way back lasts a minute. */
function leadToSaved(
  parts: ConsoleParts,
  reply: FastifyReply,
  form: DossierForm,
  { code, as, undo }: Saved,
): FastifyReply {
  const options = { path: '/console', httpOnly: true, sameSite: 'lax', secure: parts.secure } as const;
  const remembered = { ...options, maxAge: QUARTER_SECONDS };
  const query = new URLSearchParams({ saved: code, as, ...(form.done === 'intake' ? { done: 'intake' } : {}) });
  if (undo === null) reply.clearCookie(UNDO_COOKIE, { path: '/console' });
  else reply.setCookie(UNDO_COOKIE, undo, { ...options, maxAge: UNDO_MS / 1_000 });
  return reply
    .setCookie(AGENCY_COOKIE, agencyOf(code), remembered)
    .setCookie(PROCEDURE_COOKIE, form.procedure, remembered)
    .redirect(`/console/dossiers/new?${query.toString()}`, 303);
}

async function emptyForm(parts: ConsoleParts, request: FastifyRequest): Promise<DossierForm> {
  const today = localDay(parts.now(), parts.zone);
  const agency = request.cookies[AGENCY_COOKIE] ?? (await ownUnitOf(parts, request))?.agencyCodes[0];
  const { done } = EmptyQuery.parse(request.query);
  return DossierForm.parse({
    code: codePrefix(agency, today),
    procedure: request.cookies[PROCEDURE_COOKIE] ?? '',
    done,
  });
}

/** Looked up again: an address could be made up. */
async function aftermathOf(parts: ConsoleParts, request: FastifyRequest): Promise<Aftermath | null> {
  const saved = SavedQuery.safeParse(request.query).data;
  if (saved) {
    const dossier = await parts.showDossier(saved.saved, viewerOf(request).scope);
    return dossier && { kind: 'saved', as: saved.as, dossier, undoable: request.cookies[UNDO_COOKIE] !== undefined };
  }
  const undone = UndoneQuery.safeParse(request.query).data?.undone;
  if (undone === undefined) return null;
  return undone === '' ? { kind: 'too-late' } : { kind: 'undone', code: normaliseDossierCode(undone) };
}
