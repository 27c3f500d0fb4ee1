import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Locale } from '../../../src/domain/locale.ts';
import type { PosterAsk } from '../../../src/service/ports.ts';
import { showSurvey } from '../../../src/service/show-survey.ts';
import { citizenSurface } from '../../../src/web/citizen/citizen.ts';
import { findViolations, openBrowser, openPage, SCREENS } from '../../support/browser.ts';
import { createWebWorld, type WebWorld } from '../../support/web-world.ts';
import { smallTargets } from '../walk.ts';

let world: WebWorld;
let server: FastifyInstance;
let asked: PosterAsk[] = [];

beforeAll(async () => {
  world = await createWebWorld();
  server = await world.serve(
    citizenSurface({
      ...world.parts,
      showSurvey: (visit) => showSurvey(world.parts, visit),
      inbox: world.inbox,
      askInvitation: async (one) => void asked.push(one),
    }),
  );
});

afterAll(async () => {
  await server.close();
  await world.close();
});

function enter(code: string, headers: Readonly<Record<string, string>> = {}, unit = '99001') {
  return server.inject({
    method: 'POST',
    url: `/u/${unit}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
    payload: new URLSearchParams({ code }).toString(),
  });
}

describe('src/web/citizen/unit-routes.ts', () => {
  it('answers the same whether or not there is such a dossier, and never with a word about it', async () => {
    const { code } = await world.register({ phone: '0912345678' });
    const entered = [code, 'H26.99.01-261005-9999', 'H26.99.02-261005-0001', 'K7M 2QX'];
    const answers = await Promise.all(entered.map((one) => enter(one)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers[0]?.body).toContain('Nếu hồ sơ này đã giải quyết xong và có số điện thoại');
    expect(answers[0]?.body).not.toMatch(/0912|\/s\/|H26/);
    expect(asked).toHaveLength(4);
    expect(asked).toContainEqual({ unit: '99001', entered: { kind: 'dossier', code } });
    expect(asked).toContainEqual({ unit: '99001', entered: { kind: 'short', code: 'K7M2QX' } });
  });

  it('answers without waiting, so that its time tells nothing, and though nothing could be looked up', async () => {
    const failing = await world.serve(
      citizenSurface({
        ...world.parts,
        showSurvey: (visit) => showSurvey(world.parts, visit),
        inbox: world.inbox,
        askInvitation: () => Promise.reject(new Error('away')),
      }),
    );
    const answer = await failing.inject({
      method: 'POST',
      url: '/u/99001',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      payload: 'code=H26.99.01-261005-0001',
    });
    expect([answer.statusCode, answer.body.includes('Đã nhận mã hồ sơ')]).toEqual([200, true]);
    await failing.close();
  });

  it('asks again for what is no code, shows it back as text, and looks nothing up', async () => {
    asked = [];
    const answer = await enter('"><script>alert(1)</script>');
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('id="code-fault"');
    expect(answer.body).toContain('<a href="#code">');
    expect(answer.body).not.toContain('<script>alert');
    expect(asked).toEqual([]);
  });

  it('knows communes only, and takes no form from another site', async () => {
    for (const unit of ['00000', '01', '00']) {
      expect((await server.inject({ url: `/u/${unit}` })).statusCode).toBe(404);
    }
    expect((await enter('H26.99.01-261005-0001', { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
  });

  it('stops who tries code after code', async () => {
    let last = 200;
    for (let i = 0; i < 70 && last === 200; i += 1) {
      const headers = { 'x-forwarded-for': '203.0.113.7' };
      last = (await enter(`H26.99.01-261005-${String(i).padStart(4, '0')}`, headers)).statusCode;
    }
    expect(last).toBe(429);
  });

  describe('in a browser', () => {
    let browser: Browser;

    beforeAll(async () => {
      browser = await openBrowser();
    });

    afterAll(() => browser.close());

    async function enterCode(lang: Locale, options: Parameters<typeof openPage>[1]) {
      const origin = server.server.listening ? base() : await server.listen({ port: 0, host: '127.0.0.1' });
      const opened = await openPage(browser, options);
      await opened.page.goto(`${origin}/u/99001?lang=${lang}`);
      await opened.page.fill('#code', 'H26.99.01-261005-0001');
      return opened;
    }

    it.each([
      ['narrow', 'light', 'vi', 'Đã nhận mã hồ sơ'],
      ['wide', 'dark', 'en', 'We have your code'],
    ] as const)('takes a code: %s, %s, %s', async (screen, colorScheme, lang, taken) => {
      const { page, context, complaints } = await enterCode(lang, { viewport: SCREENS[screen], colorScheme });
      expect(await findViolations(page)).toEqual([]);
      expect(await smallTargets(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: taken }).waitFor();
      expect(await findViolations(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    });

    it('takes a code without scripts', async () => {
      const { page, context } = await enterCode('vi', { javaScriptEnabled: false });
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Đã nhận mã hồ sơ' }).waitFor();
      expect(await page.textContent('main')).toContain('Nhập mã khác');
      await context.close();
    });
  });
});

function base(): string {
  const address = server.server.address();
  return typeof address === 'object' && address ? `http://127.0.0.1:${String(address.port)}` : '';
}
