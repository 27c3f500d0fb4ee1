import type { Cell } from '../../src/domain/publication.ts';
import type { Response } from '../../src/domain/response.ts';
import { groupBy } from '../../src/lib/group-by.ts';
import { isDetermined } from './linear-attack.ts';

/** The dimensions of published cells that an attacker adds and subtracts. */
export const DIMENSIONS = {
  all: () => 'all',
  procedure: ({ attributes }: Response): string => attributes.procedureCode,
  filedVia: ({ attributes }: Response): string => attributes.filedVia,
} as const;
export type Shown = keyof typeof DIMENSIONS;

/** A unit's figure holds what lies below it; `=01` is a province's own part: its figure less those of its communes. */
export type CellName = readonly [unit: string, month: string, dimension: Shown, value: string];

/** Sums of unknowns, by the name of each. */
export type Terms = ReadonlyMap<string, number>;

export interface Target {
  readonly name: string;
  readonly terms: Terms;
}

type Atom = readonly [unit: string, month: string, procedure: string, via: string];

/**
 * The finest unknowns: what a unit has of every procedure, filed in every way. The attacker knows which procedures and
 * which ways there are in a unit and month, not which go together.
 */
function atomsOf(responses: readonly Response[]): readonly Atom[] {
  const groups = groupBy(responses, ({ unitCode, completedMonth }) => `${unitCode} ${completedMonth}`);
  return [...groups].flatMap(([key, group]) => {
    const [unit = '', month = ''] = key.split(' ');
    const vias = [...new Set(group.map(DIMENSIONS.filedVia))];
    return [...new Set(group.map(DIMENSIONS.procedure))].flatMap((procedure) =>
      vias.map((via): Atom => [unit, month, procedure, via]),
    );
  });
}

export function isBelow(unitCode: string, unit: string): boolean {
  if (unit.startsWith('=')) return unitCode === unit.slice(1);
  return unit === '00' || unitCode === unit || (unit.length === 2 && unitCode.startsWith(unit));
}

function holds([atomUnit, atomMonth, procedure, via]: Atom, [unit, month, dimension, value]: CellName): boolean {
  const values = { all: 'all', procedure, filedVia: via };
  return isBelow(atomUnit, unit) && atomMonth === month && values[dimension] === value;
}

function isIn(response: Response, [unit, month, dimension, value]: CellName): boolean {
  const { unitCode, completedMonth } = response;
  return isBelow(unitCode, unit) && completedMonth === month && DIMENSIONS[dimension](response) === value;
}

/** A cell of these responses as a sum of unknowns whose names begin with the prefix. */
export function termsOver(responses: readonly Response[], prefix = ''): (cell: CellName) => Terms {
  const atoms = atomsOf(responses);
  return (cell) => new Map(atoms.filter((atom) => holds(atom, cell)).map((atom) => [`${prefix}${atom.join()}`, 1]));
}

/** All cells of these units of which at least one and fewer than `few` of the responses are part. */
export function smallCells(
  counted: readonly Response[],
  units: readonly string[],
  few: number,
  terms: (cell: CellName) => Terms,
): readonly Target[] {
  const months = [...new Set(counted.map(({ completedMonth }) => completedMonth))];
  return units.flatMap((unit) =>
    months.flatMap((month) =>
      (Object.keys(DIMENSIONS) as Shown[]).flatMap((dimension) =>
        [...new Set(counted.map(DIMENSIONS[dimension]))].flatMap((value) => {
          const cell = [unit, month, dimension, value] as const;
          const size = counted.filter((one) => isIn(one, cell)).length;
          return size === 0 || size >= few ? [] : [{ name: `${cell.join(' ')}: ${String(size)}`, terms: terms(cell) }];
        }),
      ),
    ),
  );
}

/** The cells among those published that are of these dimensions. */
export function toldBy(published: readonly Cell[]): readonly CellName[] {
  return published.flatMap(({ unitCode, month, dimension, value }): readonly CellName[] =>
    dimension in DIMENSIONS ? [[unitCode, month, dimension as Shown, value]] : [],
  );
}

/** Names of those of the targets that follow from equations. */
export function determined(targets: readonly Target[], equations: readonly Terms[]): readonly string[] {
  const names = [...new Set(equations.flatMap((terms) => [...terms.keys()]))];
  return targets.flatMap(({ name, terms }) => {
    const asked = new Map([...terms, ['asked', -1] as const]);
    const all = [...new Set([...names, ...terms.keys(), 'asked'])];
    return isDetermined({ names: all, equations: [...equations, asked] }, 'asked') ? [name] : [];
  });
}
