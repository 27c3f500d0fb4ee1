import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { nextAllowed } from '../../../src/domain/contact-policy.ts';
import { SENT_TEXTS } from '../../../src/domain/text/sent-text.ts';
import { saveSettings } from '../../../src/service/settings/save-settings.ts';
import { currentPolicy } from '../../../src/service/settings/current-policy.ts';
import { wordSent } from '../../../src/service/surveys/sent-texts.ts';
import { SCREENS } from '../../support/browser.ts';
import { examine, smallTargets, walkByTab } from '../walk.ts';
import { enterAs, startConsoleInBrowser, type ConsoleInBrowser } from './console-in-browser.ts';
import { cookieOf, MINISTRY_ADMIN, post, PROVINCE_ADMIN, WARD_ADMIN } from './start-console.ts';

let running: ConsoleInBrowser;
let ministry: string;

beforeAll(async () => {
  running = await startConsoleInBrowser();
  ministry = await cookieOf(running.accounts, MINISTRY_ADMIN.email);
});

afterAll(() => running.close());

const FORM = {
  delayMinutes: '120',
  window: '08:00-11:30,13:30-20:30',
  reminderHours: '48',
  daysOff: '',
  workingDays: '',
  backCheckPercent: '5',
};

const save = (changes: Readonly<Record<string, string>>, cookie = ministry) =>
  running.server.inject(post('/console/settings', { ...FORM, ...changes }, cookie));

const open = (url: string, cookie = ministry) => running.server.inject({ url, headers: { cookie } });

async function settingEntries() {
  const { entries } = await running.parts.showAudit({ action: 'setting.changed', before: null }, null);
  return entries.map(({ facts }) => facts);
}

/** As it stands in a page. */
const encoded = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** As every process reads it for its next piece of work. */
const policy = () => currentPolicy({ ...running.source });

