import type { Page } from 'playwright-core';
import { citizenText } from '../../../src/domain/text/vi/citizen.ts';
import { backCheckPage, backCheckThanksPage } from '../../../src/web/citizen/back-check-pages.tsx';
import { wordOnPage } from '../../../src/service/show-survey.ts';
import { SAMPLE } from '../../../src/service/surveys/sample-facts.ts';
import { notSavedPage } from '../../../src/web/citizen/not-saved-page.tsx';
import { questionPage } from '../../../src/web/citizen/question-page.tsx';
import { renderPage } from '../../../src/web/ui/render.ts';
import { survey } from '../../domain/conversation/sample.ts';
import { DARK_ENGLISH, type Lang, type Picture } from './picture.ts';
import type { Stage } from './stage.ts';

const HOUR_MS = 3_600_000;
const at = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

type Reach = Picture['reach'];

/** A fresh slip, opened, and the buttons that are pressed on it by place or name. */
function slip(changes: object, ...presses: readonly string[]): Reach {
  return async (page, stage, lang) => {
    const { path } = await stage.dossier(changes);
    await page.goto(`${stage.url}${path}?lang=${lang}`);
    for (const name of presses) await press(page, name);
  };
}

/** The same by the link in a message to the telephone on file. */
function phone(...presses: readonly string[]): Reach {
  return async (page, stage, lang) => {
    const { code } = await stage.dossier({ phone: '0912345678', outcome: 'refused' });
    await page.goto(`${stage.url}${await stage.phonePath(code)}?lang=${lang}`);
    for (const name of presses) await press(page, name);
  };
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await page.waitForLoadState();
}

const GOOD = '4 · Hài lòng';
const TO_GATE = ['Bắt đầu', GOOD, GOOD, GOOD, GOOD];
const TO_COMMENT = [...TO_GATE, 'Không'];

async function openLeave(page: Page): Promise<void> {
  await page.locator('.leave summary').click();
}

/** Rendered, not reached: the queue would have to be down for it. */
async function notSaved(page: Page, stage: Stage, locale: Lang): Promise<void> {
  const submission = {
    kind: 'comment',
    nonce: '11111111-1111-4111-8111-111111111111',
    comment: 'Chỗ gửi xe hơi chật.',
  } as const;
  const html = renderPage(notSavedPage({ locale, path: '/s/slip', submission }));
  await page.route('**/s/slip', (route) => route.fulfill({ status: 503, contentType: 'text/html', body: html }));
  await page.goto(`${stage.url}/s/slip`);
}

/** The page behind a unit's poster, and a code entered there. */
function poster(code: string | null): Reach {
  return async (page, stage, lang) => {
    await page.goto(`${stage.url}/u/99001?lang=${lang}`);
    if (code === null) return;
    await page.fill('#code', code);
    await page.locator('form button').click();
    await page.waitForLoadState();
  };
}

