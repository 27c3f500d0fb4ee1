import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedReferences } from '../../src/app/seed-references.ts';
import { publishComments } from '../../src/service/publish-comments.ts';
import { showComments, type CommentFilter } from '../../src/service/show-comments.ts';
import { importUnits } from '../../src/service/import-units.ts';
import { createStores, type OwnStores } from '../support/database.ts';
import { demoUnits } from '../support/demo-units.ts';
import { addResponses } from '../../src/store/responses.ts';
import { newResponse } from '../store/samples.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const EVERYTHING: CommentFilter = {
  from: '2020-01-01',
  to: '2030-01-01',
  unit: null,
  topic: null,
  search: '',
  after: null,
};

describe('src/service/publish-comments', () => {
  let stores: OwnStores;
  let now = new Date('2026-11-23T03:00:00Z');

  beforeAll(async () => {
    stores = await createStores();
    await seedReferences(stores.references);
    await importUnits(stores.references, await demoUnits());
  });

  afterAll(() => stores.drop());

  /** As the mix leaves them behind; resolves to the ids of the responses. */
  async function release(unitCode: string, comments: readonly string[], releasedOn = '2026-11-23') {
    const responses = comments.map((comment) => newResponse({ unitCode, comment, releasedOn }));
    await addResponses(stores.database.ballot, responses);
    return responses.map(({ id }) => id);
  }

  const publish = () => publishComments({ ...stores, clock: { now: () => now }, zone: ZONE });
  const show = (filter: Partial<CommentFilter> = {}, scope: string | null = null) =>
    showComments(stores, { ...EVERYTHING, ...filter }, { scope, ward: false });
  const textsOf = async (filter: Partial<CommentFilter> = {}, scope: string | null = null) =>
    (await show(filter, scope)).comments.map(({ text }) => text).toSorted();

  it('waits for five of one unit, and publishes them together without day or order', async () => {
    await release('99001', ['Chờ lâu', 'Tốt', 'Được', 'Nhanh']);
    expect([await publish(), await textsOf()]).toEqual([0, []]);
    await release('99001', ['Gọi 0912 345 678 cho chị Lan']);
    await release('99002', ['Còn ít']);
    expect(await publish()).toBe(1);
    const { comments, total } = await show();
    expect(total).toBe(5);
    expect(comments.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
    expect(new Set(comments.map(({ unitCode, month, batch }) => `${unitCode} ${month} ${String(batch)}`))).toEqual(
      new Set(['99001 2026-11-01 1']),
    );
    expect(Object.keys(comments[0] ?? {}).toSorted()).toEqual([
      'batch',
      'month',
      'position',
      'text',
      'topics',
      'unitCode',
    ]);
    expect(await textsOf()).toContain('Gọi [số] cho chị [tên]');
  });

  it('publishes nothing twice', async () => {
    expect(await publish()).toBe(0);
    expect((await show()).total).toBe(5);
  });

  it('leaves the few of small units to their province after two weeks', async () => {
    await release('99003', ['Cán bộ niềm nở', 'Lệ phí cao', 'Góp ý hai lần', 'Cảm ơn']);
    expect(await publish()).toBe(0);
    now = new Date('2026-12-08T03:00:00Z');
    expect(await publish()).toBe(1);
    const { comments } = await show({ unit: '01' });
    expect(comments.slice(0, 5).map(({ unitCode, month }) => [unitCode, month])).toEqual(
      Array.from({ length: 5 }, () => ['01', '2026-12-01']),
    );
    expect(await textsOf({ unit: '99003' })).toEqual([]);
    expect(await textsOf({}, '99001')).toHaveLength(5);
    expect(await textsOf({}, '92')).toEqual([]);
    await expect(textsOf({ unit: '99001' }, '92')).rejects.toMatchObject({ code: 'unit-out-of-scope' });
  });

  it('finds words however they are typed, topics, months and pages', async () => {
    expect(await textsOf({ search: 'LE PHI' })).toEqual(['Lệ phí cao']);
    expect(await textsOf({ search: 'lệ phí' })).toEqual(['Lệ phí cao']);
    expect(await textsOf({ search: "%_' OR 1=1" })).toEqual([]);
    expect(await textsOf({ topic: 'staff' })).toEqual(['Cán bộ niềm nở']);
    expect(await textsOf({ topic: 'none', unit: '01', from: '2026-12-01' })).toEqual(['Còn ít', 'Cảm ơn']);
    expect(await textsOf({ to: '2026-11-30' })).toHaveLength(5);
    const { topics } = await show();
    expect(topics.map(({ topic, count }) => [topic, count])).toEqual([
      ['access', 0],
      ['procedure', 1],
      ['staff', 1],
      ['result', 1],
      ['feedback', 1],
      ['none', 6],
    ]);
    await release(
      '99001',
      Array.from({ length: 30 }, (_, i) => `Lời ${String(i)}`),
    );
    await publish();
    const first = await show();
    const second = await show({ after: first.next });
    expect([first.comments.length, second.comments.length, second.next]).toEqual([20, 20, null]);
    expect(first.comments[0]?.batch).toBe(3);
    const all = [...first.comments, ...second.comments].map(({ text }) => text);
    expect(new Set(all).size).toBe(40);
  });

  it('counts the country as the communes, by topic and month, also after comments went', async () => {
    const countsOf = async (filter: Partial<CommentFilter>, scope: string | null = null) => {
      const { total, topics } = await show(filter, scope);
      return [total, ...topics.map(({ count }) => count)];
    };
    const parts = await Promise.all(['99001', '99002', '99003', '01'].map((unit) => countsOf({ unit })));
    expect(parts[3]).toEqual(await countsOf({}));
    expect(await countsOf({}, '92')).toEqual([0, 0, 0, 0, 0, 0, 0]);
    const months = await Promise.all([countsOf({ to: '2026-11-30' }), countsOf({ from: '2026-12-01' })]);
    expect(months.map(([all]) => all)).toEqual([5, 35]);
    const [id] = await release('99001', ['Phải chờ lâu', 'a', 'b', 'c', 'd']);
    await publish();
    expect(await countsOf({})).toEqual([45, 0, 1, 1, 2, 1, 40]);
    await stores.database.ballot.response.delete({ where: { id: id ?? '' } });
    await publish();
    expect(await countsOf({})).toEqual([44, 0, 1, 1, 1, 1, 40]);
    expect(await countsOf({}, '01')).toEqual([44, 0, 1, 1, 1, 1, 40]);
  });

  it('finds words in the country and below it alike, and says when there are more than it counts', async () => {
    const texts = await textsOf({ search: 'loi 1' });
    expect(texts).toHaveLength(11);
    expect(await textsOf({ search: 'loi 1' }, '99001')).toEqual(texts);
    expect(await textsOf({ search: 'LỜI 2', unit: '01' })).toHaveLength(11);
    expect(await textsOf({ search: 'oi 2' }, '99003')).toEqual([]);
    const query = { from: '2020-01-01', to: '2030-01-01', scope: null, words: 'loi' };
    expect(await stores.comments.count(query, 29)).toBeNull();
    expect((await stores.comments.count(query, 30))?.get('all')).toBe(30);
    expect(await stores.comments.count({ ...query, scope: '99001' }, 29)).toBeNull();
    expect((await stores.comments.count({ ...query, words: null }, 1))?.get('all')).toBe(44);
  });

  it('pages through a province as through the country', async () => {
    const placesOf = async (scope: string | null, after: CommentFilter['after'] = null): Promise<readonly string[]> => {
      const { comments, next } = await show({ after }, scope);
      const places = comments.map(({ batch, position }) => `${String(batch)} ${String(position)}`);
      return next === null ? places : [...places, ...(await placesOf(scope, next))];
    };
    const all = await placesOf(null);
    expect(new Set(all).size).toBe(44);
    expect(await placesOf('01')).toEqual(all);
  });

  it('lets a comment go with its response', async () => {
    const [id] = await release('99004', ['Rút lại', 'Một', 'Hai', 'Ba', 'Bốn']);
    await publish();
    expect(await textsOf({ search: 'rut lai' })).toEqual(['Rút lại']);
    await stores.database.ballot.response.delete({ where: { id: id ?? '' } });
    expect(await textsOf({ search: 'rut lai' })).toEqual([]);
    expect(await publish()).toBe(0);
  });
});
