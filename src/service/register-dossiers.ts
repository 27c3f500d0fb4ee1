import { checkDossier, type DossierFault, type RegistrationRow } from '../domain/dossier-check.ts';
import { normaliseDossierCode } from '../domain/dossier-code.ts';
import type { ContactPolicy } from '../domain/contact-policy.ts';
import { nationalCode, type Procedure } from '../domain/procedure.ts';
import { isWithin, type Unit, type UnitCode, type UnitScope } from '../domain/unit.ts';
import { mapInTurns } from '../lib/map-in-turns.ts';
import { toE164 } from '../lib/phone.ts';
import { phoneIndex } from './fingerprint.ts';
import { drawnTest } from './draw/drawn-test.ts';
import type { Clock, DossierStore, DrawStore, NewDossier, ReferenceStore, RegisteredSet } from './ports.ts';
import type { CheckedRow } from './registration/checked-row.ts';
import {
  RegistrationBatch,
  type RegistrationDecision,
  type RegistrationOutcome,
  type Replaced,
} from './registration/registration-batch.ts';
import { surveyLinks, type LinkParts, type SurveyLinks } from './survey-links.ts';

export type { Replaced };

export interface RegistrationRequest {
  readonly rows: readonly RegistrationRow[];
  /** Who records: a key's or a user's id, for the log of corrections. */
  readonly actor: string;
  readonly scope: UnitScope;
  /** Checks and decides, writes nothing. */
  readonly dryRun: boolean;
  /** For test keys: decides as if nothing were registered, writes nothing, and gives links that lead nowhere. */
  readonly trial?: boolean;
}

export interface RegistrationResult {
  readonly code: string;
  readonly outcome: RegistrationOutcome | 'rejected';
  readonly reasons: readonly DossierFault[];
  readonly links: SurveyLinks | null;
  readonly shortCode: string | null;
  /** As it stands now, and what it replaced: for who records it, never for the outside. */
  readonly saved: NewDossier | null;
  readonly replaced: Replaced | null;
}

export interface RegisterParts extends LinkParts {
  readonly draws: DrawStore;
  readonly dossiers: DossierStore;
  readonly references: ReferenceStore;
  readonly clock: Clock;
  readonly zone: string;
  readonly policy: ContactPolicy;
}

interface References {
  readonly units: ReadonlyMap<UnitCode, Unit>;
  readonly agencies: ReadonlyMap<string, UnitCode>;
  readonly procedures: ReadonlyMap<string, Procedure>;
}

type Checked = { readonly row: CheckedRow } | { readonly faults: readonly DossierFault[] };

/**
 * So many rows a transaction. It holds the turns of all their telephones, which others share, so a thousand at once
 * would keep another ward's single dossier waiting for as long as they take.
 */
const ROWS_AT_ONCE = 200;

/**
 * Registers dossiers at intake or completion, idempotent by code: good rows go in, bad ones come back with reasons,
 * in the order given. The same row again changes nothing and says so. What went in stays when a later part fails.
 */
export async function registerDossiers(
  parts: RegisterParts,
  request: RegistrationRequest,
): Promise<readonly RegistrationResult[]> {
  const { rows, dryRun, trial = false } = request;
  // Where nothing is written, a row sees an earlier one only beside itself.
  if (dryRun || trial) return registerTogether(parts, request);
  const results: RegistrationResult[] = [];
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const portion = rows.slice(from, from + ROWS_AT_ONCE);
    results.push(...(await registerTogether(parts, { ...request, rows: portion })));
  }
  return results;
}

async function registerTogether(
  parts: RegisterParts,
  request: RegistrationRequest,
): Promise<readonly RegistrationResult[]> {
  const references = await loadReferences(parts.references);
  const checked = await mapInTurns(request.rows, (row) => checkRow(parts, references, request.scope, row));
  const good = checked.flatMap((each) => ('row' in each ? [each.row] : []));
  const decisions = new Map((await decideAndSave(parts, request, good)).map((decision, i) => [good[i], decision]));
  return mapInTurns([...checked.entries()], ([i, each]) => {
    const decision = 'row' in each ? decisions.get(each.row) : undefined;
    if ('faults' in each) return rejected(normaliseDossierCode(request.rows[i]?.code ?? ''), each.faults);
    return decision ? resultOf(parts, request, each.row, decision) : rejected(each.row.row.code, []);
  });
}

