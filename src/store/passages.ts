import type { Passage } from '../domain/ledger.ts';
import type { UnitCode } from '../domain/unit.ts';
import { groupBy } from '../lib/group-by.ts';
import type { ReleasePlan } from '../service/ports.ts';
import { Prisma } from './generated/client.ts';
import { insert, type Table } from './table.ts';
import type { Connection } from './transaction.ts';
import { insistOpen } from './withdrawals.ts';

export const PASSAGE: Table<Passage> = {
  name: 'ballot.passage',
  key: ['unitCode', 'provinceCode', 'day'],
  columns: { unitCode: 'text', provinceCode: 'text', day: 'date', ballots: 'integer' },
};

/**
 * Says in public what came from where; only how many, never which.
 * @param removed the unit of each ballot that left a mix
 * @throws CodedError `ledger-closed`
 */
export async function addPassages(
  connection: Connection,
  provinceCode: UnitCode,
  { day }: ReleasePlan,
  removed: readonly UnitCode[],
): Promise<void> {
  const counts = groupBy(
    removed.filter((unit) => unit !== provinceCode),
    (unit) => unit,
  );
  if (counts.size === 0) return;
  await insistOpen(connection, [...counts.keys()], day);
  const rows = [...counts].map(([unitCode, ballots]): Passage => ({
    unitCode,
    provinceCode,
    day,
    ballots: ballots.length,
  }));
  const more = Prisma.sql`ON CONFLICT (unit_code, province_code, day) DO UPDATE SET ballots = p.ballots + EXCLUDED.ballots`;
  await connection.$executeRaw(Prisma.sql`${insert({ ...PASSAGE, name: `${PASSAGE.name} AS p` }, rows)} ${more}`);
}
