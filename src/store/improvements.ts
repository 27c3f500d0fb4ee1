import type { Improvement } from '../domain/improvement.ts';
import { COUNTRY } from '../domain/unit.ts';
import type { ImprovementStore, ImprovementVersion } from '../service/ports.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { withinScope } from './within-scope.ts';

const STANDING = Prisma.sql`
  m.id, m.version, m.unit_code AS unit, m.month::text AS month, m.factor, m.text`;

/** The last version of each that is not taken back. */
const LAST = Prisma.sql`NOT m.withdrawn AND NOT EXISTS (
  SELECT 1 FROM console.improvement later WHERE later.id = m.id AND later.version > m.version)`;

/** Of role hl_console. */
export function openImprovements(console: PrismaClient): ImprovementStore {
  return {
    add: async ({ id, version, unit, month, factor, text, withdrawn, author, writtenAt }) => {
      const added = await console.$executeRaw`
        INSERT INTO console.improvement (id, version, unit_code, month, factor, text, withdrawn, author, written_at)
        VALUES (${id}::uuid, ${version}, ${unit}, ${month}::date, ${factor}, ${text}, ${withdrawn}, ${author},
          ${writtenAt})
        ON CONFLICT DO NOTHING`;
      return added === 1;
    },
    within: (scope, limit) =>
      console.$queryRaw<Improvement[]>`
        SELECT ${STANDING} FROM console.improvement m
        WHERE ${LAST} AND ${withinScope(Prisma.sql`m.unit_code`, scope)}
        ORDER BY m.month DESC, m.id LIMIT ${limit}`,
    ofUnits: (units, from, to) =>
      console.$queryRaw<Improvement[]>`
        SELECT ${STANDING} FROM console.improvement m
        WHERE ${LAST} AND coalesce(m.unit_code, ${COUNTRY}) = ANY(${units}::text[])
          AND m.month BETWEEN ${from}::date AND ${to}::date
        ORDER BY m.month, m.id`,
    versions: (id) =>
      console.$queryRaw<ImprovementVersion[]>`
        SELECT ${STANDING}, m.withdrawn, m.author, m.written_at AS "writtenAt"
        FROM console.improvement m WHERE m.id = ${id}::uuid ORDER BY m.version`,
  };
}
