import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cell, Counts } from '../../../src/domain/publication.ts';
import type { Response } from '../../../src/domain/response.ts';
import { newId } from '../../../src/lib/new-id.ts';
import { createWebWorld, type WebWorld } from '../../support/web-world.ts';
import { BODY, bodies, callerOf, serveApi, type Caller } from './api-client.ts';
import { newPlan } from '../../store/samples.ts';

let world: WebWorld;
let server: FastifyInstance;
let country: Caller;

beforeAll(async () => {
  world = await createWebWorld();
  server = await serveApi(world);
  country = await callerOf(world, server);
  await country.post([...bodies(12), { ...BODY, code: 'H26.99.02-261005-0001', unit: '99002' }]);
  await publish([cell('99001', 30), cell('01', 30), cell('00', 30)]);
});

afterAll(async () => {
  await server.close();
  await world.close();
});

/** Only a month with news is published: one response is released first. */
async function publish(cells: readonly Cell[]): Promise<void> {
  const { ballots, database } = world.parts;
  const id = newId<string>();
  await database.register.$executeRaw`
    INSERT INTO ballot.mix (id, unit_code, sealed, entered_at) VALUES (${id}::uuid, '99001', '\\x00'::bytea, now())`;
  await ballots.release('99001', () => newPlan([id], [RESPONSE]));
  await ballots.publish('2026-10-01', () => cells, '2026-10-08');
}

const RESPONSE: Response = {
  id: newId<string>(),
  releasedOn: '2026-10-08',
  surveyId: 'sipas-b-1',
  unitCode: '99001',
  completedMonth: '2026-10-01',
  attributes: {
    procedureCode: 'other',
    late: 'on-time',
    filedVia: 'counter',
    proof: 'slip',
    locale: 'vi',
    flagged: 'clear',
  },
  disposition: 'finished',
  answers: { q1: { value: 4, how: 'button' } },
  comment: null,
  rating: null,
  withdrawalIndex: null,
  commentMark: null,
};

/** Of every ten answers one is 3, the others 4 and 5. */
function cell(unitCode: string, responses: number): Cell {
  const counts: Counts = [0, 0, responses / 10, (responses * 4) / 10, responses / 2, 0, 0];
  const questions = ['q1', 'q2', 'q3', 'q4', 'q5'].map((key) => [key, counts]);
  const place = { surveyId: 'sipas-b-1', unitCode, month: '2026-10-01', dimension: 'all', value: 'all' } as const;
  return { ...place, responses, counts: Object.fromEntries(questions) };
}

