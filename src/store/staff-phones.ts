import type { Fingerprint } from '../domain/ids.ts';
import { byteaArray } from './table.ts';
import type { Connection } from './transaction.ts';

/** Of the fingerprints asked about, those of staff. */
export async function findStaffPhones(
  connection: Connection,
  fingerprints: readonly Fingerprint[],
): Promise<ReadonlySet<Fingerprint>> {
  if (fingerprints.length === 0) return new Set();
  const rows = await connection.$queryRaw<{ fingerprint: Fingerprint }[]>`
    SELECT encode(s.index, 'hex') AS fingerprint FROM register.staff_phone s
    WHERE s.index = ANY(${byteaArray(fingerprints)})`;
  return new Set(rows.map(({ fingerprint }) => fingerprint));
}

/** The whole list anew. */
export async function replaceStaffPhones(connection: Connection, fingerprints: readonly Fingerprint[]): Promise<void> {
  await connection.$executeRaw`
    DELETE FROM register.staff_phone s WHERE NOT s.index = ANY(${byteaArray(fingerprints)})`;
  await connection.$executeRaw`
    INSERT INTO register.staff_phone (index)
    SELECT DISTINCT decode(f, 'hex') AS index FROM unnest(${fingerprints}::text[]) AS f ORDER BY index
    ON CONFLICT DO NOTHING`;
}
