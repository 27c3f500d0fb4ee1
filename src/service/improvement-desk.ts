import {
  checkImprovement,
  type Improvement,
  type ImprovementFault,
  type TypedImprovement,
} from '../domain/improvement.ts';
import { writeActor, type AuditActor } from '../domain/audit.ts';
import { COUNTRY, isWithin, type UnitCode, type UnitScope } from '../domain/unit.ts';
import { localDay, monthOf } from '../lib/calendar.ts';
import { CodedError } from '../lib/coded-error.ts';
import { newId } from '../lib/new-id.ts';
import type { ImprovementStore, ImprovementVersion, ReferenceStore } from './ports.ts';
import { recordAudit, type AuditParts } from './record-audit.ts';

/** `version` is the one that the writer has seen; 0 for something new. */
export interface ImprovementEdit {
  readonly id: string | null;
  readonly version: number;
  readonly typed: TypedImprovement;
  readonly withdrawn: boolean;
  readonly actor: AuditActor;
  readonly scope: UnitScope;
}

export type ImprovementOutcome =
  | { readonly kind: 'written'; readonly id: string }
  | { readonly kind: 'faults'; readonly faults: readonly ImprovementFault[] }
  /** Somebody else has written meanwhile. */
  | { readonly kind: 'changed' };

/** All that pages do with improvements, with its parts already given. */
export interface ImprovementDesk {
  /** @throws CodedError `unit-out-of-scope`; also for an id that is unknown or out of reach */
  write(edit: ImprovementEdit): Promise<ImprovementOutcome>;
  list(scope: UnitScope): Promise<readonly Improvement[]>;
  /** Every version, oldest first; empty when unknown or out of reach. */
  versions(id: string, scope: UnitScope): Promise<readonly ImprovementVersion[]>;
  /** What the unit and those above it did in months of the range, oldest first. */
  concerning(unit: UnitScope, from: string, to: string): Promise<readonly Improvement[]>;
}

interface DeskParts extends AuditParts {
  readonly improvements: ImprovementStore;
  readonly references: ReferenceStore;
  readonly zone: string;
}

const SHOWN = 200;

export function improvementDesk(parts: DeskParts): ImprovementDesk {
  const { improvements } = parts;
  return {
    write: (edit) => write(parts, edit),
    list: (scope) => improvements.within(scope, SHOWN),
    versions: (id, scope) => versions(parts, id, scope),
    concerning: async (unit, from, to) =>
      improvements.ofUnits(await lineOf(parts.references, unit), monthOf(from), monthOf(to)),
  };
}

async function write(parts: DeskParts, edit: ImprovementEdit): Promise<ImprovementOutcome> {
  const { references, improvements, clock, zone } = parts;
  const { typed, withdrawn, actor, scope, version } = edit;
  const checked = checkImprovement(typed, await references.activeSurvey(), localDay(clock.now(), zone));
  if (!('text' in checked)) return { kind: 'faults', faults: checked };
  const isUnknown = edit.id !== null && (await versions(parts, edit.id, scope)).length === 0;
  if (isUnknown || !(await isReached(references, typed.unit, scope)))
    throw new CodedError('unit-out-of-scope', 'This unit is unknown or belongs to others.');
  const id = edit.id ?? newId<string>();
  const next = { ...checked, id, version: version + 1, withdrawn, author: writeActor(actor), writtenAt: clock.now() };
  if (!(await improvements.add(next))) return { kind: 'changed' };
  const facts = { month: checked.month.slice(0, 7), version: next.version, withdrawn };
  await recordAudit(parts, { action: 'improvement.written', actor, subject: id, unit: checked.unit, facts });
  return { kind: 'written', id };
}

async function versions(
  { improvements, references }: DeskParts,
  id: string,
  scope: UnitScope,
): Promise<readonly ImprovementVersion[]> {
  const found = await improvements.versions(id);
  const reached = await Promise.all(found.map(({ unit }) => isReached(references, unit, scope)));
  return reached.every(Boolean) ? found : [];
}

async function isReached(references: ReferenceStore, unit: UnitScope, scope: UnitScope): Promise<boolean> {
  if (unit === null || unit === COUNTRY) return scope === null;
  const known = (await references.units()).get(unit);
  return known !== undefined && isWithin(scope, known);
}

/** A unit, its province and the country. */
async function lineOf(references: ReferenceStore, unit: UnitScope): Promise<readonly UnitCode[]> {
  if (unit === null || unit === COUNTRY) return [COUNTRY];
  const parent = (await references.units()).get(unit)?.parentCode;
  return [unit, ...(parent ? [parent] : []), COUNTRY];
}
