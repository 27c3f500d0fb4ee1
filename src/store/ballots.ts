import { sumCells, type Cell } from '../domain/publication.ts';
import type { Response } from '../domain/response.ts';
import type { UnitCode } from '../domain/unit.ts';
import { CodedError } from '../lib/coded-error.ts';
import type { BallotStore, WaitingBallot } from '../service/ports.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { addResponses } from './responses.ts';
import { asBuffer, insert, type Table } from './table.ts';
import { CELL, countResponses, findTallies, saveTallies } from './tallies.ts';
import { inTransaction, type Connection } from './transaction.ts';

const PUBLISHED: Table<Cell & { readonly publishedOn: string }> = {
  ...CELL,
  name: 'ballot.published_cell',
  columns: { ...CELL.columns, publishedOn: 'date' },
};

/** Of role hl_ballot. */
export function openBallots(ballot: PrismaClient): BallotStore {
  return {
    release: (unitCode, decide) =>
      inTransaction(ballot, async (connection) => {
        await takeTurn(connection, 'mix', unitCode);
        const { released, responses } = decide(await findWaiting(connection, unitCode));
        if (released.length === 0) return 0;
        await remove(connection, unitCode, released, responses.length);
        await addResponses(connection, responses);
        await tally(connection, responses);
        return responses.length;
      }),
    waitingUnits: async () => {
      const rows = await ballot.$queryRaw<{ code: UnitCode }[]>`
        SELECT DISTINCT x.unit_code AS code FROM ballot.mix x ORDER BY 1`;
      return rows.map(({ code }) => code);
    },
    publish: (month, decide, publishedOn) =>
      inTransaction(ballot, async (connection) => {
        await takeTurn(connection, 'publish', month);
        if (!(await claimPending(connection, month))) return;
        const tallies = await findTallies(connection, Prisma.sql`t.month = ${month}::date`);
        await replaceCells(connection, month, decide(tallies), publishedOn);
      }),
    unpublished: async () => {
      const rows = await ballot.$queryRaw<{ month: string }[]>`
        SELECT DISTINCT t.month::text AS month FROM ballot.tally t WHERE t.pending ORDER BY 1`;
      return rows.map(({ month }) => month);
    },
  };
}

async function takeTurn(connection: Connection, what: 'mix' | 'tally' | 'publish', key: string): Promise<void> {
  await connection.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`ballot.${what}`}), hashtext(${key}))`;
}

async function findWaiting(connection: Connection, unitCode: UnitCode): Promise<readonly WaitingBallot[]> {
  const rows = await connection.$queryRaw<WaitingBallot[]>`
    SELECT x.id, x.unit_code AS "unitCode", x.sealed, x.entered_at AS "enteredAt"
    FROM ballot.mix x WHERE x.unit_code = ${unitCode} ORDER BY x.id`;
  return rows.map((row) => Object.assign(row, { sealed: asBuffer(row.sealed) }));
}

async function remove(
  connection: Connection,
  unitCode: UnitCode,
  ids: readonly string[],
  responses: number,
): Promise<void> {
  const removed = await connection.$executeRaw`
    DELETE FROM ballot.mix x WHERE x.id = ANY(${ids}::uuid[]) AND x.unit_code = ${unitCode}`;
  if (removed === responses) return;
  throw new CodedError('release-mismatch', 'A release must replace each ballot in the mix by one response.');
}

/** Adds to the tallies of the units concerned, each unit's in turn and units in one order. */
async function tally(connection: Connection, responses: readonly Response[]): Promise<void> {
  const more = countResponses(responses);
  const units = [...new Set(more.map(({ unitCode }) => unitCode))].toSorted();
  for (const unit of units) await takeTurn(connection, 'tally', unit);
  const months = [...new Set(more.map(({ month }) => month))];
  const condition = Prisma.sql`t.unit_code = ANY(${units}::text[]) AND t.month = ANY(${months}::date[])`;
  await saveTallies(connection, sumCells([...(await findTallies(connection, condition)), ...more]));
}

/** A tally that a release changes meanwhile stays pending. */
async function claimPending(connection: Connection, month: string): Promise<boolean> {
  const claimed = await connection.$executeRaw`
    UPDATE ballot.tally t SET pending = false WHERE t.pending AND t.month = ${month}::date`;
  return claimed > 0;
}

/**
 * A month is published as a whole: which cells must stay hidden depends on all units below the country, and the
 * same tallies must always hide the same ones.
 */
async function replaceCells(
  connection: Connection,
  month: string,
  cells: readonly Cell[],
  publishedOn: string,
): Promise<void> {
  await connection.$executeRaw`DELETE FROM ballot.published_cell p WHERE p.month = ${month}::date`;
  const rows = cells.map((cell) => Object.assign({ publishedOn }, cell));
  if (rows.length > 0) await connection.$executeRaw(insert(PUBLISHED, rows));
}
