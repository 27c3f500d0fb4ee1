import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegistrationRow } from '../../src/domain/dossier-check.ts';
import { recordDossier, type Recorded } from '../../src/service/record-dossier.ts';
import { recordDossiers } from '../../src/service/record-dossiers.ts';
import { undoRecording } from '../../src/service/undo-recording.ts';
import { understandDossier } from '../../src/service/understand-dossier.ts';
import { query } from '../support/look.ts';
import { createWebWorld, NOW, ROW, type WebWorld } from '../support/web-world.ts';

const INTAKE = { completedAt: null, returnedAt: null, outcome: null } as const;

let world: WebWorld;

beforeAll(async () => {
  world = await createWebWorld();
});

afterAll(() => world.close());

let serial = 0;

function newCode(): string {
  serial += 1;
  return `H26.99.01-261006-${String(serial).padStart(4, '0')}`;
}

function record(row: Partial<RegistrationRow>, confirmed = false, actor = 'clerk'): Promise<Recorded> {
  const { parts } = world;
  const registerThem = (request: Parameters<typeof recordDossiers>[1]) => recordDossiers(parts, request);
  return recordDossier(
    { ...parts, registerDossiers: registerThem },
    { row: { ...ROW, ...row }, actor, scope: '99001', confirmed },
  );
}

async function undoOf(recording: Promise<Recorded>): Promise<string> {
  const recorded = await recording;
  if (recorded.kind !== 'registered' || recorded.undo === null) throw new Error(`Nothing to undo: ${recorded.kind}`);
  return recorded.undo;
}

const undo = (token: string, actor = 'clerk') => undoRecording(world.parts, { token, actor, scope: '99001' });
const find = (code: string) => world.parts.dossiers.find(code);

async function later(ms: number, run: () => Promise<void>): Promise<void> {
  world.setNow(new Date(NOW.getTime() + ms).toISOString());
  try {
    await run();
  } finally {
    world.setNow(NOW.toISOString());
  }
}

describe('src/service/record-dossier.ts', () => {
  it('says that a dossier is known before anything of it changes, and what would change', async () => {
    const code = newCode();
    await record({ code, phone: '0912345678' });
    const before = await find(code);
    expect(await record({ code, procedure: '1.000894', phone: '0912345679' })).toEqual({
      kind: 'known',
      code,
      fields: ['procedureCode', 'phoneIndex'],
    });
    expect(await find(code)).toEqual(before);
    expect(await record({ code, procedure: '1.000894' }, true)).toMatchObject({ result: { outcome: 'updated' } });
    expect((await find(code))?.dossier.procedureCode).toBe('1.000894');
  });

  it('takes the step from intake to completion without asking, and asks about any other', async () => {
    const code = newCode();
    expect(await record({ code, ...INTAKE })).toMatchObject({ result: { outcome: 'created' } });
    expect(await record({ code, ...INTAKE, procedure: '1.000894' })).toMatchObject({ kind: 'known' });
    expect(await record({ code })).toMatchObject({ kind: 'registered', result: { outcome: 'updated' } });
    expect(await record({ code })).toMatchObject({ kind: 'registered', result: { outcome: 'unchanged' }, undo: null });
  });

  it('gives no way back from what was refused', async () => {
    expect(await record({ procedure: 'none' })).toMatchObject({ result: { outcome: 'rejected' }, undo: null });
  });
});

