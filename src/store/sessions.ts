import { Prisma } from './generated/client.ts';
import type { Connection } from './transaction.ts';

/** Somebody who signs in with a session that is gone is led to the sign-in page. Resolves to how many were ended. */
export function dropSessions(
  connection: Connection,
  personId: string,
  which: { readonly except: string | null } | { readonly only: string },
): Promise<number> {
  const chosen = 'only' in which ? Prisma.sql`s.id = ${which.only}` : Prisma.sql`s.id IS DISTINCT FROM ${which.except}`;
  return connection.$executeRaw`DELETE FROM console.session s WHERE s.user_id = ${personId} AND ${chosen}`;
}
