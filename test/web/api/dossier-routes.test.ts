import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebWorld, type WebWorld } from '../../support/web-world.ts';
import { BODY, bodies, callerOf, resultsOf, serveApi, type Caller } from './api-client.ts';

let world: WebWorld;
let server: FastifyInstance;
let country: Caller;

beforeAll(async () => {
  world = await createWebWorld();
  server = await serveApi(world);
  country = await callerOf(world, server);
});

afterAll(async () => {
  await server.close();
  await world.close();
});

describe('src/web/api/dossier-routes.ts', () => {
  it('registers one dossier and gives the links of its slip', async () => {
    const answer = await country.post({ ...BODY, code: ' h26.99.01-261005-1001 ' });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      results: [
        {
          code: 'H26.99.01-261005-1001',
          outcome: 'created',
          links: { web: expect.stringMatching(/^http:\/\/hai-long\.test\/s\/[\w-]{22}$/) },
        },
      ],
    });
  });

  it('gives the same links again, and says that nothing changed', async () => {
    const [first] = resultsOf(await country.post({ ...BODY, code: 'H26.99.01-261005-1002' }));
    const [again] = resultsOf(await country.post({ ...BODY, code: 'H26.99.01-261005-1002' }));
    expect(again).toEqual({ ...first, outcome: 'unchanged' });
  });

  it('completes by a second call what was registered at intake', async () => {
    const { completedAt, ...intake } = { ...BODY, code: 'H26.99.01-261005-1003' };
    const outcomes = [
      await country.post({ ...intake, completedAt: null, phone: '' }),
      await country.post({ ...intake, completedAt }),
    ];
    expect(outcomes.flatMap(resultsOf).map(({ outcome }) => outcome)).toEqual(['created', 'updated']);
  });

  it('accepts agency codes, local procedure suffixes and every optional field', async () => {
    const full = {
      ...BODY,
      code: '000.99.01.H26-261005-1004',
      unit: 'H26.99.01',
      procedure: '1.001193.000.00.00.H26',
      filedVia: 'online',
      returnedAt: '2026-10-08T08:00',
      outcome: 'refused',
      phone: '0912 345 678',
      language: 'en',
      applicant: 'person',
      officer: 'CB-07',
      lateReason: 'Chờ\u0000xác \ud800minh',
      apologySentAt: '2026-10-08',
    };
    expect(resultsOf(await country.post(full))).toMatchObject([{ outcome: 'created' }]);
  });

  it('takes 1,000 in one call, and the same call again changes nothing', async () => {
    const rows = bodies(1000);
    const first = resultsOf(await country.post(rows));
    expect(first.map(({ code }) => code)).toEqual(rows.map(({ code }) => code));
    expect(new Set(first.map(({ outcome }) => outcome))).toEqual(new Set(['created']));
    const again = resultsOf(await country.post(rows));
    expect(new Set(again.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
    expect(again.map(({ links }) => links)).toEqual(first.map(({ links }) => links));
  });

  it('refuses 1,001 as a whole', async () => {
    const answer = await country.post(bodies(1001));
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ code: 'too-many-rows' });
  });

  it('checks and writes nothing on a dry run', async () => {
    const row = { ...BODY, code: 'H26.99.01-261005-1005' };
    expect(resultsOf(await country.post(row, {}, '?dryRun'))).toMatchObject([{ outcome: 'created' }]);
    expect((await country.get(`/dossiers/${row.code}`)).statusCode).toBe(404);
    expect(resultsOf(await country.post(row, {}, '?dryRun=false'))).toMatchObject([{ outcome: 'created' }]);
    expect((await country.post(row, {}, '?dryRun=maybe')).statusCode).toBe(400);
  });

  describe('a row with a fault is rejected with a reason, the rest go in', () => {
    it.each([
      ['an unknown unit', { unit: '99999' }, 'unit', 'unit-unknown'],
      ['a unit that is a number', { unit: 99001 }, 'unit', 'unit-unknown'],
      ['a malformed code', { code: 'H26-0001' }, 'code', 'code-malformed'],
      ['an unknown procedure', { procedure: '9.999999' }, 'procedure', 'procedure-unknown'],
      [
        'a completion before reception',
        { completedAt: '2026-10-04T09:00' },
        'completedAt',
        'completed-before-received',
      ],
      ['a date in the future', { completedAt: '2026-10-08T11:00' }, 'completedAt', 'in-future'],
      ['a bad phone', { phone: '12345' }, 'phone', 'phone-malformed'],
      ['a phone that is a number', { phone: 912345678 }, 'phone', 'phone-malformed'],
      ['a missing field', { receivedAt: undefined }, 'receivedAt', 'value-missing'],
      ['a blank field', { filedVia: ' ' }, 'filedVia', 'value-missing'],
      ['a day that does not exist', { dueAt: '2026-02-30' }, 'dueAt', 'time-malformed'],
      ['a time as a number', { dueAt: 1_791_000_000 }, 'dueAt', 'time-malformed'],
      ['a choice that is none', { outcome: 'done' }, 'outcome', 'choice-unknown'],
      ['a text that is too long', { lateReason: 'x'.repeat(501) }, 'lateReason', 'text-too-long'],
      ['a misspelled field', { completedat: '2026-10-08' }, 'completedat', 'field-unknown'],
    ])('%s', async (_name, change, field, code) => {
      const good = { ...BODY, code: 'H26.99.01-261005-2001' };
      const results = resultsOf(await country.post([{ ...BODY, code: 'H26.99.01-261005-2002', ...change }, good]));
      expect(results[0]).toMatchObject({ outcome: 'rejected', reasons: [{ field, code }] });
      expect(results[0]?.links).toBeUndefined();
      expect(results[0]?.reasons?.[0]?.message.length).toBeGreaterThan(20);
      expect(results[1]).toMatchObject({ code: good.code });
      expect(results[1]?.outcome).not.toBe('rejected');
    });

    it('names every fault of the row', async () => {
      const [result] = resultsOf(await country.post({ code: 'H26.99.01-261005-2003', outcome: 'x' }));
      const fields = ['unit', 'procedure', 'filedVia', 'receivedAt', 'dueAt', 'outcome'];
      expect(result?.reasons?.map(({ field }) => field).toSorted()).toEqual(fields.toSorted());
    });

    it.each([
      ['a number', 7],
      ['nothing', null],
      ['a list', []],
    ])('%s instead of a dossier', async (_name, row) => {
      expect(resultsOf(await country.post([row, { ...BODY, code: 'H26.99.01-261005-2004' }]))).toMatchObject([
        { code: '', outcome: 'rejected' },
        { code: 'H26.99.01-261005-2004' },
      ]);
    });

    it('explains in Vietnamese, or in English when asked', async () => {
      const row = { ...BODY, unit: '99999' };
      const [vietnamese] = resultsOf(await country.post(row));
      const [english] = resultsOf(await country.post(row, { 'accept-language': 'en-GB,en;q=0.9' }));
      expect(vietnamese?.reasons?.[0]?.message).toContain('Chưa có đơn vị này');
      expect(english?.reasons?.[0]?.message).toContain('This unit is not in the list');
    });
  });

  describe('a body that is none', () => {
    it.each([
      ['broken JSON', '{', 'application/json', 400],
      ['a bare text', '"x"', 'application/json', 400],
      ['nothing', '', 'application/json', 400],
      ['a form', 'code=1', 'application/x-www-form-urlencoded', 415],
      ['more than 4 MiB', `"${'x'.repeat(4 * 1_048_576)}"`, 'application/json', 413],
    ])('%s is a problem', async (_name, body, type, status) => {
      const answer = await country.post(body, { 'content-type': type });
      expect(answer.statusCode).toBe(status);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    });

    it('over 1 MiB but under 4 is read', async () => {
      const padding = ' '.repeat(2 * 1_048_576);
      expect(resultsOf(await country.post(`[${padding}${JSON.stringify(BODY)}]`))).toHaveLength(1);
    });
  });

  describe('a dossier that is asked about', () => {
    it('says where its survey stands', async () => {
      const { completedAt, ...intake } = { ...BODY, code: 'H26.99.01-261005-3001' };
      const [created] = resultsOf(await country.post(intake));
      const registered = await country.get(`/dossiers/${intake.code}`);
      expect(registered.json()).toEqual({
        code: intake.code,
        state: 'registered',
        message: expect.stringContaining('Đã tiếp nhận'),
        links: created?.links,
      });
      await country.post({ ...intake, completedAt, applicant: 'organisation' });
      expect((await country.get(`/dossiers/${intake.code}`, { 'accept-language': 'en' })).json()).toMatchObject({
        state: 'not-sendable',
        reason: 'organisation',
        message: 'No invitation: the applicant is an organisation.',
      });
    });

    it('does not exist for a key of another unit', async () => {
      const row = { ...BODY, code: 'H26.99.01-261005-3002' };
      const neighbour = await callerOf(world, server, '99002');
      const province = await callerOf(world, server, '01');
      expect(resultsOf(await neighbour.post(row))).toMatchObject([
        { outcome: 'rejected', reasons: [{ field: 'unit', code: 'unit-out-of-scope' }] },
      ]);
      expect(resultsOf(await province.post(row))).toMatchObject([{ outcome: 'created' }]);
      expect((await neighbour.get(`/dossiers/${row.code}`)).json()).toMatchObject({
        status: 404,
        code: 'dossier-unknown',
      });
      expect((await province.get(`/dossiers/${row.code}`)).statusCode).toBe(200);
      expect((await province.get('/dossiers/H26.99.01-261005-9999')).statusCode).toBe(404);
      expect((await province.get('/dossiers/%00')).statusCode).toBe(404);
    });
  });
});
