import type { Page } from 'playwright-core';
import { formatReceiptCode, drawReceiptCode } from '../../../src/domain/receipt-code.ts';
import { proofSample } from './receipt-sample.ts';
import { receiptPage } from '../../../src/web/citizen/receipt-pages.tsx';
import { renderPage } from '../../../src/web/ui/render.ts';
import { DARK_ENGLISH, type Lang, type Picture } from './picture.ts';
import type { Stage } from './stage.ts';

const CODE = drawReceiptCode((count) => Uint8Array.from({ length: count }, (_, i) => i * 7));

async function enter(page: Page, stage: Stage, lang: Lang, code: string): Promise<void> {
  await page.goto(`${stage.url}/bien-nhan?lang=${lang}`);
  await page.locator('#code').fill(code);
  await page.locator('main button').first().click();
  await page.waitForLoadState();
}

/** Rendered, not reached: the day would have to be over for it. */
async function counted(page: Page, stage: Stage, locale: Lang): Promise<void> {
  const html = renderPage(receiptPage({ locale, code: CODE, view: proofSample, units: new Map() }));
  await page.route('**/bien-nhan', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto(`${stage.url}/bien-nhan`);
  await page.locator('details summary').first().click();
}

async function verify(page: Page, stage: Stage, lang: Lang, code: string): Promise<void> {
  await page.goto(`${stage.url}/xac-minh?lang=${lang}`);
  await page.locator('#code').fill(code);
  await page.locator('main button').first().click();
  await page.waitForLoadState();
}

export const EVIDENCE_PICTURES: readonly Picture[] = [
  { name: 'draws', reach: (page, stage, lang) => page.goto(`${stage.url}/cong-khai/rut-tham?lang=${lang}`) },
  {
    name: 'verify',
    reach: (page, stage, lang) => page.goto(`${stage.url}/xac-minh?lang=${lang}`),
    looks: DARK_ENGLISH,
  },
  { name: 'verify-malformed', reach: (page, stage, lang) => verify(page, stage, lang, '123') },
  { name: 'verify-not-ours', reach: (page, stage, lang) => verify(page, stage, lang, 'K7M2QX') },
  {
    name: 'verify-ours',
    reach: async (page, stage, lang) => {
      const { path } = await stage.dossier();
      await page.goto(`${stage.url}${path}`);
      const code = (await page.textContent('.short-code__code')) ?? '';
      await page.getByRole('button', { name: 'Bắt đầu', exact: true }).click();
      await page.waitForLoadState();
      await verify(page, stage, lang, code);
    },
  },
  { name: 'receipt', reach: (page, stage, lang) => page.goto(`${stage.url}/bien-nhan?lang=${lang}`) },
  { name: 'receipt-wrong', reach: (page, stage, lang) => enter(page, stage, lang, '7K2M9Q') },
  {
    name: 'receipt-not-found',
    reach: (page, stage, lang) => enter(page, stage, lang, formatReceiptCode(CODE)),
    looks: DARK_ENGLISH,
  },
  { name: 'receipt-counted', reach: counted, looks: DARK_ENGLISH },
  {
    name: 'public',
    reach: (page, stage, lang) => page.goto(`${stage.url}/cong-khai?lang=${lang}`),
    looks: DARK_ENGLISH,
  },
  { name: 'public-province', reach: (page, stage, lang) => page.goto(`${stage.url}/cong-khai/don-vi/01?lang=${lang}`) },
  {
    name: 'public-commune',
    reach: (page, stage, lang) => page.goto(`${stage.url}/cong-khai/don-vi/99006?lang=${lang}`),
  },
  { name: 'public-search', reach: (page, stage, lang) => page.goto(`${stage.url}/cong-khai?q=ha&lang=${lang}`) },
  {
    name: 'ledger-day',
    reach: async (page, stage, lang) => {
      await page.goto(`${stage.url}/cong-khai?lang=${lang}`);
      await page.locator('a[href^="/cong-khai/2"]').first().click();
      await page.waitForLoadState();
    },
  },
];
