import type { UnitCode, UnitScope } from '../domain/unit.ts';
import { addDays, startOfDay } from '../lib/calendar.ts';
import { checkScope } from './check-scope.ts';
import type { Clock, FigureStore, ReferenceStore } from './ports.ts';
import { stateOf, type DossierState, type NotSendable } from './show-dossier.ts';

export interface DailyParts {
  readonly figures: Pick<FigureStore, 'daily'>;
  readonly references: ReferenceStore;
  readonly clock: Clock;
  readonly zone: string;
}

/** Counts of dossiers and of what we sent: nothing that depends on what citizens did. */
export interface DailyTotals {
  /** Entered on the day. */
  readonly registered: number;
  /** Completed on the day; the rest says what became of them. */
  readonly completed: number;
  readonly states: readonly {
    readonly state: Exclude<DossierState, 'registered'>;
    readonly reason: NotSendable | null;
    readonly count: number;
  }[];
}

const ORDER: readonly DossierState[] = ['completed', 'sent', 'closed', 'not-sendable'];

/** @throws CodedError `unit-out-of-scope` */
export async function showDailyTotals(
  parts: DailyParts,
  { day, unit }: { readonly day: string; readonly unit: UnitCode | null },
  scope: UnitScope,
): Promise<DailyTotals> {
  await checkScope(parts.references, unit, scope);
  const now = parts.clock.now();
  const from = startOfDay(day, parts.zone);
  const to = startOfDay(addDays(day, 1), parts.zone);
  const { registered, groups } = await parts.figures.daily({ day, from, to, now, unit: unit ?? scope });
  const counts = new Map<string, DailyTotals['states'][number]>();
  for (const { count, ...standing } of groups) {
    const { state, reason } = stateOf(standing, now);
    if (state === 'registered') continue;
    const key = `${state}:${reason ?? ''}`;
    counts.set(key, { state, reason, count: (counts.get(key)?.count ?? 0) + count });
  }
  const states = [...counts.values()].toSorted(
    (a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || b.count - a.count,
  );
  return { registered, completed: states.reduce((sum, { count }) => sum + count, 0), states };
}