describe('src/web/console/settings', () => {
  it('saves what holds from now on, and writes before and after into the log', async () => {
    const answer = await save({ delayMinutes: '60', reminderHours: '72' });
    expect(answer.headers.location).toBe('/console/settings?done=saved');
    expect(await policy()).toMatchObject({ delayMinutes: 60, reminderHours: 72 });
    expect(await settingEntries()).toEqual([
      { setting: 'reminderHours', before: '48', after: '72' },
      { setting: 'delayMinutes', before: '120', after: '60' },
    ]);
    expect((await open('/console/settings?done=saved')).body).toContain('Đã lưu cài đặt');
  });

  it('says so when nothing changes, and follows the environment again once a setting is put back', async () => {
    const count = (await settingEntries()).length;
    expect((await save({ delayMinutes: '60', reminderHours: '72' })).headers.location).toContain('done=unchanged');
    expect(await settingEntries()).toHaveLength(count);
    await save({});
    expect(await running.source.settings.get('survey-settings')).toBe('{}');
    const elsewhere = await currentPolicy({
      ...running.source,
      defaults: { ...running.source.defaults, delayMinutes: 90 },
    });
    expect(elsewhere.delayMinutes).toBe(90);
  });

  it('takes days day first, adds days off and sends on a holiday that is worked', async () => {
    const isPublicHoliday = (day: string) => day === '2027-01-01';
    const at = (day: string) => new Date(`${day}T09:00:00+07:00`);
    await save({ daysOff: '04/01/2027\n2/1/2027', workingDays: '01/01/2027' });
    const holds = await currentPolicy({ ...running.source, isPublicHoliday });
    expect(nextAllowed(at('2027-01-01'), holds)).toEqual(at('2027-01-01'));
    expect(nextAllowed(at('2027-01-02'), holds)).toEqual(new Date('2027-01-03T08:00:00+07:00'));
    expect((await running.parts.settings.current()).daysOff).toEqual(['2027-01-02', '2027-01-04']);
    expect((await open('/console/settings')).body).toContain('02/01/2027\n04/01/2027');
    await save({});
  });

  it.each([
    [{ delayMinutes: 'hai giờ' }, 'Xin ghi số phút'],
    [{ window: '22:00-23:00' }, 'từ 07:00 đến 21:00'],
    [{ window: 'always' }, 'Chưa đọc được khung giờ'],
    [{ reminderHours: '1' }, 'từ 12 đến 144'],
    [{ daysOff: 'mai' }, 'Có ngày chưa đọc được'],
    [{ daysOff: '02/01/2027', workingDays: '02/01/2027' }, 'vừa là ngày nghỉ'],
  ])('refuses %j, says why and keeps what was typed', async (changes, reason) => {
    const before = await policy();
    const answer = await save(changes);
    expect([answer.statusCode, answer.body.includes(reason)]).toEqual([422, true]);
    for (const typed of Object.values(changes)) expect(answer.body).toContain(typed);
    expect(JSON.stringify(await policy())).toBe(JSON.stringify(before));
  });

  it('refuses to write over what somebody else saved in the meantime', async () => {
    await save({ delayMinutes: '10' });
    const { source, shared } = running;
    // Read before the other had saved.
    const late = { ...shared, ...source, settings: { ...source.settings, get: async () => null } };
    const overtaken = await saveSettings(late, 'somebody', { ...source.defaults, delayMinutes: 20 });
    expect(overtaken).toEqual({ kind: 'overtaken' });
    expect((await policy()).delayMinutes).toBe(10);
  });

  it('keeps what was typed when somebody else was quicker, and takes it when it is sent once more', async () => {
    vi.spyOn(running.source.settings, 'compareAndSet').mockResolvedValueOnce(false);
    const { statusCode, body } = await save({ delayMinutes: '35', daysOff: '04/01/2027' });
    expect([statusCode, body.includes('Người khác vừa lưu trước')]).toEqual([409, true]);
    expect(body).toMatch(/id="delayMinutes"[^>]* value="35"/);
    expect(body).toContain('>04/01/2027</textarea>');
    expect((await save({ delayMinutes: '35' })).statusCode).toBe(303);
    expect((await policy()).delayMinutes).toBe(35);
    await save({});
  });

  it('is seen by provinces and changed by the ministry only', async () => {
    const province = await cookieOf(running.accounts, PROVINCE_ADMIN.email);
    const page = await open('/console/settings', province);
    expect([page.statusCode, page.body.includes('Lưu cài đặt')]).toEqual([200, false]);
    expect((await save({ delayMinutes: '1' }, province)).statusCode).toBe(403);
    const ward = await cookieOf(running.accounts, WARD_ADMIN.email);
    expect((await open('/console/settings', ward)).statusCode).toBe(403);
    expect((await policy()).delayMinutes).toBe(120);
  });

  it('lets provinces set a share of their own communes, from the next month on', async () => {
    const province = await cookieOf(running.accounts, PROVINCE_ADMIN.email);
    const set = (fields: Readonly<Record<string, string>>) =>
      running.server.inject(post('/console/settings/sampling', fields, province));
    const answer = await set({ unit: '99001', percent: '25' });
    expect(answer.headers.location).toBe('/console/settings?done=sampling&unit=99001');
    const { body } = await open(String(answer.headers.location), province);
    expect([body.includes('Đã lưu tỷ lệ của'), body.includes('25')]).toEqual([true, true]);
    expect((await running.parts.showDraws(2)).map(({ rates }) => rates)).toEqual([{ '99001': 0.25 }, {}]);
    for (const [fields, reason] of [
      [{ unit: '99001', percent: '0' }, 'số nguyên từ 1 đến 100'],
      [{ unit: '79', percent: '20' }, 'ngoài phạm vi'],
      [{ unit: '', percent: '20' }, 'Không có đơn vị'],
    ] as const) {
      const refused = await set(fields);
      expect([refused.statusCode, refused.body.includes(reason)]).toEqual([422, true]);
    }
    const ward = await cookieOf(running.accounts, WARD_ADMIN.email);
    const fields = { unit: '99001', percent: '1' };
    expect((await running.server.inject(post('/console/settings/sampling', fields, ward))).statusCode).toBe(403);
  });

  it('shows what citizens are sent, in both languages, to those above wards and for nobody to change', async () => {
    const province = await cookieOf(running.accounts, PROVINCE_ADMIN.email);
    const { body } = await open('/console/settings/texts', province);
    const survey = await running.parts.references.activeSurvey();
    const { publicUrl, complaintPhone } = running.parts;
    for (const locale of ['vi', 'en'] as const) {
      for (const which of SENT_TEXTS) {
        const { text, buttons } = wordSent(which, { survey, locale, publicUrl, complaintPhone });
        for (const words of [...text.split(/\n+/), ...buttons]) expect(body).toContain(encoded(words));
      }
    }
    const main = body.slice(body.indexOf('<main'), body.indexOf('</main>'));
    expect(main).not.toMatch(/<(?:form|button|input|textarea)\b/);
    expect(main).not.toContain('/console/surveys');
    expect((await open('/console/settings', province)).body).toContain('href="/console/settings/texts"');
    const ward = await cookieOf(running.accounts, WARD_ADMIN.email);
    expect((await open('/console/settings/texts', ward)).statusCode).toBe(403);
  });

  it('tells clerks the hours that hold', async () => {
    await save({ window: '09:00-10:15' });
    const ward = await cookieOf(running.accounts, WARD_ADMIN.email);
    expect((await open('/console/why-no-message', ward)).body).toContain('09:00–10:15');
    await save({});
  });

  describe('in Chromium', () => {
    it.each(['wide', 'narrow'] as const)(
      'is changed by keyboard on a %s screen',
      { timeout: 60_000 },
      async (screen) => {
        const viewport = SCREENS[screen];
        const { page, context, complaints } = await enterAs(running, MINISTRY_ADMIN.email, '/console/settings', {
          viewport,
        });
        await examine(page, 'settings');
        expect(await smallTargets(page)).toEqual([]);
        const stops = await walkByTab(page);
        expect(stops.flatMap(({ faults }) => faults)).toEqual([]);
        await page.fill('#delayMinutes', 'x');
        await page.keyboard.press('Enter');
        await page.waitForSelector('.field--fault');
        await examine(page, 'fault');
        await page.fill('#delayMinutes', screen === 'wide' ? '45' : '120');
        await page.keyboard.press('Enter');
        await page.waitForSelector('.notice--good');
        await examine(page, 'saved');
        await page.goto(`${running.base}/console/settings/texts`);
        await examine(page, 'texts');
        expect(await smallTargets(page)).toEqual([]);
        expect(complaints).toEqual([]);
        await context.close();
      },
    );
  });
});
