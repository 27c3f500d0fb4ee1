import type { Random } from '../support/random.ts';
import type { Fleet, FleetSetting } from './fleet.ts';

/** Something that breaks, and is whole again when `strike` resolves. */
export interface Fault {
  readonly name: string;
  /** How long it lasts by itself; citizens wait for longer. */
  readonly lastsMs?: number;
  strike(fleet: Fleet, random: Random): Promise<void>;
}

/** Faults that meet the same fleet, one after the other. */
export interface FaultGroup extends Omit<FleetSetting, 'onLog'> {
  readonly name: string;
  /** Why this machine cannot make them; null when it can. */
  missing(): Promise<string | null>;
  readonly faults: readonly Fault[];
}