async function decideAndSave(
  parts: RegisterParts,
  request: RegistrationRequest,
  rows: readonly CheckedRow[],
): Promise<readonly RegistrationDecision[]> {
  if (rows.length === 0) return [];
  const survey = await parts.references.activeSurvey();
  const codes = [...new Set(rows.map(({ row }) => row.code))];
  const phones = [...new Set(rows.flatMap((row) => row.phoneIndex ?? []))];
  const isDrawn = await drawnTest(parts, [...new Set(rows.map(({ unit }) => unit.code))]);
  const context = { ...parts, surveyId: survey.id, now: parts.clock.now(), actor: request.actor, isDrawn };
  if (request.trial) {
    const batch = new RegistrationBatch(context, EMPTY_REGISTER);
    return mapInTurns(rows, (row) => batch.add(row));
  }
  let decisions: readonly RegistrationDecision[] = [];
  await parts.dossiers.register({ codes, phones }, async (found) => {
    const batch = new RegistrationBatch(context, found);
    decisions = await mapInTurns(rows, (row) => batch.add(row));
    return request.dryRun ? NOTHING : batch.writes();
  });
  return decisions;
}

const EMPTY_REGISTER: RegisteredSet = {
  dossiers: new Map(),
  invitations: new Map(),
  suppressed: new Set(),
  staffPhones: new Set(),
  askedAt: new Map(),
};
const NOTHING = { inserted: [], updated: [], corrections: [], invitations: [], removed: [], disarmed: [] } as const;

async function loadReferences(store: ReferenceStore): Promise<References> {
  const [units, agencies, procedures] = await Promise.all([store.units(), store.agencies(), store.procedures()]);
  return { units, agencies, procedures };
}

function checkRow(parts: RegisterParts, references: References, scope: UnitScope, given: RegistrationRow): Checked {
  const row = { ...given, code: normaliseDossierCode(given.code) };
  const unit = references.units.get(references.agencies.get(row.unit.trim()) ?? row.unit.trim()) ?? null;
  const procedure = references.procedures.get(nationalCode(row.procedure) ?? '') ?? null;
  const phone = row.phone === null ? null : toE164(row.phone);
  const faults = checkDossier(row, { unit, procedure, phone, now: parts.clock.now(), zone: parts.zone });
  if (!unit || !procedure || faults.length > 0) return { faults };
  if (!isWithin(scope, unit)) return { faults: [{ field: 'unit', code: 'unit-out-of-scope' }] };
  return { row: { row, unit, procedure, phone, phoneIndex: phone === null ? null : phoneIndex(parts.vault, phone) } };
}

function resultOf(
  parts: RegisterParts,
  { dryRun, trial }: RegistrationRequest,
  { row }: CheckedRow,
  decision: RegistrationDecision,
): RegistrationResult {
  if (decision.kind === 'rejected') return rejected(row.code, decision.faults);
  const { dossier, outcome, replaced } = decision;
  const { code } = row;
  // The id of a dossier that a dry run would create is never used again: its links would lead nowhere.
  if (dryRun && !trial && outcome === 'created')
    return { code, outcome, reasons: [], links: null, shortCode: null, saved: null, replaced: null };
  return {
    code,
    outcome,
    reasons: [],
    links: surveyLinks(parts, dossier),
    shortCode: dossier.shortCode,
    saved: dossier,
    replaced,
  };
}

function rejected(code: string, reasons: readonly DossierFault[]): RegistrationResult {
  return { code, outcome: 'rejected', reasons, links: null, shortCode: null, saved: null, replaced: null };
}
