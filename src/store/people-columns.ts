import { Prisma } from './generated/client.ts';

/** A person from the alias `p`: waiting until there is a password or a directory's account. */
export const PERSON = Prisma.sql`
  p.id, p.name, p.email, p.role, p.unit_code AS scope, p.two_factor_enabled AS "hasSecondFactor",
  CASE WHEN p.deactivated_at IS NOT NULL THEN 'deactivated'
    WHEN EXISTS (SELECT 1 FROM console.account a WHERE a.user_id = p.id) THEN 'active' ELSE 'waiting' END AS state`;
