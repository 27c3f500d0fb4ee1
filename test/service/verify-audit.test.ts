import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEvent, AuditLink } from '../../src/domain/audit.ts';
import { Vault } from '../../src/lib/vault.ts';
import type { AuditStore } from '../../src/service/ports.ts';
import { recordAudit, type AuditParts } from '../../src/service/record-audit.ts';
import { showAudit } from '../../src/service/show-audit.ts';
import { verifyAudit } from '../../src/service/verify-audit.ts';
import { createDatabase, openStores, type TestDatabase, type TestStores } from '../support/database.ts';

const EVENT: AuditEvent = {
  action: 'session.opened',
  actor: { kind: 'person', id: 'p1' },
  subject: 'p1',
  unit: null,
  facts: { created: 2, how: 'password', again: false },
};

let database: TestDatabase;
let stores: TestStores;
let parts: AuditParts;

beforeEach(async () => {
  database = await createDatabase();
  stores = openStores(database.url);
  let minute = 0;
  const clock = { now: () => new Date(Date.UTC(2026, 10, 23, 7, (minute += 1))) };
  parts = { audit: stores.audit, vault: new Vault(Buffer.alloc(32, 7)), clock };
});

afterEach(async () => {
  await stores.database.close();
  await database.drop();
});

async function record(count: number, changes: Partial<AuditEvent> = {}): Promise<void> {
  for (let i = 0; i < count; i += 1) await recordAudit(parts, { ...EVENT, ...changes });
}

/** As whoever owns the database could do it, past grants and triggers. */
async function tamper(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query('ALTER TABLE console.audit_entry DISABLE TRIGGER ALL');
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}

async function breach(known?: Parameters<typeof verifyAudit>[1]) {
  return (await verifyAudit(parts, known)).breach;
}

describe('src/service/verify-audit.ts', () => {
  it('finds nothing wrong with an empty log and with a whole one', async () => {
    expect(await verifyAudit(parts)).toEqual({ breach: null, head: { position: 0, seal: '' } });
    await record(5);
    expect(await verifyAudit(parts)).toMatchObject({ breach: null, head: { position: 5 } });
  });

  it('keeps one chain when many write at the same moment', async () => {
    await Promise.all(Array.from({ length: 20 }, () => record(2)));
    expect(await verifyAudit(parts)).toMatchObject({ breach: null, head: { position: 40 } });
  });

  it('walks on over many batches', async () => {
    const links: AuditLink[] = [];
    let head = { position: 0, seal: '', proof: '' };
    const audit: AuditStore = {
      ...stores.audit,
      append: async (_, next) => {
        const { link, proof } = next(head);
        links.push(link);
        head = { position: link.position, seal: link.seal, proof };
      },
      head: async () => head,
      linksAfter: async (position, limit) => links.slice(position, position + limit),
    };
    for (let i = 0; i < 6_001; i += 1) await recordAudit({ ...parts, audit }, EVENT);
    expect(await verifyAudit({ ...parts, audit })).toMatchObject({ breach: null, head: { position: 6_001 } });
    links.splice(4_999, 1);
    expect(await verifyAudit({ ...parts, audit })).toMatchObject({ breach: { kind: 'missing', position: 5_000 } });
  });

  it.each([
    ['action', "action = 'session.closed'"],
    ['actor', "actor = 'person:p2'"],
    ['subject', 'subject = NULL'],
    ['unit', "unit_code = '01'"],
    ['time', "recorded_at = recorded_at + interval '1 second'"],
    ['facts', `facts = '{"created": 3, "how": "password", "again": false}'`],
    ['id', 'id = gen_random_uuid()'],
    ['seal', "seal = decode(repeat('00', 32), 'hex')"],
    ['link', "previous_seal = decode(repeat('00', 32), 'hex')"],
  ])('names the first entry whose %s was changed', async (_, change) => {
    await record(6);
    await tamper(`UPDATE console.audit_entry SET ${change} WHERE position IN (3, 5)`);
    expect(await breach()).toMatchObject({ kind: 'altered', position: 3 });
  });

  it('names the entry that was taken out, at the start, in the middle and several', async () => {
    await record(6);
    await tamper('DELETE FROM console.audit_entry WHERE position IN (3, 4)');
    expect(await breach()).toEqual({ kind: 'missing', position: 3 });
    await tamper('DELETE FROM console.audit_entry WHERE position = 1');
    expect(await breach()).toEqual({ kind: 'missing', position: 1 });
  });

  it('finds the gap closed by moving up what came after it', async () => {
    await record(6);
    await tamper(
      'DELETE FROM console.audit_entry WHERE position = 3',
      'UPDATE console.audit_entry SET position = position - 1 WHERE position > 3',
      'UPDATE console.audit_head SET position = 5',
    );
    expect(await breach()).toMatchObject({ kind: 'altered', position: 3 });
  });

  it('names what was put in between', async () => {
    await record(4);
    await tamper(
      'UPDATE console.audit_entry SET position = position + 100 WHERE position > 2',
      'UPDATE console.audit_entry SET position = position - 99 WHERE position > 100',
      `INSERT INTO console.audit_entry SELECT 3, gen_random_uuid(), e.recorded_at, e.action, e.actor, e.subject,
         e.unit_code, e.facts, e.seal, sha256(e.seal) FROM console.audit_entry e WHERE e.position = 2`,
    );
    expect(await breach()).toMatchObject({ kind: 'altered', position: 3 });
  });

  it('finds entries that changed places', async () => {
    await record(4);
    await tamper(
      'UPDATE console.audit_entry SET position = 99 WHERE position = 2',
      'UPDATE console.audit_entry SET position = 2 WHERE position = 3',
      'UPDATE console.audit_entry SET position = 3 WHERE position = 99',
    );
    expect(await breach()).toMatchObject({ kind: 'altered', position: 2 });
  });

  it('says where the log was cut off, also when its end was changed to fit', async () => {
    await record(5);
    await tamper('DELETE FROM console.audit_entry WHERE position > 3');
    expect(await breach()).toEqual({ kind: 'cut-off', position: 3, until: 5 });
    await tamper(`UPDATE console.audit_head SET position = 3,
      seal = (SELECT e.seal FROM console.audit_entry e WHERE e.position = 3)`);
    expect(await breach()).toEqual({ kind: 'head-altered', position: 3 });
  });

  it('sees a log that was set back to an earlier state by a head kept elsewhere, and only by it', async () => {
    await record(2);
    await tamper('CREATE TABLE public.earlier AS SELECT * FROM console.audit_head');
    await record(3);
    const { head } = await verifyAudit(parts);
    await tamper(
      'DELETE FROM console.audit_entry WHERE position > 2',
      `UPDATE console.audit_head h SET position = e.position, seal = e.seal, proof = e.proof FROM public.earlier e`,
    );
    expect(await breach()).toBeNull();
    expect(await breach(head)).toEqual({ kind: 'cut-off', position: 2, until: 5 });
    await record(5);
    expect(await breach(head)).toMatchObject({ kind: 'altered', position: 5 });
  });

  it('does not hold under another key: whoever lacks it cannot compute the log anew', async () => {
    await record(2);
    const { breach: found } = await verifyAudit({ ...parts, vault: new Vault(Buffer.alloc(32, 8)) });
    expect(found).toMatchObject({ kind: 'altered', position: 1 });
  });

  it('stops the owner of the tables from an accident', async () => {
    await record(1);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    for (const sql of ['UPDATE console.audit_entry SET subject = NULL', 'DELETE FROM console.audit_entry']) {
      await expect(client.query(sql)).rejects.toThrow(/append only/);
    }
    await client.end();
  });
});

