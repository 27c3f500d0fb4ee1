import type { UnitCode } from '../domain/unit.ts';
import { CodedError } from '../lib/coded-error.ts';
import type { NewLeaf, ReleasePlan, ReleaseScene, Withdrawal } from '../service/ports.ts';
import { Prisma } from './generated/client.ts';
import { findResponses } from './responses.ts';
import { byteaArray, insert, type Table } from './table.ts';
import type { Connection } from './transaction.ts';

const LEAF: Table<NewLeaf & { readonly unitCode: UnitCode; readonly day: string }> = {
  name: 'ballot.ledger_leaf',
  key: ['leaf'],
  columns: { leaf: 'hex', unitCode: 'text', day: 'date', receiptIndex: 'hex' },
};

/** What holders of receipts ask back, everywhere, and the responses of one unit that this concerns. */
export async function findAsked(
  connection: Connection,
  unitCode: UnitCode,
): Promise<Pick<ReleaseScene, 'withdrawals' | 'askedBack'>> {
  const withdrawals = await connection.$queryRaw<Withdrawal[]>`
    SELECT encode(w.index, 'hex') AS index, w.asked_on::text AS "askedOn", encode(w.proof, 'hex') AS proof
    FROM ballot.withdrawal w WHERE w.done_on IS NULL`;
  const indexes = byteaArray(withdrawals.map(({ index }) => index));
  const ofUnit = Prisma.sql`r.unit_code = ${unitCode} AND r.withdrawal_index = ANY(${indexes})`;
  return { withdrawals, askedBack: withdrawals.length === 0 ? [] : await findResponses(connection, ofUnit) };
}

/**
 * In the order of their hashes, so that the place of a row tells nothing.
 * @throws CodedError `ledger-closed`
 */
export async function addLeaves(connection: Connection, unitCode: UnitCode, plan: ReleasePlan): Promise<void> {
  const { day, leaves, withdrawn } = plan;
  if (leaves.length === 0 && withdrawn.length === 0) return;
  await insistOpen(connection, [unitCode], day);
  const rows = leaves.map((leaf) => Object.assign({ unitCode, day }, leaf));
  if (rows.length === 0) return;
  await connection.$executeRaw(
    insert(
      LEAF,
      rows.toSorted((a, b) => (a.leaf < b.leaf ? -1 : 1)),
    ),
  );
}

/** @throws CodedError `ledger-closed` */
export async function insistOpen(connection: Connection, units: readonly UnitCode[], day: string): Promise<void> {
  const closed = await connection.$queryRaw<unknown[]>`
    SELECT 1 FROM ballot.ledger_entry e WHERE e.unit_code = ANY(${units}::text[]) AND e.day >= ${day}::date LIMIT 1`;
  if (closed.length > 0) throw new CodedError('ledger-closed', 'The ledger of this day is closed.');
}

/** Deletes what was asked back, says so in the ledger, and settles the requests. */
export async function takeBack(
  connection: Connection,
  unitCode: UnitCode,
  { day, withdrawn, dropped }: ReleasePlan,
): Promise<void> {
  if (withdrawn.length === 0 && dropped.length === 0) return;
  const ids = withdrawn.map(({ response }) => response.id);
  const proofs = withdrawn.map(({ leaf, proof }) => ({ leaf, proof }));
  const indexes = [
    ...dropped.map(({ index }) => index),
    ...withdrawn.flatMap(({ response }) => response.withdrawalIndex ?? []),
  ];
  await connection.$executeRaw`DELETE FROM ballot.response r WHERE r.id = ANY(${ids}::uuid[])`;
  await connection.$executeRaw`
    UPDATE ballot.ledger_leaf l SET withdrawn_on = ${day}::date, withdrawal_proof = decode(p.proof, 'hex')
    FROM json_to_recordset(${JSON.stringify(proofs)}::json) AS p(leaf text, proof text)
    WHERE l.leaf = decode(p.leaf, 'hex')`;
  await connection.$executeRaw`
    UPDATE ballot.withdrawal w SET done_on = ${day}::date WHERE w.index = ANY(${byteaArray(indexes)})`;
  if (dropped.length === 0) return;
  await connection.$executeRaw`
    INSERT INTO ballot.departure AS d (unit_code, withdrawn) VALUES (${unitCode}, ${dropped.length})
    ON CONFLICT (unit_code) DO UPDATE SET withdrawn = d.withdrawn + EXCLUDED.withdrawn`;
}
