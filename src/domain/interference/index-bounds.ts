/** Fractions from 0 to 1: where a share lies once some of the answers below it do not count. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/**
 * Where the share satisfied lies when `suspect` of the responses were not the citizens' own, whichever they are: all
 * of them satisfied, or as many as there can be not. Null when none would be left. Nothing is taken out: review acts on
 * a unit and period, and says how far its figure can be trusted.
 */
export function boundsWithout(satisfied: number, responses: number, suspect: number): Bounds | null {
  const kept = responses - suspect;
  if (kept <= 0) return null;
  return { low: Math.max(0, satisfied - suspect) / kept, high: Math.min(satisfied, kept) / kept };
}
