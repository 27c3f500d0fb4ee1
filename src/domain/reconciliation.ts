import { groupBy } from '../lib/group-by.ts';
import type { UnitCode } from './unit.ts';

/** A completed dossier as the one-stop system lists it; the officer is null where the list names none. */
export interface ListedCompletion {
  readonly code: string;
  readonly unitCode: UnitCode;
  readonly officer: string | null;
}

/** The same in our register; `invited` when somebody was asked about it. */
export interface RegisteredCompletion extends ListedCompletion {
  readonly eligible: boolean;
  readonly invited: boolean;
}

/** What one unit's month looks like beside the one-stop system's own list. */
export interface UnitReconciliation {
  readonly unitCode: UnitCode;
  readonly listed: number;
  /** Listed there, never registered here: nobody could be asked. */
  readonly missing: number;
  /** Missing ones by who completed them, the most first; `null` where the list names nobody. */
  readonly missingBy: readonly { readonly officer: string | null; readonly count: number }[];
  /** Registered here and unknown there: invented, or completed in another month. */
  readonly invented: readonly string[];
  /** Invited of all that should have been asked: `coverage` with the missing ones below the line. */
  readonly invited: number;
  readonly eligible: number;
}

/**
 * Holds a month's list of the one-stop system against the register. Codes are compared as they are kept, so they must
 * be normalised before.
 */
export function reconcile(
  listed: readonly ListedCompletion[],
  registered: readonly RegisteredCompletion[],
): readonly UnitReconciliation[] {
  const known = new Set(registered.map(({ code }) => code));
  const expected = new Set(listed.map(({ code }) => code));
  const listedBy = groupBy(listed, ({ unitCode }) => unitCode);
  const registeredBy = groupBy(registered, ({ unitCode }) => unitCode);
  const units = [...new Set([...listedBy.keys(), ...registeredBy.keys()])].toSorted();
  return units.map((unitCode) => {
    const there = listedBy.get(unitCode) ?? [];
    const here = registeredBy.get(unitCode) ?? [];
    const missing = there.filter(({ code }) => !known.has(code));
    return {
      unitCode,
      listed: there.length,
      missing: missing.length,
      missingBy: byOfficer(missing),
      invented: here.filter(({ code }) => !expected.has(code)).map(({ code }) => code),
      invited: here.filter(({ invited }) => invited).length,
      eligible: here.filter(({ eligible }) => eligible).length + missing.length,
    };
  });
}

function byOfficer(missing: readonly ListedCompletion[]): UnitReconciliation['missingBy'] {
  return [...groupBy(missing, ({ officer }) => officer)]
    .map(([officer, rows]) => ({ officer, count: rows.length }))
    .toSorted((a, b) => b.count - a.count || (a.officer ?? '').localeCompare(b.officer ?? ''));
}
