import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { AuditAction, AuditLink } from '../../src/domain/audit.ts';
import { recordAudit } from '../../src/service/record-audit.ts';
import type { AuditStore, SealedHead } from '../../src/service/ports.ts';
import type { BenchService } from './bench-service.ts';

export const AUDIT_ENTRIES = 100_000;
const ACTIONS: readonly AuditAction[] = [
  'session.opened',
  'session.closed',
  'export.downloaded',
  'session.refused',
  'dossier.undone',
  'setting.changed',
];
const PEOPLE = Array.from({ length: 200 }, () => randomUUID());
const YEAR_MS = 365 * 86_400_000;

/** A year of the audit log, sealed as the service seals it, so that it verifies; written in one go. */
export async function seedAudit({ app }: BenchService, client: pg.Client): Promise<void> {
  let head: SealedHead = await app.stores.audit.head();
  const links: AuditLink[] = [];
  const append: AuditStore['append'] = async (_, next) => {
    const { link, proof } = next(head);
    links.push(link);
    head = { position: link.position, seal: link.seal, proof };
  };
  const first = Date.now() - YEAR_MS;
  for (let i = 0; i < AUDIT_ENTRIES; i += 1) {
    const now = () => new Date(first + Math.floor((i * YEAR_MS) / AUDIT_ENTRIES));
    const [action = 'session.opened', id = ''] = [ACTIONS[i % ACTIONS.length], PEOPLE[i % PEOPLE.length]];
    const event = {
      action,
      actor: { kind: 'person', id },
      subject: id,
      unit: String(30_001 + (i % 3321)),
      facts: {},
    } as const;
    await recordAudit({ audit: { ...app.stores.audit, append }, vault: app.parts.vault, clock: { now } }, event);
  }
  await write(client, links, head);
}

async function write(client: pg.Client, links: readonly AuditLink[], head: SealedHead): Promise<void> {
  await client.query(
    `INSERT INTO console.audit_entry (position, id, recorded_at, action, actor, subject, unit_code, facts, previous_seal, seal)
     SELECT e.position, e.id, e."recordedAt", e.action, e.actor, e.subject, e.unit, e.facts,
       decode(e."previousSeal", 'hex'), decode(e.seal, 'hex')
     FROM jsonb_to_recordset($1::jsonb) AS e (position bigint, id uuid, "recordedAt" timestamptz, action text, actor text,
       subject text, unit text, facts jsonb, "previousSeal" text, seal text)`,
    [JSON.stringify(links)],
  );
  await client.query(
    "UPDATE console.audit_head SET position = $1, seal = decode($2, 'hex'), proof = decode($3, 'hex') WHERE id = 1",
    [head.position, head.seal, head.proof],
  );
}
