import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCREENS } from '../../support/browser.ts';
import { examine } from '../walk.ts';
import { enterAs, startConsoleInBrowser, type ConsoleInBrowser } from './console-in-browser.ts';
import { getAs, MINISTRY_ADMIN, postAs, PROVINCE_ADMIN, WARD_ADMIN } from './start-console.ts';

let running: ConsoleInBrowser;

beforeAll(async () => {
  running = await startConsoleInBrowser();
});

afterAll(() => running.close());

interface Who {
  readonly email: string;
}

const open = ({ email }: Who, url: string) => getAs(running, email, url);
const fix = ({ email }: Who, changes: Readonly<Record<string, string>> = {}) =>
  postAs(running, email, '/console/method', { ...FORM, ...changes });

const FORM = {
  headline: 'share',
  weighting: 'answers',
  decision: 'Quyết định 9/QĐ-BNV ngày 02/01/2027',
  publishOn: '15/01/2027',
};

describe('src/web/console/method', () => {
  it('fixes the method of the country, which provinces follow until they fix their own', async () => {
    expect(await running.parts.method.inForce('99001')).toBeNull();
    expect((await open(WARD_ADMIN, '/console')).body).not.toContain('Công bố theo');
    expect((await fix(MINISTRY_ADMIN)).headers.location).toBe('/console/method?saved');
    expect(await running.parts.method.inForce('99001')).toMatchObject({
      owner: '00',
      profile: { publishOn: '2027-01-15' },
    });
    expect((await open(WARD_ADMIN, '/console')).body).toContain('Công bố theo Quyết định 9/QĐ-BNV');
    await fix(PROVINCE_ADMIN, { headline: 'mean-of-5', decision: 'Quyết định 77/QĐ-UBND' });
    expect(await running.parts.method.inForce('99001')).toMatchObject({
      owner: '01',
      profile: { headline: 'mean-of-5' },
    });
    expect(await running.parts.method.inForce('79')).toMatchObject({ owner: '00' });
    expect((await open(WARD_ADMIN, '/console')).body).toContain('điểm quy đổi theo thang 5');
  });

  it('is in the log by its codes, before and after, without what was typed', async () => {
    await fix(PROVINCE_ADMIN, { weighting: 'factors', publishOn: '20/01/2027' });
    const { entries } = await running.parts.showAudit({ action: 'setting.changed', before: null }, null);
    expect(entries[0]).toMatchObject({
      unit: '01',
      facts: { setting: 'method', before: 'mean-of-5 answers 2027-01-15', after: 'share factors 2027-01-20' },
    });
    expect(JSON.stringify(entries)).not.toContain('QĐ');
  });

  it.each([
    [{ decision: '' }, 'Xin ghi số quyết định'],
    [{ publishOn: 'sớm' }, 'Không đọc được ngày này'],
    [{ publishOn: '01/01/2020' }, 'phải sau hôm nay'],
  ])('refuses %j and says why', async (changes, reason) => {
    const answer = await fix(PROVINCE_ADMIN, changes);
    expect([answer.statusCode, answer.body.includes(reason)]).toEqual([422, true]);
  });

  it('is not for wards, and shows what was typed as text', async () => {
    expect((await open(WARD_ADMIN, '/console/method')).statusCode).toBe(403);
    await fix(PROVINCE_ADMIN, { decision: '<b onclick=x>QĐ</b>' });
    for (const url of ['/console/method', '/console']) {
      const { body } = await open(PROVINCE_ADMIN, url);
      expect([body.includes('<b onclick'), body.includes('&lt;b onclick')]).toEqual([false, true]);
    }
  });

  it.each(['wide', 'narrow'] as const)(
    'has nothing that axe finds on a %s screen',
    { timeout: 60_000 },
    async (screen) => {
      const viewport = SCREENS[screen];
      const { page, context, complaints } = await enterAs(running, PROVINCE_ADMIN.email, '/console/method', {
        viewport,
      });
      await examine(page, 'method');
      await page.fill('#publishOn', 'x');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.field--fault');
      await examine(page, 'fault');
      expect(complaints).toEqual([]);
      await context.close();
    },
  );
});
