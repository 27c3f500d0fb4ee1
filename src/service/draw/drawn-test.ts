import { isDrawn, samplingRate } from '../../domain/draw.ts';
import type { UnitCode } from '../../domain/unit.ts';
import { monthOf } from '../../lib/calendar.ts';
import { hmacSha256 } from '../../lib/keyed-hash.ts';
import type { Vault } from '../../lib/vault.ts';
import type { DrawStore } from '../ports.ts';
import { drawKey } from './draw-key.ts';

export interface DrawParts {
  readonly draws: DrawStore;
  readonly vault: Vault;
}

/** Whether a dossier is asked, by the draw of the month in which it was completed (a local day). */
export type DrawnTest = (dossier: {
  readonly code: string;
  readonly unitCode: UnitCode;
  readonly completedOn: string;
}) => boolean;

export const EVERYBODY: DrawnTest = () => true;

/** By every draw in which these units ask fewer than all; a month without a draw asks everybody. */
export async function drawnTest({ draws, vault }: DrawParts, units: readonly UnitCode[]): Promise<DrawnTest> {
  const sampling = units.length === 0 ? [] : await draws.ofUnits(units);
  if (sampling.length === 0) return EVERYBODY;
  const byMonth = new Map(sampling.map((draw) => [draw.month, { draw, key: drawKey(vault, draw) }]));
  return ({ code, unitCode, completedOn }) => {
    const of = byMonth.get(monthOf(completedOn));
    return !of || isDrawn(code, samplingRate(of.draw, unitCode), (text) => hmacSha256(of.key, text));
  };
}
