import type { BrowserContext } from 'playwright-core';
import { ADMIN } from '../../support/fixed-secrets.ts';
import { totpCode } from '../../support/totp.ts';
import type { Picture } from './picture.ts';
import { GUARDED } from './stage.ts';

type Reach = Picture['reach'];
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/** Of somebody whose password was right: attempts are counted, so one serves all looks. */
let challenge: Cookies | null = null;

async function enterPassword(...[page, stage]: Parameters<Reach>): Promise<void> {
  await page.goto(`${stage.url}/console/sign-in?next=/console/account/second-factor`);
  await page.fill('#email', GUARDED.email);
  await page.fill('#password', ADMIN.password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/console/sign-in');
}

/** The first time nobody asks for a code; from then on everybody is asked. */
async function addFactor(...[page, stage, lang]: Parameters<Reach>): Promise<void> {
  await enterPassword(page, stage, lang);
  await page.fill('#password', ADMIN.password);
  await page.locator('main .button--primary').first().click();
  await page.waitForSelector('.factor-key');
  await page.fill('#code', totpCode((await page.textContent('.factor-key')) ?? ''));
  await page.locator('main .button--primary').first().click();
  await page.waitForSelector('.notice--good');
  await page.context().clearCookies();
}

function askedFor(rest: string): Reach {
  return async (page, stage, lang) => {
    if (challenge === null) {
      await addFactor(page, stage, lang);
      await enterPassword(page, stage, lang);
      challenge = await page.context().cookies();
    }
    await page.context().addCookies(challenge);
    await page.goto(`${stage.url}/console/sign-in/code?lang=${lang}${rest}`);
    await page.waitForSelector('#code');
  };
}

/** The second step of a sign-in. */
export const CODE_PICTURES: readonly Picture[] = [
  { name: 'sign-in-code', reach: askedFor('') },
  { name: 'sign-in-recovery', reach: askedFor('&with=recovery') },
];
