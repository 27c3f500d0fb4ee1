import type { Dump, DumpedRow } from './dump.ts';

/** Response id to the id of the invitation that it is taken for. */
export type Guesses = ReadonlyMap<string, string>;

export interface Strategy {
  readonly name: string;
  readonly guesses: Guesses;
}

export interface ResponseRow extends DumpedRow {
  readonly id: string;
  readonly unit: string;
  /** In the first dump already. */
  readonly isOld: boolean;
}

export interface InvitationRow extends DumpedRow {
  readonly id: string;
  readonly unit: string;
  /** Finished when the first dump was taken. */
  readonly isOld: boolean;
  /** Whatever the register tells of it and of its dossier. */
  readonly told: Readonly<Record<string, unknown>>;
}

/** What the attacker sets side by side. */
export interface Sides {
  readonly responses: readonly ResponseRow[];
  readonly invitations: readonly InvitationRow[];
}

export function sidesOf(before: Dump, after: Dump): Sides {
  return { responses: responsesIn(before, after), invitations: invitationsIn(before, after) };
}

export function text({ row }: DumpedRow, column: string): string {
  return String(row[column] ?? '');
}

export function rowsOf({ rows }: Dump, table: string): readonly DumpedRow[] {
  return rows.filter((row) => row.table === table);
}

function responsesIn(before: Dump, after: Dump): readonly ResponseRow[] {
  const old = new Set(rowsOf(before, 'ballot.response').map((row) => text(row, 'id')));
  return rowsOf(after, 'ballot.response').map((row) => {
    const id = text(row, 'id');
    return { ...row, id, unit: text(row, 'unit_code'), isOld: old.has(id) };
  });
}

function invitationsIn(before: Dump, after: Dump): readonly InvitationRow[] {
  const isFinished = (row: DumpedRow) => text(row, 'status') === 'finished' || text(row, 'close_reason') === 'finished';
  const finishedIn = (dump: Dump) => rowsOf(dump, 'register.invitation').filter(isFinished);
  const old = new Set(finishedIn(before).map((row) => text(row, 'id')));
  const dossiers = new Map(rowsOf(after, 'register.dossier').map((row) => [text(row, 'id'), row.row]));
  return finishedIn(after).map((row) => {
    const id = text(row, 'id');
    const told = { ...dossiers.get(text(row, 'dossier_id')), ...row.row };
    return { ...row, id, unit: text(row, 'unit_code'), isOld: old.has(id), told };
  });
}

const ATTRIBUTES = ['procedure_code', 'filed_via', 'late', 'proof'];

/** What a response tells of its dossier, and the register of it, too. */
export function attributesOf(response: DumpedRow): string {
  return JSON.stringify(['unit_code', 'completed_month', ...ATTRIBUTES].map((column) => text(response, column)));
}

/** Those that left the mix together have all of it in common. */
export function batchOf(response: DumpedRow): string {
  const more = ['released_on', 'survey_id', 'disposition', 'locale', 'flagged'];
  return JSON.stringify([attributesOf(response), ...more.map((column) => text(response, column))]);
}

export function fits(response: ResponseRow, invitation: InvitationRow): boolean {
  if (response.unit !== invitation.unit) return false;
  if (text(response, 'completed_month') !== text(invitation, 'completed_month')) return false;
  return ATTRIBUTES.every((column) => {
    const kept = text(response, column);
    const known = column === 'late' ? (invitation.row['late'] === true ? 'late' : 'on-time') : text(invitation, column);
    return kept === 'other' || kept === known;
  });
}

/** Where in the table, in the order in which it was filled. */
export function place({ place: [page, line] }: DumpedRow): number {
  return page * 1_000 + line;
}

/** Both lists in an order: each response with the invitation that stands as far from the start as it does. */
export function pairInOrder(responses: readonly ResponseRow[], candidates: readonly InvitationRow[]): Guesses {
  return new Map(
    responses.flatMap(({ id }, i) => {
      const guess = candidates[Math.floor((i * candidates.length) / responses.length)];
      return guess ? [[id, guess.id] as const] : [];
    }),
  );
}
