import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/domain/conversation/draft.ts';
import { openDraft } from '../../../src/service/conversation/conversation-batch.ts';
import { sendReminders } from '../../../src/service/send-reminders.ts';
import { createWorld, DAY_MS, HOUR_MS, newCode, NOW, tokenOf, type World } from '../../support/service-world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

beforeEach(() => world.setNow(NOW));

afterAll(() => world.close());

async function slip(row: Parameters<World['register']>[0][number] = {}) {
  const code = newCode();
  const [result] = await world.register([{ code, ...row }]);
  const token = tokenOf(result);
  return { code, token, page: world.page(token) };
}

/** Sent to a phone by Telegram. */
async function sent() {
  const citizen = world.citizen();
  await citizen.sharePhone();
  const one = await slip({ phone: citizen.phone });
  await world.sendDue();
  return { citizen, ...one };
}

async function draftOf(code: string): Promise<Draft | null> {
  const { draft, invitation } = await world.record(code);
  return draft && invitation ? openDraft(draft, invitation.id, world.parts.vault) : null;
}

describe('src/service/conversation/handle-page-update.ts', () => {
  describe('an opened page', () => {
    it('counts as delivered where only the slip reaches the citizen, and claims nothing', async () => {
      const { code, page } = await slip();
      await page.open();
      const { dossier, invitation } = await world.record(code);
      expect(invitation).toMatchObject({ status: 'sent', channel: 'web', proof: 'slip', deliveredAt: new Date(NOW) });
      expect(dossier.slipOwner).toBeNull();
    });

    it('keeps no phone from being written to, whoever opens the slip', async () => {
      const citizen = world.citizen();
      await citizen.sharePhone();
      const { code, page } = await slip({ phone: citizen.phone });
      await page.open();
      await world.sendDue();
      expect(citizen.buttons).toContain('Bắt đầu');
      expect(await world.invitation(code)).toMatchObject({ channel: 'telegram', proof: 'phone' });
    });

    it('makes nobody eligible who was excluded; an answer does', async () => {
      const phone = '0912666001';
      await slip({ phone });
      const { code, page } = await slip({ phone });
      await page.open();
      expect(await world.invitation(code)).toMatchObject({ exclusion: 'recently-asked', deliveredAt: null });
      await page.tap('Bắt đầu');
      expect(await world.invitation(code)).toMatchObject({ exclusion: null, deliveredAt: new Date(NOW) });
    });

    it('counts neither before its time nor after it', async () => {
      const early = await slip({ completedAt: new Date('2026-10-08T09:30:00+07:00') });
      await early.page.open();
      expect((await world.invitation(early.code)).deliveredAt).toBeNull();
      world.skip(9 * DAY_MS);
      await early.page.open();
      expect((await world.invitation(early.code)).deliveredAt).toBeNull();
    });
  });

  describe('an answer', () => {
    it('carries a whole survey to the mix in the transaction of its last step', async () => {
      const { code, page } = await slip();
      await page.open();
      await page.answerAll();
      expect(await world.invitation(code)).toMatchObject({ closeReason: 'finished', channel: 'web', proof: 'slip' });
      expect((await world.record(code)).draft).toBeNull();
    });

    it('speaks the page’s language from the first tap, and follows a switch', async () => {
      const { code, page } = await slip();
      page.locale = 'en';
      await page.open();
      await page.tap('Start');
      expect((await draftOf(code))?.locale).toBe('en');
      page.locale = 'vi';
      await page.tap('4 · Hài lòng');
      expect((await draftOf(code))?.locale).toBe('vi');
    });

    it('speaks the dossier’s language when the page has none', async () => {
      const { code, page } = await slip({ language: 'en' });
      await page.tap('Start');
      expect((await draftOf(code))?.locale).toBe('en');
    });

    it('is attributed to the web and the slip, though the survey was sent by Telegram, which is told of it first', async () => {
      const { code, page } = await sent();
      await page.answerAll();
      expect(await world.invitation(code)).toMatchObject({
        channel: 'web',
        proof: 'slip',
        chatId: null,
        status: 'finished',
        sealOn: '2026-10-12',
      });
    });

    it('from another device is refused once one holds the slip', async () => {
      const { code, token, page } = await slip();
      await page.tap('Bắt đầu');
      const payload = await page.payloadOf('4 · Hài lòng');
      await world.page(token).tapPayload(payload);
      expect((await draftOf(code))?.answers).toEqual({});
      await page.tapPayload(payload);
      expect(Object.keys((await draftOf(code))?.answers ?? {})).toHaveLength(1);
    });

    it('is refused while the phone’s chat answers, however it was posted', async () => {
      const { citizen, code, page } = await sent();
      const begin = await page.payloadOf('Bắt đầu');
      await citizen.tap('Bắt đầu');
      await page.tapPayload(begin);
      await page.type('1');
      const { dossier, invitation } = await world.record(code);
      expect(dossier.slipOwner).toBeNull();
      expect(invitation).toMatchObject({ channel: 'telegram', proof: 'phone' });
      expect((await draftOf(code))?.answers).toEqual({});
    });

    it('gives way to the phone, which begins anew; the page then knows as much as any other', async () => {
      const { citizen, code, page } = await sent();
      await page.tap('Bắt đầu');
      await page.tap('1 · Rất không hài lòng');
      const next = await page.payloadOf('1 · Rất không hài lòng');
      await citizen.tap('Bắt đầu');
      expect(citizen.last).toMatch(/Câu 1\/5/);
      expect((await draftOf(code))?.answers).toEqual({});
      expect(await world.invitation(code)).toMatchObject({ channel: 'telegram', proof: 'phone', startedOn: null });
      expect((await page.view()).kind).toBe('held-elsewhere');
      await page.tapPayload(next);
      await citizen.tap('5 · Rất hài lòng');
      expect(Object.values((await draftOf(code))?.answers ?? {}).map(({ value }) => value)).toEqual([5]);
      for (let i = 0; i < 3; i += 1) await citizen.tap('5 · Rất hài lòng');
      await citizen.tap('Không');
      await citizen.tap('Không có');
      expect((await page.view()).kind).toBe('held-elsewhere');
    });

    it('brings no reminder to the phone about how far another has come', async () => {
      const { citizen, page } = await sent();
      await page.tap('Bắt đầu');
      await page.tap('4 · Hài lòng');
      const seen = citizen.texts.length;
      world.skip(2 * DAY_MS + HOUR_MS);
      await sendReminders(world.parts);
      await world.drain();
      expect(citizen.texts).toHaveLength(seen);
    });

    it('counts nothing before completion, before its time, after it, or with a payload of another slip', async () => {
      const [open, early, other, over] = [
        await slip({ completedAt: null }),
        await slip({ completedAt: new Date('2026-10-08T09:30:00+07:00') }),
        await slip(),
        await slip(),
      ];
      const payload = await over.page.payloadOf('Bắt đầu');
      for (const { page } of [open, early]) await page.type('bắt đầu');
      await other.page.tapPayload(payload);
      world.skip(8 * DAY_MS);
      await over.page.tapPayload(payload);
      for (const { code } of [open, early, other, over]) {
        expect((await world.record(code)).dossier.slipOwner).toBeNull();
        expect(await draftOf(code)).toBeNull();
      }
    });

    it('that says stop ends this survey and opts nobody out, for a slip proves too little', async () => {
      const { citizen, code, page } = await sent();
      await page.type('DỪNG');
      expect(await world.invitation(code)).toMatchObject({ status: 'closed', closeReason: 'opted-out' });
      const late = newCode();
      await world.register([{ code: late, phone: citizen.phone, outcome: 'refused' }]);
      await world.sendDue();
      expect((await world.invitation(late)).status).toBe('sent');
    });

    it('of two devices in the same moment goes to one', async () => {
      const { code, token, page } = await slip();
      const payload = await page.payloadOf('Bắt đầu');
      const pages = Array.from({ length: 6 }, () => world.page(token));
      await Promise.all(pages.map((each) => each.tapPayload(payload)));
      const views = await Promise.all(pages.map((each) => each.view()));
      expect(views.filter(({ kind }) => kind === 'asking')).toHaveLength(1);
      expect((await world.record(code)).dossier.slipOwner).toMatch(/^web:/);
    });
  });
});
