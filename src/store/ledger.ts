import type { Hex, LedgerCounts, LedgerDay, LedgerEntry, Passage } from '../domain/ledger.ts';
import type { UnitCode } from '../domain/unit.ts';
import type { FoundLeaf, KeptLeaf, LedgerScene, LedgerStore } from '../service/ports.ts';
import { takeTurn } from './ballots.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { PASSAGE } from './passages.ts';
import { findResponses } from './responses.ts';
import { columnsOf, insert, type Table } from './table.ts';
import { inTransaction, type Connection } from './transaction.ts';

const ENTRY: Table<LedgerEntry> = {
  name: 'ballot.ledger_entry',
  key: ['unitCode', 'day'],
  columns: {
    unitCode: 'text',
    day: 'date',
    previous: 'hex',
    finished: 'integer',
    released: 'integer',
    waiting: 'integer',
    withdrawn: 'integer',
    discarded: 'integer',
    passedUp: 'integer',
    takenIn: 'integer',
    leaves: 'integer',
    root: 'hex',
    withdrawnRoot: 'hex',
  },
};

const DAY: Table<LedgerDay> = {
  name: 'ballot.ledger_day',
  key: ['day'],
  columns: { day: 'date', previous: 'hex', entries: 'integer', root: 'hex' },
};

const LEAF: Table<KeptLeaf> = {
  name: 'ballot.ledger_leaf',
  key: ['leaf'],
  columns: { unitCode: 'text', day: 'date', leaf: 'hex', withdrawnOn: 'date', withdrawalProof: 'hex' },
};

const SETTLING_ROUNDS = 5;

