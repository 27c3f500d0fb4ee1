import { COUNTRY, type UnitScope } from '../domain/unit.ts';
import { Prisma } from './generated/client.ts';

/** A province reaches itself and its communes; rows without a unit are for those above. */
export function withinScope(unitCode: Prisma.Sql, scope: UnitScope): Prisma.Sql {
  if (scope === null || scope === COUNTRY) return Prisma.sql`TRUE`;
  return Prisma.sql`(${unitCode} = ${scope}
    OR ${unitCode} IN (SELECT u.code FROM register.unit u WHERE u.parent_code = ${scope}))`;
}
