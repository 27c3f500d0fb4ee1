import { groupBy } from '../lib/group-by.ts';
import { suppress, type Edge, type Line, type Table } from './suppression.ts';
import type { QuestionKey } from './survey.ts';
import type { UnitCode } from './unit.ts';

/** n1 to n5, not applicable, skipped. */
export type Counts = readonly [number, number, number, number, number, number, number];

/** At most one further dimension beside unit and month. */
export type Dimension = 'all' | 'procedure' | 'filedVia' | 'late' | 'proof';

/** Counted answers of one unit, month and dimension value; of the same shape before and after publication. */
export interface Cell {
  readonly surveyId: string;
  readonly unitCode: UnitCode;
  /** First day of the month of completion. */
  readonly month: string;
  readonly dimension: Dimension;
  /** `all` when the dimension is `all`. */
  readonly value: string;
  readonly responses: number;
  readonly counts: Readonly<Record<QuestionKey, Counts>>;
}

/** No published cell rests on fewer responses. */
export const MIN_PUBLISHED = 10;

export type ParentOf = (unit: UnitCode) => UnitCode | null;

/** Adds up cells of the same survey, unit, month and dimension value. */
export function sumCells(cells: readonly Cell[]): readonly Cell[] {
  const sums = new Map<string, Cell>();
  for (const cell of cells) {
    const key = JSON.stringify([cell.surveyId, cell.month, cell.unitCode, cell.dimension, cell.value]);
    const known = sums.get(key);
    sums.set(key, known ? addCells(known, cell) : cell);
  }
  return [...sums.values()];
}

function addCells(a: Cell, b: Cell): Cell {
  const counts: Record<QuestionKey, Counts> = { ...a.counts };
  for (const [question, more] of Object.entries(b.counts)) counts[question] = addCounts(counts[question] ?? NONE, more);
  return { ...a, responses: a.responses + b.responses, counts };
}

const NONE: Counts = [0, 0, 0, 0, 0, 0, 0];

function addCounts(a: Counts, b: Counts): Counts {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3], a[4] + b[4], a[5] + b[5], a[6] + b[6]];
}

/**
 * What may be published of the tallies: every unit and the sums of its ancestors, cells of at least ten responses,
 * less those from which a smaller one could be computed. Units whose ancestors are to be published must all be
 * there, for what a total lacks of its parts tells about them. Tallies of a unit that is also a parent (a province's
 * own dossiers) enter its sum only.
 */
export function publishable(tallies: readonly Cell[], parentOf: ParentOf): readonly Cell[] {
  const tables = groupBy(tallies, ({ surveyId, month }) => JSON.stringify([surveyId, month]));
  return [...tables.values()].flatMap((table) => publishTable(buildNodes(sumCells(table), parentOf)));
}

/** A cell in the tree of units; `unit` tells a parent's own tallies, which are never published, from its sum. */
interface Node {
  readonly id: string;
  readonly unit: string;
  readonly parent: UnitCode | null;
  readonly role: 'leaf' | 'own' | 'sum';
  readonly cell: Cell;
}

function buildNodes(tallies: readonly Cell[], parentOf: ParentOf): readonly Node[] {
  const ancestorsOf = (unit: UnitCode): readonly UnitCode[] => {
    const parent = parentOf(unit);
    return parent === null ? [] : [parent, ...ancestorsOf(parent)];
  };
  const parents = new Set(tallies.flatMap(({ unitCode }) => ancestorsOf(unitCode)));
  const isOwn = (cell: Cell) => parents.has(cell.unitCode);
  const sums = tallies.flatMap((cell) => {
    const units = isOwn(cell) ? [cell.unitCode, ...ancestorsOf(cell.unitCode)] : ancestorsOf(cell.unitCode);
    return units.map((unitCode): Cell => Object.assign({}, cell, { unitCode }));
  });
  return [
    ...tallies.map((cell) =>
      isOwn(cell)
        ? node(cell, 'own', `own ${cell.unitCode}`, cell.unitCode)
        : node(cell, 'leaf', cell.unitCode, parentOf(cell.unitCode)),
    ),
    ...sumCells(sums).map((cell) => node(cell, 'sum', cell.unitCode, parentOf(cell.unitCode))),
  ].filter(({ cell }) => cell.responses > 0);
}

function node(cell: Cell, role: Node['role'], unit: string, parent: UnitCode | null): Node {
  return { id: idOf(unit, cell.dimension, cell.value), unit, parent, role, cell };
}

function idOf(unit: string, dimension: Dimension, value: string): string {
  return JSON.stringify([unit, dimension, value]);
}

/**
 * Cells by their responses first. Then each question by itself, as a table of those who gave it a score: few may have
 * been asked it, and what a cell says of fewer than ten would be a smaller cell within it.
 */
function publishTable(nodes: readonly Node[]): readonly Cell[] {
  const shown = shownOf(nodes, new Set());
  const ids = new Set(shown.map(({ id }) => id));
  const hidden = new Set(nodes.flatMap(({ id }) => (ids.has(id) ? [] : [id])));
  const questions = [...new Set(nodes.flatMap(({ cell }) => Object.keys(cell.counts)))];
  const tellable = new Map(questions.map((question) => [question, idsTelling(question, nodes, hidden)]));
  return shown.map(({ id, cell }) => {
    const told = Object.entries(cell.counts).filter(
      ([question, counts]) => scoredIn(counts) === 0 || tellable.get(question)?.has(id),
    );
    return { ...cell, counts: Object.fromEntries(told) };
  });
}

