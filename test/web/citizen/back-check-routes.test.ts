import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asId, type BackCheckId } from '../../../src/domain/ids.ts';
import type { Locale } from '../../../src/domain/locale.ts';
import { backCheckToken } from '../../../src/service/back-check/back-check-secrets.ts';
import { showSurvey } from '../../../src/service/show-survey.ts';
import { tokenHash } from '../../../src/service/survey-token.ts';
import { citizenSurface } from '../../../src/web/citizen/citizen.ts';
import { findViolations, openPage, SCREENS } from '../../support/browser.ts';
import { query } from '../../support/look.ts';
import type { WebWorld } from '../../support/web-world.ts';
import { smallTargets } from '../walk.ts';
import { startSurfaceInBrowser, type SurfaceInBrowser } from './surface-in-browser.ts';

let running: SurfaceInBrowser;
let world: WebWorld;
let server: FastifyInstance;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  running = await startSurfaceInBrowser((opened) =>
    citizenSurface({ ...opened.parts, showSurvey: (visit) => showSurvey(opened.parts, visit), inbox: opened.inbox }),
  );
  ({ world, server, origin, browser } = running);
});

afterAll(() => running.close());

/** One that was asked; its page's address. */
async function asked(expires = "now() + interval '100 years'"): Promise<string> {
  const id = asId<BackCheckId>(randomUUID());
  const token = backCheckToken(world.parts.vault, id);
  await query(
    world.url,
    `INSERT INTO register.back_check (id, status, province_code, month, unit_code, short_code, token_hash, ask_after, expires_at)
     VALUES ($1, 'asked', '01', '2026-10-01', '99001', 'K7M2QX', $2, now(), ${expires})`,
    [id, Buffer.from(tokenHash(token), 'hex')],
  );
  return `/hoi-lai/${token}`;
}

function send(url: string, fields: Readonly<Record<string, string>>) {
  return server.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams(fields).toString(),
  });
}

async function waiting(): Promise<number> {
  const [row] = await query<{ n: number }>(world.url, 'SELECT count(*)::int AS n FROM ballot.back_check_mix');
  return row?.n ?? 0;
}

describe('src/web/citizen/back-check-routes.ts', () => {
  it('takes both answers once, thanks alike for all of them, and shows none again', async () => {
    const thanks = new Set<string>();
    for (const answers of [
      { own: 'yes', prompted: 'no' },
      { own: 'no', prompted: 'unsure' },
    ]) {
      const url = await asked();
      const answer = await send(url, answers);
      expect(answer.statusCode).toBe(200);
      thanks.add(answer.body.replaceAll(url, ''));
      for (const again of [await send(url, answers), await server.inject({ url })]) {
        expect([again.statusCode, again.body.includes('Không còn câu hỏi nào')]).toEqual([404, true]);
      }
    }
    expect([thanks.size, await waiting()]).toEqual([1, 2]);
  });

  it('keeps what was chosen and says what is missing', async () => {
    const url = await asked();
    for (const fields of [{ own: 'yes' }, { own: 'yes', prompted: 'maybe' }, { own: 'unsure', prompted: 'no' }, {}]) {
      const { statusCode, body } = await send(url, fields);
      expect([statusCode, body.includes('Xin chọn một câu trả lời.')]).toEqual([422, true]);
    }
    expect((await send(url, { own: 'yes' })).body).toMatch(/name="own" value="yes" checked/);
    expect(await waiting()).toBe(2);
  });

  it('knows no token that is forged, cut off or too old', async () => {
    const old = await asked("now() - interval '100 years'");
    for (const url of [old, '/hoi-lai/AAAAAAAAAAAAAAAAAAAAAA', '/hoi-lai/x', `${await asked()}x`]) {
      expect((await server.inject({ url })).statusCode).toBe(404);
      expect((await send(url, { own: 'yes', prompted: 'no' })).statusCode).toBe(404);
    }
  });

  it.each<readonly [keyof typeof SCREENS, 'light' | 'dark', Locale, string]>([
    ['narrow', 'light', 'vi', 'Đã nhận câu trả lời'],
    ['wide', 'dark', 'en', 'Your answers have arrived'],
  ])('is answered in a browser: %s, %s, %s', async (screen, colorScheme, lang, thanks) => {
    const { page, context, complaints } = await openPage(browser, { viewport: SCREENS[screen], colorScheme });
    await page.goto(`${origin}${await asked()}?lang=${lang}`);
    expect(await findViolations(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    await page.locator('main button').click();
    await page.waitForSelector('.field--fault');
    expect(await findViolations(page)).toEqual([]);
    await page.check('input[name=own][value=no]');
    await page.check('input[name=prompted][value=unsure]');
    await page.locator('main button').click();
    await page.getByRole('heading', { name: thanks }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('works without scripts', async () => {
    const { page, context } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(`${origin}${await asked()}`);
    await page.check('input[name=own][value=yes]');
    await page.check('input[name=prompted][value=no]');
    await page.locator('main button').click();
    await page.waitForURL('**/hoi-lai/*');
    expect(await page.textContent('h1')).toBe('Đã nhận câu trả lời');
    await context.close();
  });
});