describe('src/service/show-audit.ts', () => {
  const province = { code: '01', name: 'Hà Nội', type: 'thành phố', parentCode: null } as const;
  const commune = { code: '99001', name: 'Mẫu Một', type: 'phường', parentCode: '01' } as const;
  const validity = { agencyCodes: [], validFrom: '2025-07-01', validTo: null };

  it('pages from the newest to the oldest, each entry once', async () => {
    await record(120);
    const seen: number[] = [];
    let before: number | null = null;
    do {
      const page: Awaited<ReturnType<typeof showAudit>> = await showAudit(parts, { action: null, before }, null);
      seen.push(...page.entries.map(({ position }) => position));
      before = page.next;
    } while (before !== null);
    expect(seen).toEqual(Array.from({ length: 120 }, (_, i) => 120 - i));
  });

  it('shows a province itself and its communes, and one kind of event when asked', async () => {
    await stores.references.saveUnits([
      { ...province, ...validity },
      { ...commune, ...validity },
    ]);
    for (const unit of [null, '01', '99001', '92']) await record(1, { unit });
    await record(1, { unit: '01', action: 'key.created' });
    const unitsFor = async (scope: string | null, action: string | null = null) =>
      (await showAudit(parts, { action, before: null }, scope)).entries.map(({ unit }) => unit);
    expect(await unitsFor('01')).toEqual(['01', '99001', '01']);
    expect(await unitsFor('99001')).toEqual(['99001']);
    expect(await unitsFor(null)).toHaveLength(5);
    expect(await unitsFor('00')).toHaveLength(5);
    expect(await unitsFor(null, 'key.created')).toEqual(['01']);
  });

  it('names people and keys as they are called now', async () => {
    await stores.database.console.user.create({ data: { id: 'p1', name: 'Lê Thị Ngữ', email: 'ngu@hai-long.test' } });
    await record(1);
    const { names } = await showAudit(parts, { action: null, before: null }, null);
    expect([...names]).toEqual([['p1', 'Lê Thị Ngữ']]);
  });
});
