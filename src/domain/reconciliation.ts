import { groupBy } from '../lib/group-by.ts';
import { parseDossierCode } from './dossier-code.ts';
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

/** Where a dossier stands here, whatever unit and month it belongs to; `month` (its first day) once it is completed. */
export interface Whereabouts {
  readonly code: string;
  readonly unitCode: UnitCode;
  readonly month: string | null;
}

/** What one unit's month looks like beside the one-stop system's own list. */
export interface UnitReconciliation {
  readonly unitCode: UnitCode;
  readonly listed: number;
  /** Listed there, never registered here: nobody could be asked. */
  readonly missing: number;
  /** Missing ones by who completed them, the most first; `null` where the list names nobody. */
  readonly missingBy: readonly { readonly officer: string | null; readonly count: number }[];
  /** Missing ones whose code is none: nothing can be found by it. */
  readonly faulty: readonly string[];
  /** Completed here in another unit or month, and counted there. */
  readonly elsewhere: readonly Whereabouts[];
  /** Registered here and not completed: nobody is asked before. */
  readonly unfinished: readonly string[];
  /** Registered here and unknown there: invented, or completed in another month. */
  readonly invented: readonly string[];
  /** Invited of all that should have been asked: `coverage` with missing and unfinished ones below the line. */
  readonly invited: number;
  readonly eligible: number;
}

/**
 * Holds a month's list of the one-stop system against the register. Codes are compared as they are kept, so they must
 * be normalised before; one that a list names twice counts once.
 * @param registered completed in this month, in the units that the list names
 * @param known where those stand that are listed for a unit and not among its own
 */
export function reconcile(
  listed: readonly ListedCompletion[],
  registered: readonly RegisteredCompletion[],
  known: readonly Whereabouts[],
): readonly UnitReconciliation[] {
  const unitOf = new Map(registered.map(({ code, unitCode }) => [code, unitCode]));
  const standing = new Map(known.map((one) => [one.code, one]));
  const expected = new Set(listed.map(({ code }) => code));
  const listedBy = groupBy(withoutRepeats(listed), ({ unitCode }) => unitCode);
  const registeredBy = groupBy(registered, ({ unitCode }) => unitCode);
  const units = [...new Set([...listedBy.keys(), ...registeredBy.keys()])].toSorted();
  return units.map((unitCode) => {
    const there = listedBy.get(unitCode) ?? [];
    const here = registeredBy.get(unitCode) ?? [];
    const absent = there.filter(({ code }) => unitOf.get(code) !== unitCode);
    const missing = absent.filter(({ code }) => !standing.has(code));
    const found = absent.flatMap(({ code }) => standing.get(code) ?? []);
    const unfinished = found.filter(({ month }) => month === null).map(({ code }) => code);
    return {
      unitCode,
      listed: there.length,
      missing: missing.length,
      missingBy: byOfficer(missing),
      faulty: missing.map(({ code }) => code).filter((code) => parseDossierCode(code) === null),
      elsewhere: found.filter(({ month }) => month !== null),
      unfinished,
      invented: here.filter(({ code }) => !expected.has(code)).map(({ code }) => code),
      invited: here.filter(({ invited }) => invited).length,
      eligible: here.filter(({ eligible }) => eligible).length + missing.length + unfinished.length,
    };
  });
}

/** Of a unit; rows without a code are dossiers of their own. */
function withoutRepeats(listed: readonly ListedCompletion[]): readonly ListedCompletion[] {
  const keyOf = ({ unitCode, code }: ListedCompletion, i: number) => (code === '' ? String(i) : `${unitCode} ${code}`);
  const first = new Map(listed.map((one, i) => [keyOf(one, i), one] as const).toReversed());
  return listed.filter((one, i) => first.get(keyOf(one, i)) === one);
}

function byOfficer(missing: readonly ListedCompletion[]): UnitReconciliation['missingBy'] {
  return [...groupBy(missing, ({ officer }) => officer)]
    .map(([officer, rows]) => ({ officer, count: rows.length }))
    .toSorted((a, b) => b.count - a.count || (a.officer ?? '').localeCompare(b.officer ?? ''));
}
