import type { BrowserContext, Page } from 'playwright-core';
import { ADMIN } from '../../support/fixed-secrets.ts';
import { csvFile, goodRow } from '../../support/import-files.ts';
import { DARK_ENGLISH, type Picture } from './picture.ts';
import { signInByForm } from '../../support/sign-in.ts';
import { CLERK, PROVINCE, SMALL_WARD, type Stage } from './stage.ts';

type Reach = Picture['reach'];

function open(path: string): Reach {
  return (page, stage, lang) => page.goto(`${stage.url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/** People sign in once: attempts are counted. */
const sessions = new Map<string, Cookies>();

async function signIn(page: Page, stage: Stage, { email }: { readonly email: string }): Promise<void> {
  const known = sessions.get(email);
  if (known) return page.context().addCookies(known);
  await signInByForm(page, stage.url, { email, password: ADMIN.password });
  sessions.set(email, await page.context().cookies());
}

/** A page of the console as one person sees it. */
export function as(person: { readonly email: string }, path: string | ((stage: Stage) => Promise<string>)): Reach {
  return async (page, stage, lang) => {
    await signIn(page, stage, person);
    await open(typeof path === 'string' ? path : await path(stage))(page, stage, lang);
  };
}

function dossier(changes: object, rest = ''): (stage: Stage) => Promise<string> {
  return async (stage) => `/console/dossiers/${(await stage.dossier(changes)).code}${rest}`;
}

/** As far as a clerk's hands go. */
function recording(dueAt: string, after: string): Reach {
  return async (page, stage, lang) => {
    await as(CLERK, '/console/dossiers/new')(page, stage, lang);
    const { code } = await stage.dossier();
    await page.fill('#code', code.replace(/\d{4}$/, String(Math.floor(Math.random() * 1000) + 9000)));
    await page.selectOption('#procedure', '1.001193');
    await page.fill('#dueAt', dueAt);
    await page.fill('#phone', after === '.notice--good' ? '0912 345 678' : '123');
    await page.locator('.dossier-form > .actions button').click();
    await page.waitForSelector(after);
  };
}

/** A file of three rows, one of them wrong, as far as its columns. */
async function uploading(...[page, stage, lang]: Parameters<Reach>): Promise<void> {
  await as(CLERK, '/console/import')(page, stage, lang);
  const buffer = csvFile([goodRow(9001, { 5: '0912 345 678' }), goodRow(9002, { 2: '9.999999' }), goodRow(9003)]);
  await page.setInputFiles('#file', { name: 'thang-10.csv', mimeType: 'text/csv', buffer });
  await page.locator('main .button--primary').first().click();
  await page.waitForSelector('select');
}

/** Up to the link that is to be handed on. */
async function inviting(...[page, stage, lang]: Parameters<Reach>): Promise<void> {
  await as(PROVINCE, '/console/people/new')(page, stage, lang);
  await page.fill('#name', 'Vũ Thị Ổn');
  await page.fill('#email', `on-${String(Date.now())}@hai-long.test`);
  await page.selectOption('#role', 'ward-staff');
  await fillUnitField(page, '99001');
  await page.locator('main .button--primary').first().click();
  await page.waitForSelector('#link');
}

/** Few units are a list, many are typed. */
async function fillUnitField(page: Page, code: string): Promise<void> {
  const isList = (await page.locator('select#unit').count()) > 0;
  await (isList ? page.selectOption('#unit', code) : page.fill('#unit', code));
}

function lastMonth(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}

/** Writes one down, then two faults. */
async function improving(...[page, stage, lang]: Parameters<Reach>): Promise<void> {
  await as(PROVINCE, '/console/improvements')(page, stage, lang);
  const words = ['Thêm một quầy tiếp nhận buổi sáng thứ Hai.', 'Tốt'];
  for (const [i, text] of words.entries()) {
    await page.fill('#month', `${String(8 + i)}/2026`);
    await page.fill('#text', text);
    await page.locator('form.panel button').click();
    await page.waitForLoadState();
  }
}

/** Takes a request in; as far as its own page, or back to the list. */
function asking(kind: string, until: '#kind' | '#verified'): Reach {
  return async (page, stage, lang) => {
    await as(PROVINCE, '/console/rights')(page, stage, lang);
    await page.selectOption('#kind', kind);
    await page.fill('#phone', '0912 345 678');
    await page.locator('form.panel button').click();
    await page.waitForSelector('#verified');
    if (until === '#kind') await as(PROVINCE, '/console/rights')(page, stage, lang);
  };
}

function tomorrow(): string {
  return new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
}

/** The next version of the survey, begun where it is not. */
function draft(rest: string): Reach {
  return async (page, stage, lang) => {
    await as(ADMIN, '/console/surveys')(page, stage, lang);
    await page.locator('.panel .button').first().click();
    await page.waitForSelector('#draft');
    await open(`/console/surveys/draft${rest}`)(page, stage, lang);
  };
}

function lastFriday(): string {
  const today = new Date();
  const daysAgo = ((today.getUTCDay() + 1) % 7) + 1;
  return new Date(today.getTime() - daysAgo * 86_400_000).toISOString().slice(0, 10);
}

export const CONSOLE_PICTURES: readonly Picture[] = [
  { name: 'landing', reach: open('/'), looks: DARK_ENGLISH },
  { name: 'no-page', reach: open('/khong-co') },
  { name: 'sign-in', reach: open('/console/sign-in') },
  {
    name: 'sign-in-refused',
    reach: async (page, stage, lang) => {
      await open('/console/sign-in')(page, stage, lang);
      await page.fill('#email', CLERK.email);
      await page.fill('#password', 'sai');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.notice--trouble');
    },
  },
  { name: 'overview-country', reach: as(ADMIN, '/console'), looks: DARK_ENGLISH },
  { name: 'overview-province', reach: as(PROVINCE, '/console?period=12m'), looks: DARK_ENGLISH },
  { name: 'overview-commune', reach: as(ADMIN, '/console?unit=99001&period=6m') },
  {
    name: 'overview-tables',
    reach: async (page, stage, lang) => {
      await as(PROVINCE, '/console?period=6m')(page, stage, lang);
      for (const summary of await page.locator('summary').all()) await summary.click();
    },
  },
  { name: 'overview-filtered', reach: as(ADMIN, '/console?procedure=2.000815') },
  { name: 'overview-two-filters', reach: as(ADMIN, '/console?procedure=2.000815&filedVia=online') },
  { name: 'overview-staff', reach: as(CLERK, '/console') },
  { name: 'overview-few', reach: as(SMALL_WARD, '/console?period=1m') },
  { name: 'overview-empty', reach: as(ADMIN, '/console?period=2020-01') },
  { name: 'questions', reach: as(PROVINCE, '/console/questions?period=12m'), looks: DARK_ENGLISH },
  { name: 'questions-few', reach: as(SMALL_WARD, '/console/questions?period=1m') },
  { name: 'comments', reach: as(PROVINCE, '/console/comments?period=12m'), looks: DARK_ENGLISH },
  { name: 'comments-none', reach: as(SMALL_WARD, '/console/comments') },
  { name: 'comments-search', reach: as(PROVINCE, '/console/comments?q=giay+to&topic=procedure') },
  { name: 'report', reach: as(PROVINCE, `/console/report?month=${lastMonth()}`), looks: DARK_ENGLISH },
  { name: 'report-commune', reach: as(ADMIN, `/console/report?month=${lastMonth()}&span=reporting&unit=99001`) },
  { name: 'improvements', reach: improving, looks: DARK_ENGLISH },
  {
    name: 'improvement-edit',
    reach: async (page, stage, lang) => {
      await as(PROVINCE, '/console/improvements')(page, stage, lang);
      await page.locator('main td a').first().click();
      await page.waitForLoadState();
    },
  },
  { name: 'overview-improved', reach: as(PROVINCE, '/console?period=12m') },
  { name: 'account', reach: as(PROVINCE, '/console/account') },
  { name: 'second-factor', reach: as(PROVINCE, '/console/account/second-factor') },
  { name: 'people', reach: as(PROVINCE, '/console/people') },
  { name: 'people-invite', reach: as(PROVINCE, '/console/people/new') },
  {
    name: 'person',
    reach: async (page, stage, lang) => {
      await as(PROVINCE, '/console/people')(page, stage, lang);
      await page.locator('tbody a[href^="/console/people/"]').first().click();
      await page.waitForURL('**/console/people/*');
    },
  },
  { name: 'person-invited', reach: inviting, looks: [] },
  {
    name: 'link',
    reach: async (page, stage, lang) => {
      await inviting(page, stage, lang);
      const link = await page.inputValue('#link');
      await page.context().clearCookies();
      await page.goto(link.trim());
    },
    looks: [],
  },
  { name: 'signs', reach: as(PROVINCE, '/console/signs') },
  { name: 'rights', reach: asking('deletion', '#kind'), looks: DARK_ENGLISH },
  { name: 'rights-request', reach: asking('withdrawal', '#verified') },
  {
    name: 'rights-data',
    reach: async (page, stage, lang) => {
      await stage.dossier({ phone: '0912345678' });
      await asking('access', '#verified')(page, stage, lang);
      await page.check('#verified');
      await page.locator('button[formaction$="/data"]').click();
      await page.waitForSelector('#kept');
    },
  },
  { name: 'audit', reach: as(PROVINCE, '/console/audit') },
  { name: 'import', reach: as(CLERK, '/console/import') },
  {
    name: 'import-columns',
    reach: async (page, stage, lang) => {
      await uploading(page, stage, lang);
      await page.goto(`${page.url()}/columns`);
    },
  },
  {
    name: 'import-checked',
    reach: async (page, stage, lang) => {
      await uploading(page, stage, lang);
      await page.locator('main .button--primary').first().click();
      await page.waitForSelector('button[name="discard"]');
    },
  },
  { name: 'no-permission', reach: as(PROVINCE, '/console?unit=92') },
  { name: 'units-country', reach: as(ADMIN, '/console/units?period=12m'), looks: DARK_ENGLISH },
  { name: 'units-province', reach: as(PROVINCE, '/console/units?period=12m&sort=satisfied&order=desc') },
  { name: 'units-none', reach: as(SMALL_WARD, '/console/units') },
  { name: 'coverage-province', reach: as(PROVINCE, '/console/coverage?period=6m'), looks: DARK_ENGLISH },
  { name: 'coverage-ward', reach: as(SMALL_WARD, '/console/coverage?period=6m') },
  { name: 'record', reach: as(CLERK, '/console/dossiers/new') },
  { name: 'record-country', reach: as(ADMIN, '/console/dossiers/new'), looks: DARK_ENGLISH.slice(0, 1) },
  { name: 'record-faults', reach: recording('32/13', '.field--fault') },
  { name: 'record-saved', reach: recording(tomorrow(), '.notice--good') },
  { name: 'status-registered', reach: as(CLERK, dossier({ completedAt: undefined, returnedAt: undefined })) },
  { name: 'status-completed', reach: as(CLERK, dossier({ phone: '0987654321' })) },
  { name: 'status-not-sendable', reach: as(CLERK, dossier({ applicant: 'organisation' })) },
  { name: 'status-missing', reach: as(CLERK, '/console/dossiers/H26.99.01-261103-9999') },
  { name: 'zalo-granted', reach: open('/oauth/zalo/callback?outcome=granted'), looks: DARK_ENGLISH },
  { name: 'zalo-not-granted', reach: open('/oauth/zalo/callback') },
  {
    name: 'channels',
    reach: async (page, stage, lang) => {
      await stage.fail();
      await as(ADMIN, '/console/channels')(page, stage, lang);
    },
    looks: DARK_ENGLISH,
  },
  { name: 'daily', reach: as(CLERK, `/console/daily?day=${lastFriday()}`), looks: DARK_ENGLISH },
  { name: 'daily-province', reach: as(PROVINCE, `/console/daily?day=${lastFriday()}`) },
  { name: 'why-no-message', reach: as(CLERK, '/console/why-no-message'), looks: DARK_ENGLISH.slice(0, 1) },
  { name: 'poster', reach: as(CLERK, '/console/poster'), looks: DARK_ENGLISH.slice(0, 1) },
  { name: 'poster-choose', reach: as(PROVINCE, '/console/poster') },
  { name: 'surveys', reach: as(ADMIN, '/console/surveys'), looks: DARK_ENGLISH },
  { name: 'survey-version', reach: as(ADMIN, '/console/surveys/sipas-b-1?show=7.chat.vi'), looks: DARK_ENGLISH },
  { name: 'survey-draft', reach: draft('?show=3.page.vi'), looks: DARK_ENGLISH },
  {
    name: 'survey-draft-faults',
    reach: async (page, stage, lang) => {
      await draft('')(page, stage, lang);
      await page.fill('#q0-text-en', '');
      await page.fill('#q1-criteria', '15, 99');
      await page.locator('.survey-form__foot button').first().click();
      await page.waitForSelector('.field--fault');
    },
  },
  {
    name: 'survey-publish',
    reach: async (page, stage, lang) => {
      await draft('')(page, stage, lang);
      await page.fill('#q0-text-vi', 'Ông/bà hài lòng ở mức nào về nơi nộp hồ sơ?');
      await page.fill('#q0-text-en', 'How satisfied are you with the place where you filed?');
      await page.fill('#q1-criteria', '19-22');
      await page.locator('.survey-form__foot button').last().click();
      await page.waitForSelector('form[action$="/publish"]');
    },
  },
  { name: 'slip-a5', reach: as(CLERK, dossier({}, '/slip')) },
  { name: 'slip-80mm', reach: as(CLERK, dossier({}, '/slip?size=80mm')) },
];