describe('src/service/undo-recording.ts', () => {
  it('removes a dossier that was new, with its invitation, and leaves a word in the audit log', async () => {
    const code = newCode();
    const token = await undoOf(record({ code, phone: '0912345671' }));
    expect((await find(code))?.invitation?.status).toBe('armed');
    expect(token).not.toContain('0912');
    expect(await undo(token)).toEqual({ kind: 'undone', code });
    expect(await find(code)).toBeNull();
    const [entry] = await query<{ actor: string; facts: object; text: string }>(
      world.url,
      `SELECT a.actor, a.facts, a::text AS text FROM console.audit_entry a WHERE a.action = 'dossier.undone' ORDER BY a.position DESC LIMIT 1`,
    );
    expect(entry).toMatchObject({ actor: 'person:clerk', facts: { removed: true } });
    expect(entry?.text).not.toContain(code);
  });

  it('puts an intake back as it was, phone and all, and logs the correction', async () => {
    const code = newCode();
    await record({ code, ...INTAKE, phone: '0912345672' });
    const before = await find(code);
    const token = await undoOf(record({ code, phone: '0912345673', dueAt: new Date('2026-10-20T10:00:00Z') }));
    expect((await find(code))?.invitation).not.toBeNull();
    expect(await undo(token)).toEqual({ kind: 'undone', code });
    expect(await find(code)).toEqual(before);
    const corrections = await query<{ fields: string[]; actor: string }>(
      world.url,
      `SELECT c.fields, c.actor FROM register.correction c JOIN register.dossier d ON d.id = c.dossier_id WHERE d.code = '${code}' ORDER BY c.id`,
    );
    expect(corrections.at(-1)).toEqual({ fields: ['undone'], actor: 'clerk' });
  });

  it('puts a corrected dossier and its invitation back', async () => {
    const code = newCode();
    await record({ code });
    const before = await find(code);
    const token = await undoOf(record({ code, applicant: 'organisation' }, true));
    expect((await find(code))?.invitation?.exclusion).toBe('organisation');
    expect(await undo(token)).toMatchObject({ kind: 'undone' });
    expect(await find(code)).toEqual(before);
  });

  it('is over after a minute', async () => {
    const code = newCode();
    const token = await undoOf(record({ code }));
    await later(60_001, async () => {
      expect(await undo(token)).toEqual({ kind: 'too-late' });
    });
    expect(await find(code)).not.toBeNull();
    await later(60_000, async () => {
      expect(await undo(token)).toMatchObject({ kind: 'undone' });
    });
  });

  it.each([
    [
      'an invitation went out',
      `UPDATE register.invitation i SET invited_at = now(), status = 'queued' FROM register.dossier d WHERE d.id = i.dossier_id AND d.code = $1`,
    ],
    ['its slip was opened', `UPDATE register.dossier d SET slip_owner = 'web:x' WHERE d.code = $1`],
    ['somebody changed it', `UPDATE register.dossier d SET due_at = now() WHERE d.code = $1`],
    [
      'the citizen has begun',
      `UPDATE register.invitation i SET started_on = now() FROM register.dossier d WHERE d.id = i.dossier_id AND d.code = $1`,
    ],
  ])('is over once %s, and does not say why', async (_name, sql) => {
    const code = newCode();
    const token = await undoOf(record({ code }));
    await query(world.url, sql, [code]);
    const before = await find(code);
    expect(await undo(token)).toEqual({ kind: 'too-late' });
    expect(await find(code)).toEqual(before);
  });

  it('works once, for nobody else, and for nothing made up', async () => {
    const code = newCode();
    const token = await undoOf(record({ code }));
    expect(await undo(token, 'another')).toEqual({ kind: 'too-late' });
    // Of the last character some bits may not count.
    const middle = Math.floor(token.length / 2);
    const changed = token.slice(0, middle) + (token[middle] === 'A' ? 'B' : 'A') + token.slice(middle + 1);
    for (const forged of ['', 'x', token.slice(2), changed]) {
      expect(await undo(forged)).toEqual({ kind: 'too-late' });
    }
    expect(await undo(token)).toMatchObject({ kind: 'undone' });
    expect(await undo(token)).toEqual({ kind: 'too-late' });
  });
});

describe('src/service/understand-dossier.ts', () => {
  const typed = { code: '', procedure: '1.001193', receivedOn: null, dueAt: null, completedAt: null };
  const understand = (change: Partial<Parameters<typeof understandDossier>[1]>, scope: string | null = '99001') =>
    understandDossier(world.parts, { ...typed, ...change }, scope);

  it('tells a known code from a new one, within the clerk’s unit only', async () => {
    const code = newCode();
    expect(await understand({ code: 'H26' })).toBeNull();
    expect(await understand({ code })).toMatchObject({
      known: null,
      unit: { code: '99001' },
      receivedOn: '2026-10-06',
    });
    await record({ code, ...INTAKE });
    expect(await understand({ code })).toMatchObject({ known: 'registered' });
    await record({ code });
    expect(await understand({ code: code.toLowerCase() })).toMatchObject({ known: 'recorded' });
    expect(await understand({ code }, '99002')).toMatchObject({ known: null });
  });

  it('counts the law’s time in working days from reception, and how late a dossier is', async () => {
    const procedures = await world.parts.references.procedures();
    const birth = procedures.get('1.001193');
    if (birth) await world.parts.references.saveProcedures([{ ...birth, workingDays: 5 }]);
    const code = newCode();
    const at = (instant: string) => new Date(`${instant}+07:00`);
    expect(await understand({ code })).toMatchObject({
      statutory: { dueOn: '2026-10-13', workingDays: 5 },
      lateness: null,
    });
    expect(await understand({ code, procedure: '1.000894' })).toMatchObject({ statutory: null, lateness: null });
    expect(await understand({ code, completedAt: at('2026-10-13T23:59') })).toMatchObject({
      lateness: { kind: 'on-time' },
    });
    expect(await understand({ code, completedAt: at('2026-10-15T08:00') })).toMatchObject({
      lateness: { kind: 'late', days: 2 },
    });
    const dueAt = at('2026-10-13T10:00');
    expect(await understand({ code, dueAt, completedAt: at('2026-10-13T10:30') })).toMatchObject({
      statutory: null,
      lateness: { kind: 'late', days: 0 },
    });
  });
});
