import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillUnit, publish } from './figures.ts';
import {
  AUDITOR,
  CLERK,
  getAs,
  MINISTRY_ADMIN,
  PROVINCE_ADMIN,
  type RunningConsole,
  startConsole,
  WARD_ADMIN,
} from './start-console.ts';

let running: RunningConsole;

const counts = (satisfied: number, not: number) => ({ q1: [0, not, 0, satisfied, 0, 0, 0] });

beforeAll(async () => {
  running = await startConsole();
  await fillUnit(running, '99001', '2026-11', { completed: 50, invited: 40, delivered: 30, started: 12, finished: 9 });
  await fillUnit(running, '99002', '2026-11', { completed: 90, invited: 70, delivered: 60, started: 40, finished: 30 });
  await publish(running, '99001', '2026-11', 100, counts(98, 2));
  await publish(running, '99002', '2026-11', 100, counts(40, 60));
  await publish(running, '99002', '2026-10', 100, counts(50, 50));
  await publish(running, '01', '2026-11', 200, counts(138, 62));
});

afterAll(() => running.close());

const get = (url: string, email: string) => getAs(running, email, url);

/** Names of the rows of the table, as they stand. */
const namesIn = (body: string) =>
  [...body.matchAll(/<th scope="row"><a href="[^"]+">(?:Phường|Xã|Thành phố|Tỉnh) ([^<]+)</g)].map(([, name]) =>
    (name ?? '').replace(' (minh họa)', ''),
  );

describe('src/web/console/units-routes.ts', () => {
  it('compares the communes of a province: rate, score, rank, group', async () => {
    const { body } = await get('/console/units?period=1m', PROVINCE_ADMIN.email);
    expect(body).toContain('3 đơn vị thuộc Thành phố Hà Nội');
    expect(body).toContain('1 đơn vị cao hơn rõ, 1 thấp hơn rõ; 0 chưa khác biệt rõ');
    expect(body).toMatch(/Mẫu Một.*98,0\u00a0%.*hạng 1<small class="under">trên 2<\/small>.*▲<\/span> Cao hơn rõ/s);
    expect(body).toMatch(/Xã Mẫu Ba.*Chưa đủ 10 ý kiến</s);
  });

  it('stands in Vietnamese order, and sorts by its headers, what has no figure last', async () => {
    const order = async (query: string) => namesIn((await get(`/console/units?period=1m${query}`, AUDITOR.email)).body);
    const inHanoi = '&unit=01';
    expect(await order(inHanoi)).toEqual(['Mẫu Ba', 'Mẫu Hai', 'Mẫu Một']);
    expect(await order(`${inHanoi}&sort=satisfied&order=desc`)).toEqual(['Mẫu Một', 'Mẫu Hai', 'Mẫu Ba']);
    expect(await order(`${inHanoi}&sort=satisfied`)).toEqual(['Mẫu Hai', 'Mẫu Một', 'Mẫu Ba']);
    expect(await order(`${inHanoi}&sort=completed&order=desc`)).toEqual(['Mẫu Hai', 'Mẫu Một', 'Mẫu Ba']);
    expect((await order('')).slice(0, 3)).toEqual(['An Giang', 'Bắc Ninh', 'Cà Mau']);
    const { body } = await get('/console/units?period=1m&unit=01&sort=response&order=desc', AUDITOR.email);
    expect(body).toMatch(/aria-sort="descending"><a class="sort" href="[^"]*sort=response">Tỷ lệ trả lời/);
    // Another filter leaves the order as it is.
    for (const [name, value] of [
      ['sort', 'response'],
      ['order', 'desc'],
    ]) {
      expect(body).toContain(`<input type="hidden" name="${name}" value="${value}"`);
    }
    expect(body).toMatch(/class="chip" href="[^"]*period=1m&amp;sort=response&amp;order=desc"/);
  });

  it('draws the provinces as tiles where the country is in view, and only there', async () => {
    const { body } = await get('/console/units?period=1m', MINISTRY_ADMIN.email);
    expect(body.match(/class="tile tile--/g)).toHaveLength(34);
    expect(body).toMatch(
      /unit=01"><span class="tile__name" lang="vi">Hà Nội<\/span><span class="tile__value">69\u00a0%/,
    );
    expect((await get('/console/units?unit=01', MINISTRY_ADMIN.email)).body).not.toContain('class="tile ');
  });

  it('shows rates alone where a filter leaves no scores, and nothing under a commune', async () => {
    const byChannel = (await get('/console/units?period=1m&channel=slip', PROVINCE_ADMIN.email)).body;
    expect(byChannel).toContain('Điểm không tách theo kênh mời');
    expect(byChannel).not.toContain('sort=rank');
    expect((await get('/console/units', WARD_ADMIN.email)).body).toContain('Không có đơn vị trực thuộc');
    expect((await get('/console/units', CLERK.email)).statusCode).toBe(403);
    expect((await get('/console/units?unit=92', PROVINCE_ADMIN.email)).statusCode).toBe(403);
  });

  it('travels compressed where the browser takes it', async () => {
    const headers = { cookie: await running.sessionOf(AUDITOR.email), 'accept-encoding': 'gzip, br' };
    const answer = await running.server.inject({ url: '/console/units?period=1m', headers });
    expect(answer.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
    expect(brotliDecompressSync(answer.rawPayload).toString()).toContain('An Giang');
  });

  it('gives the table as a file in the order of the page', async () => {
    const page = await get('/console/units?period=1m&sort=completed&order=desc', PROVINCE_ADMIN.email);
    const [, link = ''] = /href="(\/console\/export\/units\.csv[^"]*)"/.exec(page.body) ?? [];
    const rows = (await get(link.replaceAll('&amp;', '&'), PROVINCE_ADMIN.email)).body.split('\r\n').slice(1, -1);
    const completed = rows.map((row) => Number(row.split(',')[2]));
    expect(completed.length).toBeGreaterThan(2);
    expect(completed).toEqual(completed.toSorted((a, b) => b - a));
    expect(completed).not.toEqual(completed.toSorted((a, b) => a - b));
  });

  it('gives the table as a file, with words where a figure is kept back', async () => {
    const { body } = await get('/console/export/units.csv?period=1m', PROVINCE_ADMIN.email);
    expect(body).toMatch(/99001.*Mẫu Một.*98.*Cao hơn rõ/);
    expect(body).toMatch(/99003.*Chưa đủ 10 ý kiến/);
  });
});
