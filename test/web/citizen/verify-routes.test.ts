import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Locale } from '../../../src/domain/locale.ts';
import { showSurvey } from '../../../src/service/show-survey.ts';
import { citizenSurface } from '../../../src/web/citizen/citizen.ts';
import { findViolations, openBrowser, openPage, SCREENS } from '../../support/browser.ts';
import { query } from '../../support/look.ts';
import { createWebWorld, type WebWorld } from '../../support/web-world.ts';
import { smallTargets } from '../walk.ts';

let world: WebWorld;
let server: FastifyInstance;
let origin: string;

beforeAll(async () => {
  world = await createWebWorld();
  server = await serve();
  origin = await server.listen({ port: 0, host: '127.0.0.1' });
});

afterAll(async () => {
  await server.close();
  await world.close();
});

/** With counts of its own of who has tried how often. */
function serve(): Promise<FastifyInstance> {
  return world.serve(
    citizenSurface({ ...world.parts, showSurvey: (visit) => showSurvey(world.parts, visit), inbox: world.inbox }),
  );
}

function enter(code: string, headers: Readonly<Record<string, string>> = {}, on = server) {
  return on.inject({
    method: 'POST',
    url: '/xac-minh',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
    payload: new URLSearchParams({ code }).toString(),
  });
}

/** A registered dossier's short code; `invited`: something was sent with it. */
async function codeOf(invited: boolean, phone = '0912345678'): Promise<string> {
  const { code, shortCode } = await world.register({ phone });
  const sql = `UPDATE register.invitation i SET invited_at = now() FROM register.dossier d
    WHERE d.id = i.dossier_id AND d.code = $1`;
  if (invited) await query(world.url, sql, [code]);
  return shortCode ?? '';
}

describe('src/web/citizen/verify-routes.ts', () => {
  it('knows a code that was sent, however it is typed', async () => {
    const code = await codeOf(true);
    for (const typed of [code, ` ${code.toLowerCase()} `, `${code.slice(0, 3)} ${code.slice(3)}`, `Mã: ${code}.`]) {
      const answer = await enter(typed);
      expect([answer.statusCode, answer.body.includes('Chúng tôi có gửi mã này')]).toEqual([200, true]);
    }
  });

  it('answers alike for all codes that were sent, and for all that were not, with no word about anybody', async () => {
    const sent = [await codeOf(true), await codeOf(true, '0987654321')];
    const unsent = [await codeOf(false), 'K7M2QX'];
    const bare = async (codes: readonly string[]) => {
      const answers = await Promise.all(codes.map((code) => enter(code)));
      return new Set(answers.map(({ body }, i) => body.replaceAll(codes[i] ?? '', '')));
    };
    const [ours, others] = await Promise.all([bare(sent), bare(unsent)]);
    expect([ours.size, others.size]).toEqual([1, 1]);
    expect([...others].join()).toContain('Chúng tôi chưa gửi mã này');
    for (const page of [...ours, ...others])
      expect(page).not.toMatch(/0912|0987|H26\.|khai sinh|Mẫu Một|\/s\/[\w-]{5}/);
  });

  it('says what a true message never asks for, and where its link leads', async () => {
    for (const answer of [await server.inject({ url: '/xac-minh' }), await enter('K7M2QX')]) {
      expect(answer.body).toMatch(/Không hỏi số căn cước, mã OTP, mật khẩu, tài khoản ngân hàng hay tiền/);
      expect(answer.body).toContain('bắt đầu bằng http://hai-long.test/');
    }
  });

  it('asks again for what is no code, and shows it back as text', async () => {
    const answer = await enter('"><script>alert(1)</script>');
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('id="code-fault"');
    expect(answer.body).not.toContain('<script>alert');
    expect((await enter('')).statusCode).toBe(422);
  });

  it('takes no form from another site, and stops who tries code after code', async () => {
    expect((await enter('K7M2QX', { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    const tried = await serve();
    const statuses: number[] = [];
    for (let i = 0; i < 31; i += 1) statuses.push((await enter('K7M2QX', {}, tried)).statusCode);
    expect([statuses[29], statuses[30]]).toEqual([200, 429]);
    await tried.close();
  });

  it('is linked from the survey page', async () => {
    const { path } = await world.register({});
    expect((await server.inject({ url: path })).body).toContain('href="/xac-minh"');
  });

  describe('in a browser', () => {
    let browser: Browser;

    beforeAll(async () => {
      browser = await openBrowser();
    });
    afterAll(() => browser.close());

    it.each<readonly [keyof typeof SCREENS, 'light' | 'dark', Locale, boolean, string]>([
      ['narrow', 'light', 'vi', true, 'Chúng tôi có gửi mã này'],
      ['narrow', 'dark', 'vi', false, 'Chúng tôi chưa gửi mã này'],
      ['wide', 'dark', 'en', true, 'We have sent this code'],
    ])('tells: %s, %s, %s, sent: %s', async (screen, colorScheme, lang, invited, title) => {
      const code = invited ? await codeOf(true) : 'K7M2QX';
      const { page, context, complaints } = await openPage(browser, { viewport: SCREENS[screen], colorScheme });
      await page.goto(`${origin}/xac-minh?lang=${lang}`);
      expect(await findViolations(page)).toEqual([]);
      expect(await smallTargets(page)).toEqual([]);
      await page.fill('#code', '12');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.field--fault');
      expect(await findViolations(page)).toEqual([]);
      await page.fill('#code', code);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: title }).waitFor();
      expect(await findViolations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      expect(complaints).toEqual([]);
      await context.close();
    });

    it('works without scripts', async () => {
      const { page, context } = await openPage(browser, { javaScriptEnabled: false });
      await page.goto(`${origin}/xac-minh`);
      await page.fill('#code', await codeOf(true));
      await page.keyboard.press('Enter');
      await page.waitForSelector('.notice--good');
      expect(await page.textContent('h1')).toBe('Chúng tôi có gửi mã này');
      await context.close();
    });
  });
});
