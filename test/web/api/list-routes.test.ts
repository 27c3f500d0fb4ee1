import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DossiersAnswer } from '../../../src/web/api/answers.ts';
import { inTransaction } from '../../../src/store/transaction.ts';
import { createWebWorld, type WebWorld } from '../../support/web-world.ts';
import { BODY, callerOf, serveApi, type Caller } from './api-client.ts';

let world: WebWorld;
let server: FastifyInstance;
let country: Caller;

beforeAll(async () => {
  world = await createWebWorld();
  server = await serveApi(world, { callsPerMinute: 100_000 });
  country = await callerOf(world, server);
});

afterAll(async () => {
  await server.close();
  await world.close();
});

let serial = 0;

function rowsOf(count: number, unit = '99001'): readonly (typeof BODY)[] {
  return Array.from({ length: count }, () => {
    serial += 1;
    return { ...BODY, unit, code: `H26.99.01-261005-${String(serial).padStart(5, '0')}` };
  });
}

async function pageOf(caller: Caller, query: string): Promise<DossiersAnswer> {
  const answer = await caller.get(`/dossiers${query}`);
  expect(answer.statusCode).toBe(200);
  return answer.json<DossiersAnswer>();
}

/** Page after page, until there is no more. */
async function walk(caller: Caller, first: string, cursor: string | null = null) {
  const codes: string[] = [];
  for (let at = cursor; ;) {
    const page = await pageOf(caller, `${first}${at === null ? '' : `&cursor=${at}`}`);
    codes.push(...page.dossiers.map(({ code }) => code));
    at = page.cursor;
    if (!page.more) return { codes, cursor: at };
  }
}

/** Times are kept by the millisecond, and the last one is not over yet. */
const settle = () => sleep(5);

describe('src/web/api/list-routes.ts', () => {
  it('shows what a single dossier shows, in the order in which they came', async () => {
    const rows = rowsOf(7);
    await country.post(rows);
    await settle();
    const { codes, cursor } = await walk(country, '?limit=3');
    expect(codes.toSorted()).toEqual(rows.map(({ code }) => code));
    const [later] = rowsOf(1);
    await country.post(later);
    await settle();
    const rest = await walk(country, '?limit=3', cursor);
    expect(rest.codes).toEqual([later?.code]);
    const [listed] = (await pageOf(country, `?cursor=${String(cursor)}`)).dossiers;
    expect(listed).toEqual((await country.get(`/dossiers/${String(later?.code)}`)).json());
    expect(await pageOf(country, `?cursor=${String(rest.cursor)}`)).toEqual({
      dossiers: [],
      cursor: rest.cursor,
      more: false,
    });
  });

  it('brings a dossier again when its record changes, and not when the citizen does something', async () => {
    const [row] = rowsOf(1);
    await country.post(row);
    await settle();
    const { cursor } = await walk(country, '?limit=500');
    await world.parts.database.register.$executeRaw`
      UPDATE register.invitation i SET status = 'started', invited_at = now(), channel = 'telegram', proof = 'phone'
      FROM register.dossier d WHERE d.id = i.dossier_id AND d.code = ${row?.code}`;
    await settle();
    expect((await walk(country, '?limit=500', cursor)).codes).toEqual([]);
    await country.post({ ...row, returnedAt: '2026-10-08T08:00' });
    await settle();
    expect((await walk(country, '?limit=500', cursor)).codes).toEqual([row?.code]);
  });

  it('begins at a time, by the clock of the database', async () => {
    await country.post(rowsOf(1));
    await sleep(20);
    const since = new Date().toISOString();
    await sleep(20);
    const rows = rowsOf(2);
    await country.post(rows);
    await settle();
    const { codes } = await walk(country, `?updatedSince=${since}`);
    expect(codes.toSorted()).toEqual(rows.map(({ code }) => code));
  });

  it('keeps to the reach of the key', async () => {
    const elsewhere = rowsOf(2, '99002');
    await country.post(elsewhere);
    await settle();
    const ward = await callerOf(world, server, '99002');
    expect((await walk(ward, '?limit=1')).codes.toSorted()).toEqual(elsewhere.map(({ code }) => code));
    const province = await callerOf(world, server, '01');
    const all = await walk(country, '?limit=500');
    expect((await walk(province, '?limit=500')).codes).toEqual(all.codes);
    const abroad = await callerOf(world, server, '79');
    expect((await walk(abroad, '?limit=500')).codes).toEqual([]);
  });

  it('misses and repeats none while others register at the same time', async () => {
    const { cursor } = await walk(country, '?limit=500');
    const rows = rowsOf(240);
    let isDone = false;
    const writing = Promise.all(
      Array.from({ length: 6 }, async (_, i) => {
        for (let from = i * 40; from < i * 40 + 40; from += 5) await country.post(rows.slice(from, from + 5));
      }),
    ).then(() => (isDone = true));
    const codes: string[] = [];
    let at = cursor;
    for (let last = false; !last;) {
      last = isDone;
      if (last) await settle();
      const found = await walk(country, '?limit=7', at);
      codes.push(...found.codes);
      at = found.cursor;
    }
    await writing;
    expect(codes.length).toBe(new Set(codes).size);
    expect(codes.toSorted()).toEqual(rows.map(({ code }) => code).toSorted());
  });

  it('waits with what a slow writer could still come before', async () => {
    const { cursor } = await walk(country, '?limit=500');
    const { dossiers } = world.parts;
    const gate = { open: () => {} };
    const held = new Promise<void>((resolve) => (gate.open = resolve));
    const slow = inTransaction(world.parts.database.register, async (connection) => {
      await connection.$executeRaw`
        SELECT pg_advisory_xact_lock_shared(hashtext('register.dossier'), floor(extract(epoch FROM clock_timestamp()))::int)`;
      await held;
    });
    const rows = rowsOf(1);
    await country.post(rows);
    await settle();
    expect((await walk(country, '?limit=500', cursor)).codes).toEqual([]);
    gate.open();
    await slow;
    expect((await walk(country, '?limit=500', cursor)).codes).toEqual(rows.map(({ code }) => code));
    expect(await dossiers.list({ scope: null, since: null, after: null, limit: 1 })).toHaveLength(1);
  });

  it.each([
    ['?limit=0', '"limit" must be a number from 1 to 500'],
    ['?limit=501', '"limit" must be a number from 1 to 500'],
    ['?limit=1&limit=2', '"limit" must be one number'],
    ['?cursor=x', '"cursor" must be the cursor'],
    [`?cursor=${Buffer.from('1.x').toString('base64url')}`, '"cursor" must be the cursor'],
    ['?updatedSince=gestern', '"updatedSince" must be a time'],
    ['?page=2', 'there is no parameter "page"'],
  ])('answers %s with a problem that says what to write', async (query, detail) => {
    const answer = await country.get(`/dossiers${query}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().detail).toContain(detail);
  });
});
