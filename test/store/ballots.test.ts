import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sumCells, type Cell } from '../../src/domain/publication.ts';
import type { ReleasePlan, ReleaseScene } from '../../src/service/ports.ts';
import { createStores, type OwnStores } from '../support/database.ts';
import { cellOf, newPlan, newResponse, SURVEY, UNITS, write } from './samples.ts';

describe('src/store/ballots', () => {
  let stores: OwnStores;

  beforeAll(async () => {
    stores = await createStores({ ballot: 6 });
    await stores.references.saveUnits(UNITS);
  });

  afterAll(() => stores.drop());

  function cast(unitCode: string, count: number): Promise<void> {
    const ballots = Array.from({ length: count }, (_, i) => ({ unitCode, sealed: Buffer.from(`ballot ${i}`) }));
    return write(stores, { ballots });
  }

  function all(unitCode: string, completedMonth = '2026-03-01') {
    return ({ waiting }: Pick<ReleaseScene, 'waiting'>): ReleasePlan =>
      newPlan(
        waiting.map(({ id }) => id),
        waiting.map(() => newResponse({ unitCode, completedMonth })),
      );
  }

  async function publish(month: string): Promise<readonly Cell[] | null> {
    const seen: (readonly Cell[])[] = [];
    const decide = (tallies: readonly Cell[]) => {
      seen.push(tallies);
      const country = tallies.map((cell): Cell => Object.assign({}, cell, { unitCode: '00' }));
      return [...tallies, ...sumCells(country)];
    };
    await stores.ballots.publish(month, decide, '2026-03-20');
    return seen[0] ?? null;
  }

  function cells(units: readonly string[], dimension = 'all', value: string | null = null): Promise<readonly Cell[]> {
    return stores.figures.cells({ from: '2020-01-01', to: '2030-01-01', units, dimension, value });
  }

  it('replaces ballots in the mix by responses and adds them to the tallies', async () => {
    await cast('99001', 3);
    expect(await stores.ballots.waitingUnits()).toEqual(['99001']);
    const seen: string[] = [];
    const released = await stores.ballots.release('99001', ({ waiting }) => {
      seen.push(...waiting.map(({ sealed }) => sealed.toString()));
      const [first, second] = waiting;
      if (!first || !second) throw new TypeError('two');
      const slip = newResponse();
      const attributes = { ...slip.attributes, filedVia: 'online', proof: 'other', late: 'late' } as const;
      return newPlan([first.id, second.id], [slip, newResponse({ attributes, comment: 'Tốt' })]);
    });
    expect([released, seen.toSorted()]).toEqual([2, ['ballot 0', 'ballot 1', 'ballot 2']]);
    expect(await stores.database.ballot.mix.count()).toBe(1);
    const stored = await stores.database.ballot.response.findMany();
    expect(stored.map(({ comment, filedVia }) => [comment, filedVia]).toSorted()).toEqual([
      [null, 'counter'],
      ['Tốt', 'online'],
    ]);
    await stores.ballots.release('99001', all('99001'));
    const tallies = await publish('2026-03-01');
    expect(tallies && cellOf(tallies, '99001', 'all', 'all')).toEqual({
      surveyId: SURVEY.id,
      unitCode: '99001',
      month: '2026-03-01',
      dimension: 'all',
      value: 'all',
      responses: 3,
      counts: { access: [0, 0, 0, 0, 3, 0, 0], staff: [0, 0, 0, 0, 0, 0, 3], complaint: [0, 0, 0, 0, 0, 3, 0] },
    });
    const split = (['filedVia', 'late', 'proof', 'procedure'] as const).map((dimension) =>
      tallies
        ?.filter((cell) => cell.dimension === dimension)
        .map(({ value, responses }) => `${value} ${responses}`)
        .toSorted(),
    );
    expect(split).toEqual([['counter 2', 'online 1'], ['late 1', 'on-time 2'], ['other 1', 'slip 2'], ['1.000894 3']]);
  });

  it('tallies ratings apart from answers, and a rating alone in no cell of the survey', async () => {
    await cast('99001', 3);
    const rating = { stars: 2, reasons: ['Lâu'] } as const;
    const month = { completedMonth: '2025-12-01' } as const;
    const skipped = { staff: { value: 'skipped', how: 'button' } } as const;
    const responses = [
      newResponse({ ...month, rating }),
      newResponse({ ...month, rating, disposition: 'partial', answers: skipped }),
      newResponse({ ...month, disposition: 'partial' }),
    ];
    const release = ({ waiting }: ReleaseScene) =>
      newPlan(
        waiting.map(({ id }) => id),
        responses,
      );
    await stores.ballots.release('99001', release);
    const stored = await stores.database.ballot.response.findMany({
      where: { completedMonth: new Date('2025-12-01') },
    });
    expect(stored.map((row) => row.rating).filter((each) => each !== null)).toEqual([rating, rating]);
    const totals = (await publish('2025-12-01'))?.filter(
      ({ unitCode, dimension }) => unitCode === '99001' && dimension === 'all',
    );
    const summary = totals?.map(({ surveyId, responses: count, counts }) => [surveyId, count, Object.keys(counts)]);
    expect(summary?.toSorted()).toEqual([
      ['overall-rating', 2, ['alone', 'overall']],
      [SURVEY.id, 2, expect.arrayContaining(['access', 'staff', 'complaint'])],
    ]);
    expect(totals?.find(({ surveyId }) => surveyId === 'overall-rating')?.counts).toEqual({
      overall: [0, 2, 0, 0, 0, 0, 0],
      alone: [0, 0, 0, 0, 0, 1, 0],
    });
  });

  it('releases nothing when the plan says nothing, or does not add up', async () => {
    await cast('99002', 1);
    expect(await stores.ballots.release('99002', () => newPlan([], []))).toBe(0);
    const foreign = () => newPlan([randomUUID()], [newResponse({ unitCode: '99002' })]);
    await expect(stores.ballots.release('99002', foreign)).rejects.toMatchObject({ code: 'release-mismatch' });
    const twice = (scene: ReleaseScene) =>
      newPlan(
        scene.waiting.map(({ id }) => id),
        [newResponse(), newResponse()],
      );
    await expect(stores.ballots.release('99002', twice)).rejects.toMatchObject({ code: 'release-mismatch' });
    expect(await stores.ballots.waitingUnits()).toEqual(['99002']);
    expect(await stores.database.ballot.response.count({ where: { unitCode: '99002' } })).toBe(0);
    await stores.ballots.release('99002', all('99002', '2026-01-01'));
  });

  it('releases each ballot once when two releases of a unit meet', async () => {
    await cast('99004', 40);
    const half = ({ waiting }: ReleaseScene) => all('99004', '2026-02-01')({ waiting: waiting.slice(0, 10) });
    const released = await Promise.all(Array.from({ length: 6 }, () => stores.ballots.release('99004', half)));
    expect(released.reduce((sum, count) => sum + count, 0)).toBe(40);
    expect(await stores.database.ballot.mix.count({ where: { unitCode: '99004' } })).toBe(0);
    const tallies = await publish('2026-02-01');
    expect(tallies && cellOf(tallies, '99004', 'all', 'all')?.responses).toBe(40);
  });

  it('adds releases of two units into one unit without losing any', async () => {
    await Promise.all([cast('99001', 20), cast('99002', 20)]);
    const merge = (unit: string) => stores.ballots.release(unit, all('01', '2026-04-01'));
    await Promise.all([merge('99001'), merge('99002')]);
    const tallies = await publish('2026-04-01');
    expect(tallies && cellOf(tallies, '01', 'all', 'all')?.responses).toBe(40);
  });

  it('says which months changed, until they are published', async () => {
    await Promise.all([cast('99001', 2), cast('99004', 3)]);
    await stores.ballots.release('99001', all('99001', '2026-05-01'));
    await stores.ballots.release('99004', all('99004', '2026-08-01'));
    const stale = await stores.ballots.unpublished();
    expect(stale.filter((month) => month >= '2026-05-01')).toEqual(['2026-05-01', '2026-08-01']);
    for (const month of stale) await publish(month);
    expect(await stores.ballots.unpublished()).toEqual([]);
  });

  it('publishes a month as a whole, the country from all provinces, once a change', async () => {
    await Promise.all([cast('99002', 4), cast('99004', 3)]);
    await stores.ballots.release('99002', all('99002', '2026-05-01'));
    await stores.ballots.release('99004', all('99004', '2026-05-01'));
    expect(await publish('2026-05-01')).not.toBeNull();
    expect(await publish('2026-05-01')).toBeNull();
    const published = await cells(['99001', '99002', '99004', '00']);
    const may = published.filter(({ month }) => month === '2026-05-01');
    expect(may.map(({ unitCode, responses }) => [unitCode, responses])).toEqual([
      ['00', 9],
      ['99001', 2],
      ['99002', 4],
      ['99004', 3],
    ]);
  });

  it('takes back what may no longer be published', async () => {
    await cast('99001', 1);
    await stores.ballots.release('99001', all('99001', '2026-06-01'));
    await publish('2026-06-01');
    await cast('99001', 1);
    await stores.ballots.release('99001', all('99001', '2026-06-01'));
    await stores.ballots.publish('2026-06-01', () => [], '2026-06-30');
    expect((await cells(['99001', '00'])).filter(({ month }) => month === '2026-06-01')).toEqual([]);
  });

  it('keeps a release that comes while its month is being published for the next time', async () => {
    await cast('99004', 2);
    const release = (count: number) =>
      stores.ballots.release('99004', ({ waiting }) =>
        all('99004', '2026-07-01')({ waiting: waiting.slice(0, count) }),
      );
    await release(1);
    await Promise.all([publish('2026-07-01'), release(1)]);
    await publish('2026-07-01');
    expect((await cells(['99004'])).find(({ month }) => month === '2026-07-01')?.responses).toBe(2);
  });

  it('finds published cells by month, dimension and value', async () => {
    const found = await cells(['99001'], 'filedVia', 'online');
    expect(found.map(({ value, responses }) => [value, responses])).toEqual([['online', 1]]);
    const none = await stores.figures.cells({
      from: '2020-01-01',
      to: '2020-12-01',
      units: ['99001'],
      dimension: 'all',
      value: null,
    });
    expect(none).toEqual([]);
  });
});