/** With `IS NULL OR` every page reads all the pages before it. */
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** The ledger grows by role hl_ballot; pages read it, and take requests, by role hl_console. */
export function openLedger(ballot: PrismaClient, console: PrismaClient): LedgerStore {
  return {
    lastDay: async () => (await findDays(console, 1))[0] ?? null,
    // Leaping from one to the next in an index: leaves are of years.
    units: async () => {
      const rows = await ballot.$queryRaw<{ code: UnitCode }[]>`
        WITH RECURSIVE kept AS (
          (SELECT l.unit_code FROM ballot.ledger_leaf l ORDER BY l.unit_code LIMIT 1)
          UNION ALL
          SELECT (SELECT l.unit_code FROM ballot.ledger_leaf l WHERE l.unit_code > kept.unit_code ORDER BY 1 LIMIT 1)
          FROM kept WHERE kept.unit_code IS NOT NULL
        )
        SELECT k.unit_code AS code FROM kept k WHERE k.unit_code IS NOT NULL UNION SELECT x.unit_code FROM ballot.mix x
        UNION SELECT d.unit_code FROM ballot.departure d UNION SELECT p.unit_code FROM ballot.passage p ORDER BY 1`;
      return rows.map(({ code }) => code);
    },
    closeUnit: (unitCode, day, countFinished, decide) =>
      inTransaction(ballot, async (connection) => {
        await takeTurn(connection, 'mix', unitCode);
        await takeTurn(connection, 'ledger', 'day');
        const previous = await findLastEntry(connection, unitCode);
        if ((previous !== null && previous.day >= day) || (await isClosed(connection, day))) return;
        const entry = decide(await settledScene(connection, unitCode, day, previous, countFinished));
        if (entry !== null) await connection.$executeRaw(insert(ENTRY, [entry]));
      }),
    closeDay: (day, decide) =>
      inTransaction(ballot, async (connection) => {
        await takeTurn(connection, 'ledger', 'day');
        if (await isClosed(connection, day)) return;
        const [last = null] = await findDays(connection, 1);
        await connection.$executeRaw(insert(DAY, [decide(last, await findEntries(connection, day))]));
      }),
    countFinished: async (unitCode) => {
      const rows = await console.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM register.invitation i
        WHERE i.unit_code = ${unitCode} AND i.close_reason IN ('finished', 'partial')`;
      return rows[0]?.count ?? 0;
    },
    findLeaf: (receiptIndex) => findLeaf(console, receiptIndex),
    askedBackOn: async (index) => {
      const rows = await console.$queryRaw<{ askedOn: string; doneOn: string | null }[]>`
        SELECT w.asked_on::text AS "askedOn", w.done_on::text AS "doneOn" FROM ballot.withdrawal w
        WHERE w.index = decode(${index}, 'hex')`;
      return rows[0] ?? null;
    },
    askBack: async ({ index, askedOn, proof }) => {
      await console.$executeRaw`
        INSERT INTO ballot.withdrawal (index, asked_on, proof)
        VALUES (decode(${index}, 'hex'), ${askedOn}::date, decode(${proof}, 'hex')) ON CONFLICT DO NOTHING`;
    },
    days: (limit) => findDays(console, limit),
    entriesOf: (day) => findEntries(console, day),
    published: () => findPublished(console),
    everything: async () => ({
      ...(await findPublished(console)),
      leaves: await console.$queryRaw<KeptLeaf[]>`SELECT ${columnsOf(LEAF, 'l')} FROM ballot.ledger_leaf l`,
      passages: await console.$queryRaw<Passage[]>`SELECT ${columnsOf(PASSAGE, 'p')} FROM ballot.passage p`,
    }),
    responsesAfter: (id, limit) =>
      findResponses(ballot, Prisma.sql`r.id > ${id ?? BEFORE_ALL}::uuid ORDER BY r.id LIMIT ${limit}`),
  };
}

async function findPublished(console: Connection): ReturnType<LedgerStore['published']> {
  return {
    entries: await console.$queryRaw<LedgerEntry[]>`SELECT ${columnsOf(ENTRY, 'e')} FROM ballot.ledger_entry e`,
    days: await console.$queryRaw<LedgerDay[]>`SELECT ${columnsOf(DAY, 'd')} FROM ballot.ledger_day d`,
  };
}

function findDays(connection: Connection, limit: number): Promise<LedgerDay[]> {
  return connection.$queryRaw<LedgerDay[]>`
    SELECT ${columnsOf(DAY, 'd')} FROM ballot.ledger_day d ORDER BY d.day DESC LIMIT ${limit}`;
}

/** Whatever another process found out before: the day's root holds no entry that comes later. */
async function isClosed(connection: Connection, day: string): Promise<boolean> {
  const [last] = await findDays(connection, 1);
  return last !== undefined && last.day >= day;
}

function findEntries(connection: Connection, day: string): Promise<LedgerEntry[]> {
  return connection.$queryRaw<LedgerEntry[]>`
    SELECT ${columnsOf(ENTRY, 'e')} FROM ballot.ledger_entry e WHERE e.day = ${day}::date ORDER BY e.unit_code`;
}

async function findLastEntry(connection: Connection, unitCode: UnitCode): Promise<LedgerEntry | null> {
  const rows = await connection.$queryRaw<LedgerEntry[]>`
    SELECT ${columnsOf(ENTRY, 'e')} FROM ballot.ledger_entry e WHERE e.unit_code = ${unitCode}
    ORDER BY e.day DESC LIMIT 1`;
  return rows[0] ?? null;
}

/** Nothing is released meanwhile, but surveys may be sealed: register and mix are read until they stand still. */
async function settledScene(
  connection: Connection,
  unitCode: UnitCode,
  day: string,
  previous: LedgerEntry | null,
  countFinished: () => Promise<number>,
): Promise<LedgerScene> {
  let finished = await countFinished();
  for (let round = 1; ; round += 1) {
    const scene = await readScene(connection, unitCode, day, previous);
    const after = await countFinished();
    if (after === finished || round === SETTLING_ROUNDS) return { ...scene, finished: after };
    finished = after;
  }
}

type Counts = Omit<LedgerCounts, 'finished'>;

async function readScene(
  connection: Connection,
  unitCode: UnitCode,
  day: string,
  previous: LedgerEntry | null,
): Promise<Omit<LedgerScene, 'finished'>> {
  const since = previous?.day ?? '0001-01-01';
  const rows = await connection.$queryRaw<{ leaf: Hex; added: boolean; withdrawn: boolean }[]>`
    SELECT encode(l.leaf, 'hex') AS leaf, TRUE AS added, l.withdrawn_on IS NOT NULL AS withdrawn
    FROM ballot.ledger_leaf l WHERE l.unit_code = ${unitCode} AND l.day > ${since}::date AND l.day <= ${day}::date
    UNION ALL
    SELECT encode(l.leaf, 'hex'), FALSE, TRUE
    FROM ballot.ledger_leaf l
    WHERE l.unit_code = ${unitCode} AND l.withdrawn_on > ${since}::date AND l.day <= ${since}::date`;
  const [counts] = await connection.$queryRaw<Counts[]>`
    SELECT count(l.unit_code)::int - gone.count AS released,
      (SELECT count(*)::int FROM ballot.mix x WHERE x.unit_code = ${unitCode}) AS waiting,
      gone.count + coalesce((SELECT d.withdrawn FROM ballot.departure d WHERE d.unit_code = ${unitCode}), 0) AS withdrawn,
      coalesce((SELECT d.discarded FROM ballot.departure d WHERE d.unit_code = ${unitCode}), 0) AS discarded,
      coalesce((SELECT sum(p.ballots)::int FROM ballot.passage p WHERE p.unit_code = ${unitCode}), 0) AS "passedUp",
      coalesce((SELECT sum(p.ballots)::int FROM ballot.passage p WHERE p.province_code = ${unitCode}), 0) AS "takenIn"
    FROM (
      SELECT count(*)::int AS count FROM ballot.ledger_leaf w
      WHERE w.unit_code = ${unitCode} AND w.withdrawn_on IS NOT NULL
    ) AS gone LEFT JOIN ballot.ledger_leaf l ON l.unit_code = ${unitCode} GROUP BY gone.count`;
  return {
    previous,
    leaves: rows.filter(({ added }) => added).map(({ leaf }) => leaf),
    withdrawnLeaves: rows.filter(({ withdrawn }) => withdrawn).map(({ leaf }) => leaf),
    ...(counts ?? { released: 0, waiting: 0, withdrawn: 0, discarded: 0, passedUp: 0, takenIn: 0 }),
  };
}

async function findLeaf(console: Connection, receiptIndex: Hex): Promise<FoundLeaf | null> {
  const [found] = await console.$queryRaw<KeptLeaf[]>`
    SELECT ${columnsOf(LEAF, 'l')} FROM ballot.ledger_leaf l WHERE l.receipt_index = decode(${receiptIndex}, 'hex')`;
  if (!found) return null;
  const [entry] = await console.$queryRaw<LedgerEntry[]>`
    SELECT ${columnsOf(ENTRY, 'e')} FROM ballot.ledger_entry e
    WHERE e.unit_code = ${found.unitCode} AND e.day >= ${found.day}::date ORDER BY e.day LIMIT 1`;
  if (!entry) return { ...found, closed: null };
  const leaves = await console.$queryRaw<{ leaf: Hex }[]>`
    SELECT encode(l.leaf, 'hex') AS leaf FROM ballot.ledger_leaf l
    WHERE l.unit_code = ${entry.unitCode} AND l.day <= ${entry.day}::date AND l.day > coalesce(
      (SELECT max(e.day) FROM ballot.ledger_entry e WHERE e.unit_code = ${entry.unitCode} AND e.day < ${entry.day}::date),
      '0001-01-01')`;
  return { ...found, closed: { entry, leaves: leaves.map(({ leaf }) => leaf) } };
}
