import { sumCells, type Cell } from '../domain/publication.ts';
import type { UnitCode } from '../domain/unit.ts';
import { CodedError } from '../lib/coded-error.ts';
import type {
  BallotStore,
  ReleasePlan,
  ReleaseScene,
  WaitingBallot,
  WaitingSealedBackCheck,
} from '../service/ports.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { addPassages } from './passages.ts';
import { addResponses } from './responses.ts';
import { asBuffer, insert, type Table } from './table.ts';
import { CELL, countResponses, findTallies, negative, saveTallies } from './tallies.ts';
import { inTransaction, type Connection } from './transaction.ts';
import { addLeaves, findAsked, takeBack } from './withdrawals.ts';

const PUBLISHED: Table<Cell & { readonly publishedOn: string }> = {
  ...CELL,
  name: 'ballot.published_cell',
  columns: { ...CELL.columns, publishedOn: 'date' },
};

/** Of role hl_ballot. */
export function openBallots(ballot: PrismaClient): BallotStore {
  return {
    release: (unitCode, decide, below = []) =>
      inTransaction(ballot, async (connection) => {
        const units = [unitCode, ...below].toSorted();
        for (const unit of units) await takeTurn(connection, 'mix', unit);
        const plan = decide(await findScene(connection, unitCode, units));
        const removed = await removeFromMix(connection, units, plan);
        await addResponses(connection, plan.responses);
        await addLeaves(connection, unitCode, plan);
        await addPassages(connection, unitCode, plan, removed);
        await takeBack(connection, unitCode, plan);
        await tally(connection, plan);
        return plan.responses.length;
      }),
    backCheckProvinces: async () => {
      const rows = await ballot.$queryRaw<{ code: UnitCode }[]>`
        SELECT DISTINCT x.province_code AS code FROM ballot.back_check_mix x ORDER BY 1`;
      return rows.map(({ code }) => code);
    },
    releaseBackChecks: (province, decide) =>
      inTransaction(ballot, async (connection) => {
        await takeTurn(connection, 'back-check', province);
        const { ids, cells } = decide(await findBackCheckMix(connection, province));
        if (ids.length === 0) return 0;
        const removed = await connection.$executeRaw`
          DELETE FROM ballot.back_check_mix x WHERE x.id = ANY(${ids}::uuid[])`;
        if (removed !== ids.length || cells.length !== ids.length) throw releaseMismatch();
        await addToTallies(connection, cells);
        return removed;
      }),
    waitingUnits: async () => {
      const rows = await ballot.$queryRaw<{ code: UnitCode }[]>`
        SELECT x.unit_code AS code FROM ballot.mix x
        UNION SELECT r.unit_code FROM ballot.response r JOIN ballot.withdrawal w ON w.index = r.withdrawal_index
        WHERE w.done_on IS NULL ORDER BY 1`;
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

export async function takeTurn(
  connection: Connection,
  what: 'mix' | 'tally' | 'publish' | 'ledger' | 'back-check',
  key: string,
): Promise<void> {
  await connection.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`ballot.${what}`}), hashtext(${key}))`;
}

async function findScene(
  connection: Connection,
  unitCode: UnitCode,
  units: readonly UnitCode[],
): Promise<ReleaseScene> {
  return { waiting: await findWaiting(connection, units), ...(await findAsked(connection, unitCode)) };
}

async function findWaiting(connection: Connection, units: readonly UnitCode[]): Promise<readonly WaitingBallot[]> {
  const rows = await connection.$queryRaw<WaitingBallot[]>`
    SELECT x.id, x.unit_code AS "unitCode", x.sealed, x.entered_at AS "enteredAt"
    FROM ballot.mix x WHERE x.unit_code = ANY(${units}::text[]) ORDER BY x.id`;
  return rows.map((row) => Object.assign(row, { sealed: asBuffer(row.sealed) }));
}

/** Returns the unit of each ballot that it took out. */
async function removeFromMix(
  connection: Connection,
  units: readonly UnitCode[],
  { released, responses, leaves, dropped }: ReleasePlan,
): Promise<readonly UnitCode[]> {
  const ids = [...released, ...dropped.map(({ id }) => id)];
  if (ids.length === 0 && responses.length === 0) return [];
  const removed = await connection.$queryRaw<{ unit: UnitCode }[]>`
    DELETE FROM ballot.mix x WHERE x.id = ANY(${ids}::uuid[]) AND x.unit_code = ANY(${units}::text[])
    RETURNING x.unit_code AS unit`;
  if (removed.length === responses.length + dropped.length && leaves.length === responses.length) {
    return removed.map(({ unit }) => unit);
  }
  throw releaseMismatch();
}

function releaseMismatch(): CodedError {
  return new CodedError('release-mismatch', 'A release must replace each ballot in the mix by one response.');
}

async function findBackCheckMix(
  connection: Connection,
  province: UnitCode,
): Promise<readonly WaitingSealedBackCheck[]> {
  const rows = await connection.$queryRaw<WaitingSealedBackCheck[]>`
    SELECT x.id, x.province_code AS "provinceCode", x.sealed
    FROM ballot.back_check_mix x WHERE x.province_code = ${province} ORDER BY x.id`;
  return rows.map((row) => Object.assign(row, { sealed: asBuffer(row.sealed) }));
}

async function tally(connection: Connection, { responses, withdrawn }: ReleasePlan): Promise<void> {
  const less = withdrawn.filter(({ counted }) => counted).map(({ response }) => response);
  await addToTallies(connection, [...countResponses(responses), ...countResponses(less).map(negative)]);
}

/** Of the units concerned, each unit's in turn and units in one order. */
async function addToTallies(connection: Connection, more: readonly Cell[]): Promise<void> {
  if (more.length === 0) return;
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
