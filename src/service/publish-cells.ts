import { publishable } from '../domain/publication.ts';
import { COUNTRY, type Unit, type UnitCode } from '../domain/unit.ts';
import { localDay } from '../lib/calendar.ts';
import type { BallotStore, Clock, ReferenceStore } from './ports.ts';

export interface PublishParts {
  readonly ballots: BallotStore;
  readonly references: ReferenceStore;
  readonly clock: Clock;
  readonly zone: string;
}

/** Rewrites the published cells of every month whose tallies changed; returns how many months. */
export async function publishCells(parts: PublishParts): Promise<number> {
  const months = await parts.ballots.unpublished();
  if (months.length === 0) return 0;
  const units = await parts.references.units();
  const publishedOn = localDay(parts.clock.now(), parts.zone);
  for (const month of months) {
    await parts.ballots.publish(month, (tallies) => publishable(tallies, (unit) => parentOf(unit, units)), publishedOn);
  }
  return months.length;
}

/** Of a commune its province, of a province the country. */
export function parentOf(unit: UnitCode, units: ReadonlyMap<UnitCode, Unit>): UnitCode | null {
  return unit === COUNTRY ? null : (units.get(unit)?.parentCode ?? COUNTRY);
}
