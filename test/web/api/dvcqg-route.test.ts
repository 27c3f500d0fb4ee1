import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebWorld, type WebWorld } from '../../support/web-world.ts';
import { callerOf, resultsOf, serveApi, type Caller } from './api-client.ts';

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

const RECORD = {
  MaHoSo: 'H26.99.01-261005-0001',
  MaTTHC: '1.001193.000.00.00.H26',
  KenhThucHien: '2',
  LoaiDoiTuong: '1',
  SoDienThoai: '0912345678',
  NgayTiepNhan: '20261005080000',
  NgayHenTra: '08/10/2026 17:00',
  TrangThaiHoSo: '9',
  NgayKetThucXuLy: '20261008090000',
  HinhThuc: '0',
  DonViXuLy: 'UBND phường Thử Nghiệm',
};

function post(body: unknown, query = '') {
  return country.send(`/dossiers/dvcqg${query}`, body);
}

describe('src/web/api/dossier-routes.ts: national portal', () => {
  it('registers a record as POST /dossiers registers a dossier', async () => {
    const answer = await post(RECORD);
    expect(answer.statusCode).toBe(200);
    expect(resultsOf(answer)).toEqual([
      {
        code: RECORD.MaHoSo,
        outcome: 'created',
        links: { web: expect.stringMatching(/^http:\/\/hai-long\.test\/s\/[\w-]{22}$/) },
      },
    ]);
    const record = await world.parts.dossiers.find(RECORD.MaHoSo);
    expect(record?.dossier).toMatchObject({
      unitCode: '99001',
      procedureCode: '1.001193',
      filedVia: 'online',
      applicant: 'person',
      completedAt: new Date('2026-10-08T09:00:00+07:00'),
    });
    expect(record?.dossier.phoneIndex).toMatch(/^[0-9a-f]{64}$/);
    expect(resultsOf(await post(RECORD))).toMatchObject([{ outcome: 'unchanged' }]);
  });

  it('follows a dossier from reception to return', async () => {
    const MaHoSo = 'H26.99.01-261005-0002';
    const ours = { ...RECORD, MaHoSo, SoDienThoai: '0912345679' };
    const open = { ...ours, TrangThaiHoSo: '4', NgayKetThucXuLy: '' };
    expect(resultsOf(await post(open))).toMatchObject([{ outcome: 'created' }]);
    expect((await country.get(`/dossiers/${MaHoSo}`)).json()).toMatchObject({ state: 'registered' });
    const returned = { ...ours, TrangThaiHoSo: '10', NgayTra: '20261008093000' };
    expect(resultsOf(await post(returned))).toMatchObject([{ outcome: 'updated' }]);
    expect((await country.get(`/dossiers/${MaHoSo}`)).json()).toMatchObject({ state: 'completed' });
  });

  it('takes an array, and the wrapper that goes to the portal', async () => {
    const records = [3, 4].map((n) => ({ ...RECORD, MaHoSo: `H26.99.01-261005-000${n}` }));
    expect(resultsOf(await post(records))).toMatchObject([{ outcome: 'created' }, { outcome: 'created' }]);
    const wrapped = { service: 'DongBoHoSoMC', isUpdating: 'False', data: records };
    expect(resultsOf(await post(wrapped))).toMatchObject([{ outcome: 'unchanged' }, { outcome: 'unchanged' }]);
    expect(resultsOf(await post({ data: records[0] }))).toMatchObject([{ code: records[0]?.MaHoSo }]);
  });

  it('checks without writing on a dry run', async () => {
    const dry = { ...RECORD, MaHoSo: 'H26.99.01-261005-0005' };
    expect(resultsOf(await post(dry, '?dryRun'))).toMatchObject([{ outcome: 'created' }]);
    expect((await country.get(`/dossiers/${dry.MaHoSo}`)).statusCode).toBe(404);
  });

  it.each([
    [{ TrangThaiHoSo: '12' }, 'TrangThaiHoSo', 'choice-unknown', 'TrangThaiHoSo không thuộc'],
    [{ NgayHenTra: '' }, 'NgayHenTra', 'value-missing', 'Thiếu mục: NgayHenTra'],
    [{ NgayKetThucXuLy: '20270101000000' }, 'NgayKetThucXuLy', 'in-future', 'NgayKetThucXuLy ở sau lúc này'],
    [{ TrangThaiHoSo: '3', NgayTuChoi: '20261001000000' }, 'NgayTuChoi', 'completed-before-received', 'trước'],
    [{ DonViXuLy: 'H26.77.77' }, 'DonViXuLy', 'unit-unknown', 'Chưa có đơn vị'],
    [{ MaTTHC: '9.999999' }, 'MaTTHC', 'procedure-unknown', 'Chưa có thủ tục'],
    [{ MaHoSo: '17' }, 'MaHoSo', 'code-malformed', 'Mã hồ sơ'],
    [{ SoDienThoai: '12' }, 'SoDienThoai', 'phone-malformed', 'Số điện thoại'],
  ])('rejects %j and names the field as the record does', async (change, field, code, words) => {
    const good = { ...RECORD, MaHoSo: 'H26.99.01-261005-0006' };
    const [bad, fine] = resultsOf(await post([{ ...RECORD, MaHoSo: 'H26.99.01-261005-0007', ...change }, good]));
    expect(bad).toMatchObject({ outcome: 'rejected' });
    expect(bad?.reasons).toContainEqual({ field, code, message: expect.stringContaining(words) });
    expect(fine?.outcome).not.toBe('rejected');
  });

  it('keeps to the reach of the key', async () => {
    const neighbour = await callerOf(world, server, '99002');
    const answer = await neighbour.send('/dossiers/dvcqg', RECORD);
    expect(resultsOf(answer)).toMatchObject([
      { outcome: 'rejected', reasons: [{ field: 'DonViXuLy', code: 'unit-out-of-scope' }] },
    ]);
  });

  it.each([
    ['nothing', 'null', 400],
    ['a number', '7', 400],
    ['too many', JSON.stringify(Array.from({ length: 1001 }, () => ({}))), 422],
  ])('answers %s with a problem', async (_name, body, status) => {
    const answer = await post(body);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });
});
