import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RejectedRow } from '../../src/domain/dossier-import/import.ts';
import { CodedError } from '../../src/lib/coded-error.ts';
import { advanceImports } from '../../src/service/advance-imports.ts';
import { importDesk } from '../../src/service/import-desk.ts';
import type { ImportStore } from '../../src/service/ports.ts';
import { csvFile, goodRow, inPieces, xlsxFile } from '../support/import-files.ts';
import { query } from '../support/look.ts';
import { createWebWorld, type WebWorld } from '../support/web-world.ts';
import { zipOf } from '../support/raw-xlsx.ts';

const ACTOR = 'clerk-1';

let world: WebWorld;

beforeAll(async () => {
  world = await createWebWorld();
});

afterAll(() => world.close());

function desk() {
  return importDesk(world.parts);
}

function upload(
  bytes: Buffer,
  change: { readonly scope?: string | null; readonly fileName?: string; readonly actor?: string } = {},
) {
  return desk().upload({ actor: ACTOR, scope: '99001', fileName: 'hồ sơ.csv', bytes: inPieces(bytes), ...change });
}

async function shown(id: string) {
  const found = await desk().show(id, ACTOR);
  if (!found) throw new Error('The import is gone.');
  return found;
}

/** Confirms the guess, checks, and lets the rows in. */
async function carryThrough(id: string): Promise<void> {
  const { columns } = (await shown(id)).plan;
  expect(await desk().confirm({ id, actor: ACTOR, columns })).toEqual({ kind: 'checking' });
  await work();
  expect(await desk().start({ id, actor: ACTOR })).toBe(true);
  await work();
}

async function work(): Promise<void> {
  while ((await advanceImports(world.parts)) > 0);
}

async function rejectedOf(id: string): Promise<readonly RejectedRow[]> {
  const rows: RejectedRow[] = [];
  for await (const row of desk().rejected(id)) rows.push(row);
  return rows;
}

let serial = 0;

function fresh(change: Parameters<typeof goodRow>[1] = {}) {
  serial += 1;
  return goodRow(serial, change);
}

const count = async (sql: string) => Number((await query<{ n: string }>(world.url, sql))[0]?.n);

