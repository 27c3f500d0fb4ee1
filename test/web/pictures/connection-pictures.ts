import { ADMIN } from '../../support/fixed-secrets.ts';
import { as } from './console-pictures.ts';
import { DARK_ENGLISH, type Picture } from './picture.ts';
import { PROVINCE } from './stage.ts';

/** Fills a form and sends it. */
function filled(path: string, fields: Readonly<Record<string, string>>, after: string): Picture['reach'] {
  return async (page, stage, lang) => {
    await as(PROVINCE, path)(page, stage, lang);
    for (const [id, value] of Object.entries(fields)) await page.fill(`#${id}`, value);
    await page.locator('main .button--primary').click();
    await page.waitForSelector(after);
  };
}

export const SETTINGS_PICTURES: readonly Picture[] = [
  { name: 'method', reach: as(PROVINCE, '/console/method') },
  {
    name: 'settings-sampling',
    reach: async (page, stage, lang) => {
      await as(PROVINCE, '/console/settings')(page, stage, lang);
      await page.selectOption('#unit', '99001');
      await page.fill('#percent', '20');
      await page.locator('#sampling button').click();
      await page.waitForSelector('.notice--good');
    },
  },
  { name: 'settings', reach: as(ADMIN, '/console/settings'), looks: DARK_ENGLISH },
  { name: 'settings-texts', reach: as(ADMIN, '/console/settings/texts'), looks: DARK_ENGLISH },
  { name: 'settings-province', reach: as(PROVINCE, '/console/settings') },
  {
    name: 'settings-refused',
    reach: async (page, stage, lang) => {
      await as(ADMIN, '/console/settings')(page, stage, lang);
      await page.fill('#window', '22:00-23:00');
      await page.fill('#daysOff', 'mai');
      await page.locator('main .button--primary').first().click();
      await page.waitForSelector('.field--fault');
    },
  },
];

export const CONNECTION_PICTURES: readonly Picture[] = [
  { name: 'keys-none', reach: as(PROVINCE, '/console/keys') },
  { name: 'key-new', reach: as(PROVINCE, '/console/keys/new') },
  { name: 'key-refused', reach: filled('/console/keys/new', { name: '' }, '.field--fault') },
  { name: 'key-issued', reach: filled('/console/keys/new', { name: 'Phần mềm một cửa của tỉnh' }, '#secret') },
  {
    name: 'webhook-added',
    reach: filled('/console/keys/webhooks/new', { url: 'https://motcua.tinhmau.example/bao-tin/hai-long' }, '#secret'),
  },
  { name: 'keys', reach: as(PROVINCE, '/console/keys'), looks: DARK_ENGLISH },
  {
    name: 'key',
    reach: async (page, stage, lang) => {
      await as(PROVINCE, '/console/keys')(page, stage, lang);
      await page.locator('th a').first().click();
      await page.waitForSelector('dl');
    },
  },
  {
    name: 'webhook',
    reach: async (page, stage, lang) => {
      await as(PROVINCE, '/console/keys')(page, stage, lang);
      await page.locator('a.long').first().click();
      await page.waitForSelector('dl');
    },
  },
];