/** Rendered, not reached: somebody would have to be drawn, and a day to go by. */
function backCheck(state: 'asking' | 'incomplete' | 'thanks'): Reach {
  return async (page, stage, locale) => {
    const path = '/hoi-lai/A';
    const about = { locale, path, agency: 'UBND phường Mẫu Một', shortCode: 'K7M2QX' };
    const chosen = { own: state === 'incomplete' ? 'yes' : '', prompted: '' };
    const html = renderPage(
      state === 'thanks'
        ? backCheckThanksPage({ locale, path })
        : backCheckPage({ ...about, chosen, isIncomplete: state === 'incomplete' }),
    );
    await page.route(`**${path}`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.goto(`${stage.url}${path}`);
  };
}

/** Rendered, not reached: the phone would have to be told first. */
const slipAnswered: Reach = async (page, stage, locale) => {
  const path = '/s/A';
  const reply = { kind: 'slip-answered', until: '2026-11-24' } as const;
  const told = { locale, facts: SAMPLE, isPhone: true };
  const saying = {
    ...told,
    reply,
    draft: null,
    survey,
    filedVia: 'counter',
    receiptsUrl: null,
    pageUrl: null,
  } as const;
  const words = wordOnPage({ ...saying, channel: 'web' }, survey, () => 'x');
  const html = renderPage(
    questionPage({ view: { ...told, kind: 'asking', ...words, delivered: true }, path, nonce: 'n' }),
  );
  await page.route(`**${path}`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto(`${stage.url}${path}`);
};

const STATES: readonly Picture[] = [
  { name: 'citizen-slip-answered', reach: slipAnswered, looks: DARK_ENGLISH },
  { name: 'citizen-back-check', reach: backCheck('asking'), looks: DARK_ENGLISH },
  { name: 'citizen-back-check-missing', reach: backCheck('incomplete') },
  { name: 'citizen-back-check-thanks', reach: backCheck('thanks') },
  { name: 'citizen-poster', reach: poster(null), looks: DARK_ENGLISH },
  { name: 'citizen-poster-malformed', reach: poster('0912345678') },
  { name: 'citizen-poster-taken', reach: poster('K7M2QX') },
  { name: 'citizen-in-progress', reach: slip({ completedAt: undefined, returnedAt: undefined }) },
  { name: 'citizen-not-yet', reach: slip({ completedAt: at(-0.1), returnedAt: at(-0.1) }) },
  { name: 'citizen-first', reach: slip({}), looks: DARK_ENGLISH },
  { name: 'citizen-first-late', reach: slip({ dueAt: at(-30), lateReason: 'Chờ xác minh tại cơ quan khác' }) },
  { name: 'citizen-first-refused', reach: slip({ outcome: 'refused' }) },
  { name: 'citizen-question', reach: slip({}, 'Bắt đầu') },
  { name: 'citizen-question-second', reach: slip({}, 'Bắt đầu', GOOD) },
  { name: 'citizen-question-online', reach: slip({ filedVia: 'online' }, 'Bắt đầu', GOOD, GOOD) },
  {
    name: 'citizen-question-leave',
    reach: async (page, stage, lang) => {
      await slip({}, 'Bắt đầu')(page, stage, lang);
      await openLeave(page);
    },
  },
  { name: 'citizen-question-en', reach: async (page, stage) => slip({}, 'Start')(page, stage, 'en') },
  { name: 'citizen-gate', reach: slip({}, ...TO_GATE) },
  { name: 'citizen-gate-yes', reach: slip({}, ...TO_GATE, 'Có') },
  { name: 'citizen-comment', reach: slip({}, ...TO_COMMENT) },
  { name: 'citizen-comment-empty', reach: slip({}, ...TO_COMMENT, 'Gửi') },
  {
    name: 'citizen-confirm-delete',
    reach: async (page, stage, lang) => {
      await slip({}, 'Bắt đầu', GOOD)(page, stage, lang);
      await openLeave(page);
      await press(page, 'Xóa câu trả lời');
    },
  },
  {
    name: 'citizen-deleted',
    reach: async (page, stage, lang) => {
      await slip({}, 'Bắt đầu', GOOD)(page, stage, lang);
      await openLeave(page);
      await press(page, 'Xóa câu trả lời');
      await press(page, 'Xóa câu trả lời');
    },
  },
  { name: 'citizen-stopped', reach: slip({}, 'Không nhận nữa') },
  { name: 'citizen-stopped-phone', reach: phone('Không nhận nữa') },
  {
    name: 'citizen-question-leave-phone',
    reach: async (page, stage, lang) => {
      await phone('Bắt đầu')(page, stage, lang);
      await openLeave(page);
    },
  },
  { name: 'citizen-wrong-dossier', reach: slip({}, 'Không phải hồ sơ của tôi') },
  { name: 'citizen-done', reach: slip({}, ...TO_COMMENT, 'Không có') },
  { name: 'citizen-expired', reach: slip({ completedAt: at(-240), returnedAt: at(-240), receivedAt: at(-300) }) },
  {
    name: 'citizen-held-elsewhere',
    reach: async (page, stage, lang) => {
      const { path } = await stage.dossier();
      const first = await page.context().browser()?.newPage();
      await first?.goto(`${stage.url}${path}`);
      if (first) await press(first, 'Bắt đầu');
      await first?.close();
      await page.goto(`${stage.url}${path}?lang=${lang}`);
    },
  },
  {
    name: 'citizen-saving',
    reach: async (page, stage) => {
      const { path } = await stage.dossier();
      await page.goto(`${stage.url}${path}?saving=11111111-1111-4111-8111-111111111111`);
    },
  },
  { name: 'citizen-not-saved', reach: notSaved },
  {
    name: 'citizen-offline',
    reach: async (page, stage, lang) => {
      await slip({}, 'Bắt đầu')(page, stage, lang);
      await page.context().setOffline(true);
      await page.getByRole('button', { name: GOOD }).click();
      await page.getByText(citizenText.offline).waitFor();
    },
  },
  {
    name: 'citizen-no-cookies',
    reach: async (page, stage, lang) => {
      await slip({})(page, stage, lang);
      await page.context().clearCookies();
      await press(page, 'Bắt đầu');
    },
  },
  { name: 'citizen-unknown', reach: (page, stage) => page.goto(`${stage.url}/s/AAAAAAAAAAAAAAAAAAAAAA`) },
];

/** Buttons are pressed by their Vietnamese words. */
export const CITIZEN_PICTURES = STATES.map((picture): Picture => ({ looks: [], ...picture }));
