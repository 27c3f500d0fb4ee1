import type { Fingerprint } from '../domain/ids.ts';
import { byteaArray } from './table.ts';
import type { Connection } from './transaction.ts';

/** Of the fingerprints asked about, those that opted out. */
export async function findSuppressed(
  connection: Connection,
  fingerprints: Iterable<Fingerprint | null>,
): Promise<ReadonlySet<Fingerprint>> {
  const asked = [...new Set(fingerprints)].filter((fingerprint) => fingerprint !== null);
  if (asked.length === 0) return new Set();
  const rows = await connection.$queryRaw<{ fingerprint: Fingerprint }[]>`
    SELECT encode(s.index, 'hex') AS fingerprint FROM register.suppression s WHERE s.index = ANY(${byteaArray(asked)})`;
  return new Set(rows.map(({ fingerprint }) => fingerprint));
}

export async function suppress(connection: Connection, fingerprints: readonly Fingerprint[]): Promise<void> {
  if (fingerprints.length === 0) return;
  await connection.$executeRaw`
    INSERT INTO register.suppression (index)
    SELECT DISTINCT decode(f, 'hex') AS index FROM unnest(${fingerprints}::text[]) AS f ORDER BY index
    ON CONFLICT DO NOTHING`;
}

export async function unsuppress(connection: Connection, fingerprints: readonly Fingerprint[]): Promise<void> {
  if (fingerprints.length === 0) return;
  await connection.$executeRaw`DELETE FROM register.suppression s WHERE s.index = ANY(${byteaArray(fingerprints)})`;
}
