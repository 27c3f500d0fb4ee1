import { normaliseDossierCode, parseDossierCode } from '../domain/dossier-code.ts';
import { isLate } from '../domain/lateness.ts';
import { nationalCode } from '../domain/procedure.ts';
import type { Unit, UnitScope } from '../domain/unit.ts';
import { daysBetween, localDay, startOfDay } from '../lib/calendar.ts';
import type { Clock, ReferenceStore } from './ports.ts';
import { showDossier, type ShowDossierParts } from './show-dossier.ts';
import { statutoryDue, type StatutoryParts } from './statutory-due.ts';

/** What is typed so far; null where nothing readable is. */
export interface TypedDossier {
  readonly code: string;
  readonly procedure: string;
  readonly receivedOn: string | null;
  readonly dueAt: Date | null;
  readonly completedAt: Date | null;
}

/** What a clerk is told while typing: nothing of the survey. */
export interface Understanding {
  readonly known: 'registered' | 'recorded' | null;
  readonly unit: Unit | null;
  readonly receivedOn: string;
  /** By law, where nothing else was typed. */
  readonly statutory: { readonly dueOn: string; readonly workingDays: number } | null;
  /** Null while it cannot be told. */
  readonly lateness: Lateness | null;
}

/** In calendar days; 0 is the same day, past its hour. */
export type Lateness = { readonly kind: 'on-time' } | { readonly kind: 'late'; readonly days: number };

export interface UnderstandParts extends ShowDossierParts, StatutoryParts {
  readonly references: Pick<ReferenceStore, 'procedures' | 'units' | 'agencies'>;
  readonly clock: Clock;
  readonly zone: string;
}

/** Null while the code is none yet. */
export async function understandDossier(
  parts: UnderstandParts,
  typed: TypedDossier,
  scope: UnitScope,
): Promise<Understanding | null> {
  const code = normaliseDossierCode(typed.code);
  const parsed = parseDossierCode(code);
  if (!parsed) return null;
  const [found, units, agencies] = await Promise.all([
    showDossier(parts, code, scope),
    parts.references.units(),
    parts.references.agencies(),
  ]);
  const receivedOn = typed.receivedOn ?? parsed.day;
  const statutory = typed.dueAt === null ? await byLaw(parts, typed.procedure, receivedOn) : null;
  const dueAt = typed.dueAt ?? (statutory && startOfDay(statutory.dueOn, parts.zone));
  return {
    known: found && (found.state === 'registered' ? 'registered' : 'recorded'),
    unit: units.get(agencies.get(parsed.agency) ?? '') ?? null,
    receivedOn,
    statutory,
    lateness: dueAt && typed.completedAt && latenessOf(dueAt, typed.completedAt, parts.zone),
  };
}

async function byLaw(
  parts: UnderstandParts,
  procedure: string,
  receivedOn: string,
): Promise<Understanding['statutory']> {
  const [procedures, dueOf] = await Promise.all([parts.references.procedures(), statutoryDue(parts)]);
  const workingDays = procedures.get(nationalCode(procedure) ?? '')?.workingDays ?? null;
  const dueOn = dueOf(procedure, receivedOn);
  return dueOn === null || workingDays === null ? null : { dueOn, workingDays };
}

function latenessOf(dueAt: Date, completedAt: Date, zone: string): Lateness {
  if (!isLate({ dueAt, completedAt }, zone)) return { kind: 'on-time' };
  const days = daysBetween(localDay(dueAt, zone), localDay(completedAt, zone));
  return { kind: 'late', days };
}
