import { groupBy } from '../../src/lib/group-by.ts';
import type { Dump, DumpedRow } from './dump.ts';
import {
  attributesOf,
  fits,
  pairInOrder,
  place,
  rowsOf,
  text,
  type Guesses,
  type InvitationRow,
  type ResponseRow,
  type Sides,
  type Strategy,
} from './linkage-rows.ts';

const inOrder = (a: DumpedRow, b: DumpedRow) => place(a) - place(b);

function pairByPlace(responses: readonly ResponseRow[], candidates: readonly InvitationRow[]): Guesses {
  return pairInOrder(responses.toSorted(inOrder), candidates.toSorted(inOrder));
}

/** Within a group of invitations: what the responses tell of themselves narrows it further. */
function pairWithin(responses: readonly ResponseRow[], invitations: readonly InvitationRow[]): Guesses {
  const alike = [...groupBy(responses, attributesOf).values()];
  return new Map(
    alike.flatMap((group) => [
      ...pairByPlace(
        group,
        invitations.filter((one) => group[0] && fits(group[0], one)),
      ),
    ]),
  );
}

// ------------------------------------------------------------------ how many there are, and how many more a day later

/**
 * Whoever counts: any column of the responses against any column of the register, unit by unit. The groups that are as
 * large on one side as on the other, in the first dump and in what came by the second, are taken for the same.
 */
export function byCounts({ responses, invitations }: Sides): readonly Strategy[] {
  const ofResponses = groupingColumns(responses.map(({ row }) => row));
  const ofInvitations = groupingColumns(invitations.map(({ told }) => told));
  return ofResponses.flatMap((column) =>
    ofInvitations.map((other): Strategy => {
      const name = `counts of responses by ${column} with counts of invitations by ${other}`;
      return { name, guesses: matchCounts({ responses, invitations }, column, other) };
    }),
  );
}

/** That part the rows into several groups, and do not tell each by itself. */
function groupingColumns(rows: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  return Object.keys(rows[0] ?? {}).filter((column) => {
    const values = new Set(rows.map((row) => JSON.stringify(row[column])));
    return values.size > 1 && values.size < rows.length / 2;
  });
}

function matchCounts({ responses, invitations }: Sides, column: string, other: string): Guesses {
  const units = groupBy(invitations, ({ unit }) => unit);
  return new Map(
    [...groupBy(responses, ({ unit }) => unit)].flatMap(([unit, own]) => {
      const counted = byCount(groupBy(own, ({ row }) => JSON.stringify(row[column])));
      const known = byCount(groupBy(units.get(unit) ?? [], ({ told }) => JSON.stringify(told[other])));
      return counted.flatMap((group, i) => [...pairWithin(group, known[i] ?? [])]);
    }),
  );
}

/** The largest group first; of two alike the one that was larger a day before. */
function byCount<Row extends { readonly isOld: boolean }>(
  groups: ReadonlyMap<string, readonly Row[]>,
): readonly (readonly Row[])[] {
  const oldIn = (group: readonly Row[]) => group.filter(({ isOld }) => isOld).length;
  return [...groups.values()].toSorted((a, b) => b.length - a.length || oldIn(b) - oldIn(a));
}

// ------------------------------------------------------------------ published cells, and what they moved by

interface Move {
  readonly unit: string;
  readonly month: string;
  readonly value: string;
  /** Nobody of it was published before. */
  readonly isNew: boolean;
  readonly responses: number;
  /** What the counts of every question grew by. */
  readonly counts: Readonly<Record<string, readonly number[]>>;
}

/**
 * Whoever subtracts one day's published cells from the next: the answers that came, and whose they can be by the cell's
 * value. Each response goes with the smallest move that it can be part of.
 */
export function byCells(before: Dump, after: Dump, { responses, invitations }: Sides): Strategy {
  const guesses = new Map<string, string>();
  const open = new Set(responses);
  for (const move of movesBetween(before, after).toSorted((a, b) => a.responses - b.responses)) {
    const fresh = [...open].filter((one) => (move.isNew || !one.isOld) && isPartOf(move, one));
    const whose = invitations.filter((one) => (move.isNew || !one.isOld) && isAskedBy(move, one));
    for (const [id, guess] of pairWithin(fresh, whose)) guesses.set(id, guess);
    for (const one of fresh) if (guesses.has(one.id)) open.delete(one);
  }
  return { name: 'differences of published cells', guesses };
}

function movesBetween(before: Dump, after: Dump): readonly Move[] {
  const columns = ['survey_id', 'unit_code', 'month', 'dimension', 'value'];
  const keyOf = (row: DumpedRow) => JSON.stringify(columns.map((column) => text(row, column)));
  const known = new Map(rowsOf(before, 'ballot.published_cell').map((row) => [keyOf(row), row]));
  return rowsOf(after, 'ballot.published_cell').flatMap((row) => {
    const old = known.get(keyOf(row));
    const responses = Number(row.row['responses']) - Number(old?.row['responses'] ?? 0);
    if (responses <= 0) return [];
    const [unit, month, value] = ['unit_code', 'month', 'value'].map((column) => text(row, column));
    const counts = differences(countsIn(row), old ? countsIn(old) : {});
    return [{ unit: unit ?? '', month: month ?? '', value: value ?? '', isNew: !old, responses, counts }];
  });
}

function countsIn({ row }: DumpedRow): Move['counts'] {
  return row['counts'] as Move['counts'];
}

function differences(counts: Move['counts'], old: Move['counts']): Move['counts'] {
  return Object.fromEntries(
    Object.entries(counts).map(([question, now]) => [question, now.map((n, i) => n - (old[question]?.[i] ?? 0))]),
  );
}

/** One of those who answered as the cell's counts grew. */
function isPartOf({ unit, month, counts }: Move, response: ResponseRow): boolean {
  if (response.unit !== unit || text(response, 'completed_month') !== month) return false;
  const answers = response.row['answers'] as Readonly<Record<string, { readonly value: number | string }>>;
  return Object.entries(counts).every(([question, grown]) => {
    const value = answers[question]?.value;
    return typeof value !== 'number' || (grown[value - 1] ?? 0) > 0;
  });
}

function isAskedBy({ unit, month, value }: Move, invitation: InvitationRow): boolean {
  if (invitation.unit !== unit || text(invitation, 'completed_month') !== month) return false;
  return value === 'all' || Object.values(invitation.told).some((told) => String(told) === value);
}
