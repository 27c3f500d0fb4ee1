import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { query } from '../../support/look.ts';
import { createWebWorld, type WebWorld } from '../../support/web-world.ts';
import { BODY, callerOf, resultsOf, serveApi, type Caller } from './api-client.ts';

let world: WebWorld;
let server: FastifyInstance;
let real: Caller;
let trial: Caller;

beforeAll(async () => {
  world = await createWebWorld();
  server = await serveApi(world);
  real = await callerOf(world, server);
  trial = await callerOf(world, server, '99001', { test: true });
});

afterAll(async () => {
  await server.close();
  await world.close();
});

const TABLES = ['register.dossier', 'register.invitation', 'register.correction', 'register.message'];

async function countRows(): Promise<readonly unknown[]> {
  return Promise.all(TABLES.map((table) => query(world.url, `SELECT count(*) FROM ${table}`)));
}

describe('src/web/api: test keys', () => {
  it('can be told by their look', () => {
    expect([trial.key.startsWith('hl_test_'), real.key.startsWith('hl_test_')]).toEqual([true, false]);
  });

  it('have everything answered and nothing stored', async () => {
    const before = await countRows();
    const row = { ...BODY, phone: '0912345678' };
    const answer = await trial.post([row, { ...row, code: 'x' }, row]);
    expect(answer.json()).toEqual({
      test: true,
      results: [
        {
          code: row.code,
          outcome: 'created',
          links: { web: expect.stringMatching(/^http:\/\/hai-long\.test\/s\/[\w-]{22}$/) },
        },
        { code: 'X', outcome: 'rejected', reasons: [expect.objectContaining({ code: 'code-malformed' })] },
        { code: row.code, outcome: 'unchanged', links: expect.anything() },
      ],
    });
    const record = {
      MaHoSo: row.code,
      MaTTHC: '1.001193',
      NgayTiepNhan: '20261005',
      NgayHenTra: '20261009',
      TrangThaiHoSo: 4,
    };
    expect((await trial.send('/dossiers/dvcqg', { data: [record] })).json()).toMatchObject({
      test: true,
      results: [{ outcome: 'created' }],
    });
    expect(await countRows()).toEqual(before);
    expect((await trial.get(`/dossiers/${row.code}`)).statusCode).toBe(404);
    expect((await real.get('/rates')).json()).toMatchObject({ rows: [{ completed: 0 }] });
  });

  it('keep to their reach', async () => {
    expect(resultsOf(await trial.post({ ...BODY, unit: '99002' }))).toMatchObject([
      { outcome: 'rejected', reasons: [{ code: 'unit-out-of-scope' }] },
    ]);
  });

  it('learn nothing of real dossiers', async () => {
    const [created] = resultsOf(await real.post(BODY));
    const [tried] = resultsOf(await trial.post(BODY));
    expect(tried?.outcome).toBe('created');
    expect(tried?.links?.web).not.toBe(created?.links?.web);
    expect((await trial.get(`/dossiers/${BODY.code}`)).statusCode).toBe(404);
    expect((await trial.get('/dossiers')).json()).toEqual({ dossiers: [], cursor: null, more: false });
    expect(JSON.stringify((await real.post(BODY)).json())).not.toContain('"test"');
  });
});
