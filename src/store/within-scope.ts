import { COUNTRY, type UnitScope } from '../domain/unit.ts';
import { Prisma } from './generated/client.ts';

/** Everything, and no condition at all. */
export function isCountry(scope: UnitScope): scope is typeof COUNTRY | null {
  return scope === null || scope === COUNTRY;
}

/** A province reaches itself and its communes; rows without a unit are for those above. */
export function withinScope(unitCode: Prisma.Sql, scope: UnitScope): Prisma.Sql {
  if (isCountry(scope)) return Prisma.sql`TRUE`;
  return Prisma.sql`(${unitCode} = ${scope}
    OR ${unitCode} IN (SELECT u.code FROM register.unit u WHERE u.parent_code = ${scope}))`;
}