function idsTelling(question: QuestionKey, nodes: readonly Node[], hidden: ReadonlySet<string>): ReadonlySet<string> {
  const scored = nodes.flatMap((one): readonly Node[] => {
    const responses = scoredIn(one.cell.counts[question] ?? NONE);
    return responses === 0 ? [] : [{ ...one, cell: { ...one.cell, responses } }];
  });
  return new Set(shownOf(scored, hidden).map(({ id }) => id));
}

function scoredIn([n1, n2, n3, n4, n5]: Counts): number {
  return n1 + n2 + n3 + n4 + n5;
}

/** Totals first; then each dimension by itself, which tells no more of the hidden totals than their sums. */
function shownOf(nodes: readonly Node[], hiddenBefore: ReadonlySet<string>): readonly Node[] {
  const isUnfit = ({ id, role, cell }: Node) =>
    role === 'own' || cell.responses < MIN_PUBLISHED || hiddenBefore.has(id);
  const dimensions = groupBy(nodes, ({ cell }) => cell.dimension);
  const totals = dimensions.get('all') ?? [];
  const unfit = totals.filter(isUnfit).map(({ id }) => id);
  const hiddenTotals = suppress(totalsTable(totals), new Set(unfit), MIN_PUBLISHED);
  const [hidden, shown] = partition(totals, ({ id }) => hiddenTotals.has(id));
  const all = [...shown];
  for (const [dimension, cells] of dimensions) {
    if (dimension !== 'all') all.push(...shownOfDimension(cells, isUnfit, hidden, shown));
  }
  return all;
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

/** Never shows a value of a unit whose total is hidden. */
function shownOfDimension(
  cells: readonly Node[],
  isUnfit: (node: Node) => boolean,
  hiddenTotals: readonly Node[],
  shownTotals: readonly Node[],
): readonly Node[] {
  const units = new Set(shownTotals.map(({ unit }) => unit));
  const unfit = cells.filter((one) => isUnfit(one) || !units.has(one.unit)).map(({ id }) => id);
  const table = dimensionTable(cells, hiddenTotals, shownTotals);
  const hidden = suppress(table, new Set([...unfit, ...hiddenTotals.map(({ id }) => id)]), MIN_PUBLISHED);
  return cells.filter(({ id }) => !hidden.has(id));
}

/** Every sum is an equation; what is part of none, or sum of all, hangs on the outside. */
const OUTSIDE = 'outside';

function totalsTable(totals: readonly Node[]): Table {
  return { edges: totals.map((total) => edgeOf(total, OUTSIDE)), lines: linesOver(totals), merged: new Map() };
}

/** Beside the sums over units, a unit's values add up to its total; of hidden totals only their sums are known. */
function dimensionTable(cells: readonly Node[], hiddenTotals: readonly Node[], shownTotals: readonly Node[]): Table {
  const rows = groupBy(cells, ({ unit }) => unit);
  const partsOf = ({ unit }: Node) => (rows.get(unit) ?? []).map(({ id }) => id);
  const hiddenSums = new Map(hiddenTotals.map(({ unit, parent }) => [unit, parent]));
  const remainderOf = (parent: UnitCode | null): string => {
    if (parent === null) return OUTSIDE;
    return hiddenSums.has(parent) ? remainderOf(hiddenSums.get(parent) ?? null) : JSON.stringify(['rest', parent]);
  };
  const parts = hiddenTotals.filter(({ role }) => role !== 'sum');
  return {
    edges: cells.map((cell) => edgeOf(cell, rowOf(cell))),
    lines: [...linesOver(cells), ...shownTotals.map((total) => ({ total: total.id, parts: partsOf(total) }))],
    merged: new Map(parts.map((part) => [rowOf(part), remainderOf(part.parent)])),
  };
}

/** Part of its parent's sum at one end; at the other the sum that it is itself, or for a leaf its row. */
function edgeOf({ id, unit, parent, role, cell }: Node, row: string): Edge {
  const above = parent === null ? OUTSIDE : sumOf(parent, cell.value);
  return { id, ends: [role === 'sum' ? sumOf(unit, cell.value) : row, above], size: cell.responses };
}

function sumOf(unit: string, value: string): string {
  return JSON.stringify(['sum', unit, value]);
}

function rowOf({ unit }: Node): string {
  return JSON.stringify(['row', unit]);
}

function linesOver(nodes: readonly Node[]): readonly Line[] {
  const children = groupBy(
    nodes.filter(({ parent }) => parent !== null),
    ({ parent, cell }) => sumOf(parent ?? '', cell.value),
  );
  return nodes
    .filter(({ role }) => role === 'sum')
    .map(({ id, unit, cell }) => ({
      total: id,
      parts: (children.get(sumOf(unit, cell.value)) ?? []).map((part) => part.id),
    }));
}