describe('src/service/import-desk.ts', () => {
  it.each([
    ['CSV', async (rows: Parameters<typeof csvFile>[0]) => csvFile(rows)],
    ['XLSX', xlsxFile],
  ] as const)(
    'takes the good rows of a %s file and gives the others back, each with its reasons',
    async (_name, make) => {
      const good = [fresh({ 5: '0912 345 678' }), fresh(), fresh()];
      const faulty = [
        fresh({ 2: '9.999999' }),
        fresh({ 3: '32/13/2026' }),
        fresh({ 1: 'H26.99.02-261005-0001', 5: '123' }),
        fresh({ 1: ' ' }),
      ];
      const id = await upload(await make([...good, ...faulty, good[0] ?? []]));
      expect((await shown(id)).import).toMatchObject({ state: 'uploaded', rowCount: 8, processed: 0 });
      const before = await count('SELECT count(*) AS n FROM register.dossier');
      const { columns } = (await shown(id)).plan;
      await desk().confirm({ id, actor: ACTOR, columns });
      await work();
      const checked = await shown(id);
      expect(checked.import).toMatchObject({
        state: 'checked',
        processed: 8,
        counts: { created: 3, unchanged: 1, rejected: 4 },
      });
      expect(await count('SELECT count(*) AS n FROM register.dossier')).toBe(before);
      await desk().start({ id, actor: ACTOR });
      await work();
      const done = await shown(id);
      expect(done.import).toMatchObject({
        state: 'done',
        counts: { created: 3, updated: 0, unchanged: 1, rejected: 4 },
      });
      expect(done.import.faults).toEqual({
        'procedure:procedure-unknown': 1,
        'dueAt:time-malformed': 1,
        'phone:phone-malformed': 1,
        'code:value-missing': 1,
      });
      const rejected = await rejectedOf(id);
      expect(rejected.map(({ line, faults }) => [line, faults.map(({ code }) => code)])).toEqual([
        [5, ['procedure-unknown']],
        [6, ['time-malformed']],
        [7, ['phone-malformed']],
        [8, ['value-missing']],
      ]);
      expect(rejected[0]?.cells.slice(0, 3)).toEqual([String(faulty[0]?.[0]), faulty[0]?.[1], '9.999999']);
      const [first] = good;
      const found = await world.parts.dossiers.find(String(first?.[1]));
      expect(found?.dossier).toMatchObject({
        unitCode: '99001',
        filedVia: 'counter',
        receivedAt: new Date('2026-10-05T00:00:00+07:00'),
        completedAt: new Date('2026-10-07T10:30:00+07:00'),
      });
      expect(found?.dossier.phoneIndex).not.toBeNull();
    },
  );

  it('registers nothing outside of the unit of who sent it', async () => {
    const header = 'code,procedure,dueAt,unit\n';
    const rows = ['H26.99.01-261005-7001,1.001193,9/10/2026,99001', 'H26.99.02-261005-7001,1.001193,9/10/2026,99002'];
    const id = await upload(Buffer.from(header + rows.join('\n')));
    await carryThrough(id);
    expect((await shown(id)).import.counts).toMatchObject({ created: 1, rejected: 1 });
    expect((await rejectedOf(id))[0]?.faults).toEqual([{ field: 'unit', code: 'unit-out-of-scope' }]);
    expect(await world.parts.dossiers.find('H26.99.02-261005-7001')).toBeNull();
  });

  it('is nobody else’s: not to be seen, started or discarded', async () => {
    const id = await upload(csvFile([fresh()]));
    const other = { id, actor: 'clerk-2' };
    expect(await desk().show(id, other.actor)).toBeNull();
    expect(await desk().list(other.actor)).toEqual([]);
    expect(await desk().confirm({ ...other, columns: { code: 1, procedure: 2, dueAt: 3 } })).toEqual({ kind: 'gone' });
    expect(await desk().start(other)).toBe(false);
    await desk().discard(other);
    expect((await shown(id)).import.state).toBe('uploaded');
    await desk().discard({ id, actor: ACTOR });
    expect(await desk().show(id, ACTOR)).toBeNull();
  });

  it('asks again when columns are missing or said twice', async () => {
    const id = await upload(csvFile([fresh()]));
    const confirm = (columns: object) => desk().confirm({ id, actor: ACTOR, columns });
    expect(await confirm({ code: 1, procedure: 1 })).toEqual({
      kind: 'faulty',
      columns: { code: 1, procedure: 1 },
      missing: ['dueAt'],
      twice: ['procedure'],
    });
    expect(await confirm({ code: 1, procedure: 2, dueAt: 3, completedAt: 4, returnedAt: 4, phone: 5_000 })).toEqual({
      kind: 'checking',
    });
    await work();
  });

  it('keeps nothing readable, and nothing at all of the file once it is in', async () => {
    const rows = [fresh({ 5: '0987 654 321' }), fresh({ 5: '0987 654 32', 1: 'H26.99.01-261005-' })];
    const id = await upload(csvFile(rows), { fileName: '../../etc/Nguyễn Văn Mật\u202e.csv' });
    expect((await shown(id)).plan.fileName).toBe('Nguyễn Văn Mật.csv');
    const kept = async () => {
      const pieces = await query<{ sealed: Buffer }>(
        world.url,
        `SELECT sealed FROM register.import_piece WHERE import_id = '${id}'`,
      );
      const [row] = await query<{ row: string }>(
        world.url,
        `SELECT m::text AS row FROM register.import m WHERE id = '${id}'`,
      );
      return {
        pieces: pieces.length,
        text: [row?.row, ...pieces.map(({ sealed }) => sealed.toString('latin1'))].join(),
      };
    };
    expect((await kept()).pieces).toBe(1);
    const before = (await kept()).text;
    await carryThrough(id);
    const after = await kept();
    expect(after.pieces).toBe(1);
    expect(
      await count(`SELECT count(*) AS n FROM register.import_piece WHERE import_id = '${id}' AND kind = 'file'`),
    ).toBe(0);
    for (const word of ['0987 654', '987654', 'H26.99.01', 'hồ sơ', 'Nguy', '-261005']) {
      expect([before.includes(word), after.text.includes(word)]).toEqual([false, false]);
    }
  });

  it('forgets what nobody went on with', async () => {
    const old = await upload(csvFile([fresh()]));
    const young = await upload(csvFile([fresh()]));
    await query(world.url, `UPDATE register.import SET changed_at = now() - interval '25 hours' WHERE id = '${old}'`);
    expect(await world.parts.imports.forget(24 * 3_600_000)).toBe(1);
    expect(await desk().show(old, ACTOR)).toBeNull();
    expect((await shown(young)).import.state).toBe('uploaded');
    expect(await count(`SELECT count(*) AS n FROM register.import_piece WHERE import_id = '${old}'`)).toBe(0);
  });

  it.each([
    ['an empty file', () => Buffer.alloc(0), 'file-empty'],
    ['a header alone', () => csvFile([]), 'file-empty'],
    ['a PDF', () => Buffer.from('%PDF-1.7 …'), 'file-kind'],
    ['a picture', () => Buffer.from('89504e470d0a1a0a', 'hex'), 'file-kind'],
    ['a web page that calls itself a table', () => Buffer.from('<html><table>'), 'file-kind'],
    ['old Excel', () => Buffer.from('d0cf11e0a1b11ae100', 'hex'), 'file-old-excel'],
    ['another archive', () => zipOf({ 'a.txt': 'a' }), 'file-kind'],
    [
      'noise',
      () => Buffer.concat([Buffer.from([1, 2, 255, 254]), randomBytes(500)]),
      expect.stringMatching(/^file-(?:kind|encoding)$/),
    ],
    ['more rows than we take', () => Buffer.from(`code,procedure\n${'a,b\n'.repeat(200_001)}`), 'file-too-many-rows'],
    ['more bytes than we take', () => Buffer.from(`code,procedure\n${'a'.repeat(33 * 1_048_576)}`), 'file-too-large'],
  ])('refuses %s and keeps nothing of it', async (_name, make, code) => {
    const before = await count('SELECT count(*) AS n FROM register.import');
    const refusal = await upload(await make()).then(
      () => null,
      (error: unknown) => error,
    );
    expect(refusal).toMatchObject({ code });
    expect(await count('SELECT count(*) AS n FROM register.import')).toBe(before);
  });

  it('lets one person run three at a time', async () => {
    const actor = 'clerk-busy';
    for (let i = 0; i < 3; i += 1) {
      const id = await upload(csvFile([fresh()]), { actor });
      await desk().confirm({ id, actor, columns: { code: 1, procedure: 2, dueAt: 3 } });
    }
    await expect(upload(csvFile([fresh()]), { actor })).rejects.toMatchObject({ code: 'import-too-many' });
    await work();
    expect(await upload(csvFile([fresh()]), { actor })).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('src/service/advance-imports.ts', () => {
  const rows = (from: number) =>
    Array.from({ length: 2_500 }, (_, i) => goodRow(from + i, i % 100 === 7 ? { 2: 'x' } : {}));

  async function ready(from: number): Promise<string> {
    const id = await upload(csvFile(rows(from)));
    const { columns } = (await shown(id)).plan;
    await desk().confirm({ id, actor: ACTOR, columns });
    await work();
    await desk().start({ id, actor: ACTOR });
    return id;
  }

  it('goes on batch by batch, turn by turn, where it stopped', async () => {
    const id = await ready(100_000);
    expect(await advanceImports(world.parts, 0)).toBe(1);
    expect((await shown(id)).import).toMatchObject({ state: 'importing', processed: 1_000 });
    expect(await advanceImports(world.parts, 0)).toBe(1);
    expect((await shown(id)).import.processed).toBe(2_000);
    await work();
    expect((await shown(id)).import).toMatchObject({ state: 'done', counts: { created: 2_475, rejected: 25 } });
    const lines = (await rejectedOf(id)).map(({ line }) => line);
    expect(lines).toEqual(Array.from({ length: 25 }, (_, i) => i * 100 + 9));
  });

  it('takes over after a crash, and what was cut off is done again without doubling', async () => {
    const id = await ready(200_000);
    const crashed = { ...world.parts.imports, progress: () => Promise.reject(new CodedError('unavailable', 'killed')) };
    await expect(advanceImports({ ...world.parts, imports: crashed as ImportStore })).rejects.toThrow('killed');
    expect(await advanceImports(world.parts)).toBe(0);
    await query(world.url, `UPDATE register.import SET claimed_until = now() WHERE id = '${id}'`);
    await work();
    expect((await shown(id)).import).toMatchObject({
      state: 'done',
      processed: 2_500,
      counts: { created: 1_485, unchanged: 990, rejected: 25 },
    });
    expect(await count(`SELECT count(*) AS n FROM register.dossier WHERE code LIKE 'H26.99.01-261005-20____'`)).toBe(
      2_475,
    );
  });

  it('is done, and in the log once, though its process dies before it says so', async () => {
    const id = await ready(250_000);
    const { change } = world.parts.imports;
    const dying: Partial<ImportStore> = {
      change: (...args) =>
        args[2].state === 'done' ? Promise.reject(new CodedError('unavailable', 'killed')) : change(...args),
    };
    const imports = { ...world.parts.imports, ...dying };
    await expect(advanceImports({ ...world.parts, imports }, 60_000)).rejects.toThrow('killed');
    expect((await shown(id)).import.state).toBe('importing');
    await query(world.url, `UPDATE register.import SET claimed_until = now() WHERE id = '${id}'`);
    await work();
    expect((await shown(id)).import).toMatchObject({ state: 'done', processed: 2_500 });
    expect(await count(`SELECT count(*) AS n FROM console.audit_entry WHERE subject = '${id}'`)).toBe(1);
  });

  it('stops with word of where, when the file ends every turn', async () => {
    const id = await ready(300_000);
    await advanceImports(world.parts, 0);
    await query(world.url, `UPDATE register.import SET attempts = 5 WHERE id = '${id}'`);
    await work();
    expect((await shown(id)).import).toMatchObject({ state: 'failed', failure: 'import-crashed', processed: 1_000 });
    const again = await upload(csvFile(rows(300_000)));
    await carryThrough(again);
    expect((await shown(again)).import.counts).toEqual({ created: 1_485, updated: 0, unchanged: 990, rejected: 25 });
  });

  it('stops when its file cannot be read any more', async () => {
    const id = await ready(400_000);
    await query(world.url, `DELETE FROM register.import_piece WHERE import_id = '${id}'`);
    await work();
    expect((await shown(id)).import).toMatchObject({ state: 'failed', failure: 'import-gone', processed: 0 });
  });
});
