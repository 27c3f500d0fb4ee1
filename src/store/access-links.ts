import { randomUUID } from 'node:crypto';
import type { LinkPurpose, Person, PersonStore } from '../service/ports.ts';
import { PERSON } from './people-columns.ts';
import type { PrismaClient } from './generated/client.ts';
import { dropSessions } from './sessions.ts';
import { inTransaction, type Connection } from './transaction.ts';

/** The provider's name that better-auth gives to passwords. */
const CREDENTIAL = 'credential';

type LinkCalls = Pick<PersonStore, 'passwordHash' | 'savePassword' | 'offerLink' | 'findLink' | 'spendLink'>;

/** Passwords and the links by which they are set. Of role hl_console. */
export function linkCalls(console: PrismaClient): LinkCalls {
  return {
    passwordHash: async (id) => {
      const rows = await console.$queryRaw<{ hash: string | null }[]>`
        SELECT a.password AS hash FROM console.account a
        WHERE a.user_id = ${id} AND a.provider_id = ${CREDENTIAL}`;
      return rows[0]?.hash ?? null;
    },
    savePassword: (id, hash) => inTransaction(console, (connection) => savePassword(connection, id, hash)),
    offerLink: ({ personId, purpose, tokenHash, createdAt, expiresAt }) =>
      inTransaction(console, async (connection) => {
        await connection.$executeRaw`DELETE FROM console.access_link l WHERE l.user_id = ${personId}`;
        await connection.$executeRaw`
          DELETE FROM console.account a WHERE a.user_id = ${personId} AND a.provider_id = ${CREDENTIAL}`;
        await dropSessions(connection, personId, { except: null });
        await connection.$executeRaw`
          INSERT INTO console.access_link (id, user_id, purpose, token_hash, created_at, expires_at)
          VALUES (gen_random_uuid(), ${personId}, ${purpose}, decode(${tokenHash}, 'hex'), ${createdAt}, ${expiresAt})`;
      }),
    findLink: async (tokenHash, now) => {
      const [row] = await console.$queryRaw<(Person & { readonly purpose: LinkPurpose })[]>`
        SELECT ${PERSON}, l.purpose FROM console.access_link l JOIN console.user p ON p.id = l.user_id
        WHERE l.token_hash = decode(${tokenHash}, 'hex') AND l.expires_at > ${now} AND p.deactivated_at IS NULL`;
      if (!row) return null;
      const { purpose, ...person } = row;
      return { person, purpose };
    },
    spendLink: (tokenHash, now, passwordHash) =>
      inTransaction(console, async (connection) => {
        const [spent] = await connection.$queryRaw<{ personId: string }[]>`
          DELETE FROM console.access_link l
          WHERE l.token_hash = decode(${tokenHash}, 'hex') AND l.expires_at > ${now}
          RETURNING l.user_id AS "personId"`;
        if (!spent) return false;
        await savePassword(connection, spent.personId, passwordHash);
        await dropSessions(connection, spent.personId, { except: null });
        return true;
      }),
  };
}

async function savePassword(connection: Connection, id: string, hash: string): Promise<void> {
  const changed = await connection.$executeRaw`
    UPDATE console.account a SET password = ${hash}, updated_at = now()
    WHERE a.user_id = ${id} AND a.provider_id = ${CREDENTIAL}`;
  if (changed > 0) return;
  await connection.$executeRaw`
    INSERT INTO console.account (id, account_id, provider_id, user_id, password)
    VALUES (${randomUUID()}, ${id}, ${CREDENTIAL}, ${id}, ${hash})`;
}
