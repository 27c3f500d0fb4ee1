import type { Page } from 'playwright-core';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Signs in as people do, from the page that asks for it, to where `path` leads and `arrived` is to be seen. */
export async function signInByForm(
  page: Page,
  base: string,
  { email, password }: Credentials,
  { path = '/console', arrived = '#figures' } = {},
): Promise<void> {
  await page.goto(`${base}/console/sign-in?next=${path}`);
  await page.fill('#email', email);
  await page.fill('#password', password);
  await page.keyboard.press('Enter');
  await page.waitForSelector(arrived);
}
