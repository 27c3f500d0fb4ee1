import type { DrawStore, SamplingRates, StoredDraw } from '../service/ports.ts';
import type { PrismaClient } from './generated/client.ts';
import { Prisma } from './generated/client.ts';
import { asBuffer } from './table.ts';
import { inTransaction } from './transaction.ts';

const COLUMNS = Prisma.sql`d.month::text AS month, d.commitment, d.key_sealed AS "keySealed", d.rates`;

/** Of role hl_register. */
export function openDraws(register: PrismaClient): DrawStore {
  return {
    ofMonths: async (months) =>
      asDraws(
        await register.$queryRaw<StoredDraw[]>`
          SELECT ${COLUMNS} FROM register.draw d WHERE d.month = ANY(${months}::date[]) ORDER BY d.month`,
      ),
    ofUnits: async (units) =>
      asDraws(
        await register.$queryRaw<StoredDraw[]>`
          SELECT d.month::text AS month, d.commitment, d.key_sealed AS "keySealed", (
            SELECT jsonb_object_agg(r.key, r.value) FROM jsonb_each(d.rates) AS r WHERE r.key = ANY(${units}::text[])
          ) AS rates
          FROM register.draw d WHERE d.rates ?| ${units}::text[] ORDER BY d.month`,
      ),
    latest: async (limit) =>
      asDraws(
        await register.$queryRaw<StoredDraw[]>`
          SELECT ${COLUMNS} FROM register.draw d ORDER BY d.month DESC LIMIT ${limit}::int`,
      ),
    add: async ({ month, commitment, keySealed, rates }) => {
      const added = await register.$executeRaw`
        INSERT INTO register.draw (month, commitment, key_sealed, rates)
        VALUES (${month}::date, ${commitment}, ${keySealed}, ${JSON.stringify(rates)}::jsonb) ON CONFLICT DO NOTHING`;
      return added === 1;
    },
    changeRates: (month, decide) =>
      inTransaction(register, async (connection) => {
        const [found] = await connection.$queryRaw<{ rates: SamplingRates }[]>`
          SELECT d.rates FROM register.draw d WHERE d.month = ${month}::date FOR UPDATE`;
        if (!found) return null;
        await connection.$executeRaw`
          UPDATE register.draw d SET rates = ${JSON.stringify(decide(found.rates))}::jsonb WHERE d.month = ${month}::date`;
        return found.rates;
      }),
  };
}

function asDraws(rows: readonly StoredDraw[]): readonly StoredDraw[] {
  return rows.map((row) => ({ ...row, keySealed: asBuffer(row.keySealed) }));
}