describe('src/web/api/figure-routes.ts', () => {
  describe('rates', () => {
    it('count invitations and say over what', async () => {
      const answer = await country.get('/rates?unit=99001');
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toMatchObject({ from: '2026-09-09', to: '2026-10-08', groupBy: null });
      expect(answer.json().rows).toEqual([
        {
          key: 'all',
          completed: 12,
          eligible: 12,
          invited: 0,
          delivered: 0,
          started: 0,
          finished: 0,
          partial: 0,
          coverage: { numerator: 0, denominator: 12, value: 0, low: 0, high: expect.closeTo(0.2425, 3), aapor: null },
          delivery: { numerator: 0, denominator: 0, value: null, low: null, high: null, aapor: 'CON3' },
          response: { numerator: 0, denominator: 0, value: null, low: null, high: null, aapor: 'COOP1' },
          completion: { numerator: 0, denominator: 0, value: null, low: null, high: null, aapor: null },
        },
      ]);
    });

    it('group by unit', async () => {
      const { rows } = (await country.get('/rates?groupBy=unit')).json();
      expect(rows.map(({ key, completed }: { key: string; completed: number }) => [key, completed])).toEqual(
        expect.arrayContaining([
          ['99001', 12],
          ['99002', 1],
        ]),
      );
    });

    it('hide from a ward what fewer than ten invitations say', async () => {
      const ward = await callerOf(world, server, '99001');
      expect((await ward.get('/rates?from=2026-10-01&to=2026-10-31')).json().rows[0]).toMatchObject({
        completed: 12,
        response: null,
        hidden: 'too-few-invitations',
      });
    });

    it('tell a ward nothing of what citizens did by days, nor of few, nor what total less the others would', async () => {
      const ward = await callerOf(world, server, '99001');
      await world.parts.database.register.$executeRaw`
        UPDATE register.invitation SET invited_at = now(), delivered_at = now(), started_on = completed_on,
          status = 'closed', close_reason = 'finished' WHERE unit_code = '99001'`;
      const [row] = (await ward.get('/rates?from=2026-10-01&to=2026-10-31')).json().rows;
      expect(row).toMatchObject({ invited: 12, started: 12, finished: 12, response: { numerator: 12 } });
      const byDays = (await ward.get('/rates?from=2026-10-01&to=2026-10-30')).json().rows[0];
      expect(byDays).toMatchObject({ started: null, finished: null, partial: null, hidden: 'not-whole-months' });
      await world.parts.database.register.$executeRaw`
        UPDATE register.invitation i SET procedure_code = '1.000894' FROM (
          SELECT id FROM register.invitation WHERE unit_code = '99001' LIMIT 1) few WHERE few.id = i.id`;
      const { rows } = (await ward.get('/rates?from=2026-10-01&to=2026-10-31&groupBy=procedure')).json();
      expect(rows).toHaveLength(2);
      for (const each of rows)
        expect(each).toMatchObject({ finished: null, response: null, hidden: 'too-few-invitations' });
      const all = (await country.get('/rates?from=2026-10-01&to=2026-10-30&unit=99001')).json().rows;
      expect(all[0]).toMatchObject({ finished: 12 });
    });

    it('stay within the reach of the key', async () => {
      const ward = await callerOf(world, server, '99001');
      expect((await ward.get('/rates')).json().rows[0]).toMatchObject({ completed: 12 });
      expect((await ward.get('/rates?unit=99002')).json()).toMatchObject({ status: 403, code: 'unit-out-of-scope' });
      expect((await ward.get('/indices?unit=01')).statusCode).toBe(403);
    });
  });

  describe('indices', () => {
    it('give three labelled figures with the interval of the headline', async () => {
      const answer = await country.get('/indices?unit=99001');
      expect(answer.json()).toMatchObject({
        from: '2026-05-01',
        to: '2026-10-08',
        unit: '99001',
        survey: 'sipas-b-1',
        months: ['2026-10-01'],
      });
      expect(answer.json().rows).toEqual([
        {
          key: 'all',
          responses: 30,
          answers: 150,
          share: {
            label: expect.stringContaining('Tỷ lệ'),
            value: expect.closeTo(0.9, 10),
            low: expect.closeTo(0.8415, 3),
            high: expect.closeTo(0.9386, 3),
          },
          meanOf5: { label: expect.stringContaining('chia 5'), value: expect.closeTo(88, 10) },
          meanOf100: { label: expect.stringContaining('chia 4'), value: expect.closeTo(85, 10) },
        },
      ]);
    });

    it('break down by factor and by month', async () => {
      const factors = (await country.get('/indices?unit=99001&groupBy=factor', { 'accept-language': 'en' })).json();
      expect(factors.rows).toHaveLength(5);
      expect(factors.rows[0]).toMatchObject({ key: 'access', name: 'Access to the service', answers: 30 });
      const months = (await country.get('/indices?unit=99001&groupBy=month')).json();
      expect(months.rows).toMatchObject([{ key: '2026-10-01', answers: 150 }]);
    });

    it('show no figure below ten responses', async () => {
      expect((await country.get('/indices?unit=99002')).json().rows).toEqual([
        { key: 'all', responses: 0, share: null, meanOf5: null, meanOf100: null, hidden: 'too-few-responses' },
      ]);
    });
  });

  it.each([
    ['/rates?from=2026-13-01', '"from" must be a day'],
    ['/rates?from=2026-10-08&to=2026-10-07', '"from" must not be after "to"'],
    ['/rates?from=2000-01-01&to=2026-10-07', 'ten years at most'],
    ['/rates?unit=H26', '"unit" must be a commune code'],
    ['/rates?unit=99001&unit=99002', '"unit" must be one unit code'],
    ['/rates?procedure=x', '"procedure" must be a national procedure code'],
    ['/rates?channel=sms', '"channel" must be one of telegram, zalo, web, slip'],
    ['/rates?groupBy=officer', '"groupBy" must be one of unit, procedure, channel, filedVia, month'],
    ['/rates?officer=1', 'there is no parameter "officer"'],
    ['/indices?channel=web', 'there is no parameter "channel"'],
    ['/indices?groupBy=unit', '"groupBy" must be one of factor, month'],
  ])('answers %s with a problem that says what to write', async (path, detail) => {
    const answer = await country.get(path);
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json().detail).toContain(detail);
  });
});
