import { Prisma } from './generated/client.ts';

/** Of an invitation `i`: the citizen should be asked. Whom the draw passed over is among them, whom a rule excludes not. */
export const ELIGIBLE = Prisma.sql`(i.exclusion IS NULL OR i.exclusion = 'not-drawn')`;
