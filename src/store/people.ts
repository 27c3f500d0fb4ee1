import { randomUUID } from 'node:crypto';
import type { Role } from '../domain/person.ts';
import type { UnitScope } from '../domain/unit.ts';
import type { OpenSession, Person, PersonStore } from '../service/ports.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { linkCalls } from './access-links.ts';
import { PERSON } from './people-columns.ts';
import { dropSessions } from './sessions.ts';
import { inTransaction } from './transaction.ts';
import { withinScope } from './within-scope.ts';

/** Of role hl_console. */
export function openPeople(console: PrismaClient): PersonStore {
  return {
    find: async (id) => {
      const rows = await console.$queryRaw<Person[]>`SELECT ${PERSON} FROM console.user p WHERE p.id = ${id}`;
      return rows[0] ?? null;
    },
    list: async ({ scope, search, after, limit }) => console.$queryRaw<Person[]>`
      SELECT ${PERSON} FROM console.user p
      WHERE ${withinScope(Prisma.sql`p.unit_code`, scope)} AND ${matches(search)}
        AND (${after}::text IS NULL
          OR (p.name, p.id) > (SELECT l.name, l.id FROM console.user l WHERE l.id = ${after}))
      ORDER BY p.name, p.id LIMIT ${limit}`,
    add: async ({ name, email, role, scope }) => {
      const id = randomUUID();
      const added = await console.$executeRaw`
        INSERT INTO console.user (id, name, email, email_verified, role, unit_code)
        VALUES (${id}, ${name}, ${email.toLowerCase()}, true, ${role}, ${scope}) ON CONFLICT (email) DO NOTHING`;
      return added === 1 ? id : null;
    },
    change: (id, changes) => change(console, id, changes),
    deactivate: (id, at) =>
      inTransaction(console, async (connection) => {
        await connection.$executeRaw`
          UPDATE console.user p SET deactivated_at = ${at}, updated_at = now() WHERE p.id = ${id}`;
        await connection.$executeRaw`DELETE FROM console.access_link l WHERE l.user_id = ${id}`;
        await dropSessions(connection, id, { except: null });
      }),
    reactivate: async (id) => {
      await console.$executeRaw`
        UPDATE console.user p SET deactivated_at = NULL, updated_at = now() WHERE p.id = ${id}`;
    },
    dropSecondFactor: (id) =>
      inTransaction(console, async (connection) => {
        await connection.$executeRaw`DELETE FROM console.two_factor f WHERE f.user_id = ${id}`;
        await connection.$executeRaw`
          UPDATE console.user p SET two_factor_enabled = false, updated_at = now() WHERE p.id = ${id}`;
      }),
    // better-auth reads the clock of the machine, too.
    sessions: (id) => console.$queryRaw<OpenSession[]>`
      SELECT s.id, s.created_at AS "openedAt", s.updated_at AS "seenAt", s.expires_at AS "expiresAt",
        s.user_agent AS "userAgent"
      FROM console.session s WHERE s.user_id = ${id} AND s.expires_at > now() ORDER BY s.updated_at DESC, s.id`,
    endSessions: (id, which) => dropSessions(console, id, which),
    ...linkCalls(console),
  };
}

interface Changes {
  readonly name: string;
  readonly role: Role;
  readonly scope: UnitScope;
}

async function change(console: PrismaClient, id: string, { name, role, scope }: Changes): Promise<void> {
  await console.$executeRaw`
    UPDATE console.user p SET name = ${name}, role = ${role}, unit_code = ${scope}, updated_at = now()
    WHERE p.id = ${id}`;
}

function matches(search: string): Prisma.Sql {
  if (search === '') return Prisma.sql`TRUE`;
  const pattern = `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return Prisma.sql`(p.name ILIKE ${pattern} OR p.email ILIKE ${pattern})`;
}
