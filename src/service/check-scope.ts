import { isWithin, type UnitCode, type UnitScope } from '../domain/unit.ts';
import { CodedError } from '../lib/coded-error.ts';
import type { ReferenceStore } from './ports.ts';

/** @throws CodedError `unit-out-of-scope` for a unit that is unknown or not under the scope: the two look alike */
export async function checkScope(store: ReferenceStore, unit: UnitCode | null, scope: UnitScope): Promise<void> {
  if (unit === null) return;
  const known = (await store.units()).get(unit);
  const allowed = known ? isWithin(scope, known) : scope === null;
  if (!allowed) throw new CodedError('unit-out-of-scope', 'This unit is unknown or belongs to others.');
}
