import type { AuditFacts, AuditLink } from '../domain/audit.ts';
import { CodedError } from '../lib/coded-error.ts';
import type { AuditStore, SealedHead } from '../service/ports.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { inTransaction, type Connection } from './transaction.ts';
import { withinScope } from './within-scope.ts';

interface LinkRow extends Omit<AuditLink, 'position' | 'facts'> {
  readonly position: bigint;
  readonly facts: AuditFacts;
}

const LINK = Prisma.sql`
  e.position, e.id, e.recorded_at AS "recordedAt", e.action, e.actor, e.subject, e.unit_code AS unit, e.facts,
  encode(e.previous_seal, 'hex') AS "previousSeal", encode(e.seal, 'hex') AS seal`;

/** Of role hl_console, which may add entries and read them, nothing else. */
export function openAudit(console: PrismaClient): AuditStore {
  return {
    append: (id, next) =>
      inTransaction(console, async (connection) => {
        const head = await readHead(connection, 'locked');
        if (await isThere(connection, id)) return;
        const { link, proof } = next(head);
        await addLink(connection, link);
        await connection.$executeRaw`
          UPDATE console.audit_head SET position = ${link.position}, seal = decode(${link.seal}, 'hex'),
            proof = decode(${proof}, 'hex') WHERE id = 1`;
      }),
    head: () => readHead(console, 'free'),
    linksAfter: async (position, limit) => {
      const rows = await console.$queryRaw<LinkRow[]>`
        SELECT ${LINK} FROM console.audit_entry e WHERE e.position > ${position} ORDER BY e.position LIMIT ${limit}`;
      return rows.map(toLink);
    },
    find: async ({ scope, action, before, limit }) => {
      const rows = await console.$queryRaw<LinkRow[]>`
        SELECT ${LINK} FROM console.audit_entry e
        WHERE (${before}::bigint IS NULL OR e.position < ${before}) AND (${action}::text IS NULL OR e.action = ${action})
          AND ${withinScope(Prisma.sql`e.unit_code`, scope)}
        ORDER BY e.position DESC LIMIT ${limit}`;
      return rows.map(toLink);
    },
    namesOf: async (ids) => {
      const rows = await console.$queryRaw<{ id: string; name: string }[]>`
        SELECT p.id, p.name FROM console.user p WHERE p.id = ANY(${ids}::text[])
        UNION ALL SELECT k.id::text, k.name FROM console.api_key k WHERE k.id::text = ANY(${ids}::text[])`;
      return new Map(rows.map(({ id, name }) => [id, name]));
    },
  };
}

/** @throws CodedError `audit-head-missing` */
async function readHead(connection: Connection, how: 'locked' | 'free'): Promise<SealedHead> {
  const [row] = await connection.$queryRaw<(Omit<SealedHead, 'position'> & { readonly position: bigint })[]>`
    SELECT h.position, encode(h.seal, 'hex') AS seal, encode(h.proof, 'hex') AS proof
    FROM console.audit_head h WHERE h.id = 1 ${how === 'locked' ? Prisma.sql`FOR UPDATE` : Prisma.empty}`;
  if (!row) throw new CodedError('audit-head-missing', 'The audit log has lost the record of its end.');
  return { ...row, position: Number(row.position) };
}

async function isThere(connection: Connection, id: string): Promise<boolean> {
  const rows = await connection.$queryRaw<unknown[]>`
    SELECT 1 AS found FROM console.audit_entry e WHERE e.id = ${id}::uuid`;
  return rows.length > 0;
}

async function addLink(connection: Connection, link: AuditLink): Promise<void> {
  await connection.$executeRaw`
    INSERT INTO console.audit_entry
      (position, id, recorded_at, action, actor, subject, unit_code, facts, previous_seal, seal)
    VALUES (${link.position}, ${link.id}::uuid, ${link.recordedAt}, ${link.action}, ${link.actor}, ${link.subject},
      ${link.unit}, ${JSON.stringify(link.facts)}::jsonb, decode(${link.previousSeal}, 'hex'),
      decode(${link.seal}, 'hex'))`;
}

function toLink(row: LinkRow): AuditLink {
  return { ...row, position: Number(row.position) };
}
