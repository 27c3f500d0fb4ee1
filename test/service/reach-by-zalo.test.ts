import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeInvitations } from '../../src/service/close-invitations.ts';
import { matchReceipts } from '../../src/service/match-receipts.ts';
import { sendInvitations } from '../../src/service/send-invitations.ts';
import { sendReminders } from '../../src/service/send-reminders.ts';
import { phoneToken } from '../../src/service/survey-token.ts';
import { sweepMessages } from '../../src/service/sweep-messages.ts';
import { createWorld, DAY_MS, HOUR_MS, newCode, NOW, tokenOf, type World } from '../support/service-world.ts';
import { openAccount, type AccountCitizen, type WorldAccount } from '../support/world-account.ts';
import { AT_INTAKE, LATE, messagesOf, settleAll, type Row } from '../support/world-invited.ts';
import { ballotsIn, zaloUpdate } from '../support/world-zalo.ts';

let world: World;
let account: WorldAccount;

beforeAll(async () => {
  world = await createWorld();
});

// Each test has its own time, which an account's rests and caches go by.
beforeEach(async () => {
  world.setNow(NOW);
  account = await openAccount(world);
  account.configure();
});

afterEach(async () => {
  await settleAll(world);
  await account.close();
});

afterAll(() => world.close());

/** A dossier with the phone of somebody who has never written to the account. */
async function byPhone(row: Row = {}) {
  const citizen = account.citizen();
  const code = newCode();
  const [result] = await world.register([{ code, phone: citizen.phone, ...row }]);
  return { citizen, code, slip: tokenOf(result), shortCode: result?.shortCode ?? '' };
}

/** Somebody whose Zalo chat holds the slip of a dossier that is still worked on. */
async function bySlip(row: Row = {}) {
  const citizen = account.citizen();
  const code = newCode();
  const [result] = await world.register([{ code, ...AT_INTAKE, ...row }]);
  await citizen.type(result?.shortCode ?? '');
  return { citizen, code, complete: () => world.register([{ code, ...row }]) };
}

async function chatsOf({ phone }: AccountCitizen): Promise<number> {
  const index = world.parts.vault.index('phone', phone);
  const [row] = await world.rows<{ count: number }>(
    'SELECT count(*)::int AS count FROM register.chat WHERE phone_index = $1 AND template_only',
    [index],
  );
  return row?.count ?? 0;
}

async function run(work: () => Promise<number>): Promise<number> {
  const moved = await work();
  await world.drain();
  return moved;
}

describe('reach by Zalo', () => {
  describe('a telephone number and nothing else', () => {
    it('gets a template whose link leads to the page, and answers once', async () => {
      const { citizen, code } = await byPhone();
      await world.sendDue();
      expect(citizen.last).toMatch(/UBND phường .* xin chào ông\/bà.*\(Đăng ký khai sinh\).*ngày 08\/10\/2026/);
      expect(await world.invitation(code)).toMatchObject({
        status: 'sent',
        channel: 'zalo',
        proof: 'phone',
        deliveredAt: null,
      });
      const before = (await ballotsIn(world)).length;
      const page = world.page(citizen.token);
      await page.open();
      expect((await world.invitation(code)).deliveredAt).toEqual(new Date(NOW));
      await page.answerAll();
      expect(await world.invitation(code)).toMatchObject({ closeReason: 'finished', proof: 'phone' });
      const ballots = (await ballotsIn(world)).slice(before);
      expect(ballots.map(({ attributes }) => attributes.proof)).toEqual(['phone']);
      expect(citizen.attempts).toBe(1);
    });

    it('has one chat, whatever number of dossiers are sent there', async () => {
      const { citizen } = await byPhone();
      await world.register([1, 2].map(() => ({ phone: citizen.phone, outcome: 'refused' as const })));
      await Promise.all([sendInvitations(world.parts), sendInvitations(world.parts)]);
      await world.sendDue();
      expect(await chatsOf(citizen)).toBe(1);
    });

    it('is not written to where no template fits', async () => {
      account.configure({ templates: ['late', 'condolence'] });
      const { citizen, code } = await byPhone();
      await world.sendDue();
      expect(citizen.attempts).toBe(0);
      expect((await world.invitation(code)).status).toBe('waiting');
    });

    it('of a late dossier reads the apology, on Zalo or at least on the page', async () => {
      const late = await byPhone(LATE);
      await world.sendDue();
      expect(late.citizen.seen.map(({ text }) => text)).toEqual([expect.stringMatching(/xin lỗi ông\/bà/)]);
      account.configure({ templates: ['invite'] });
      const other = await byPhone(LATE);
      await world.sendDue();
      expect(other.citizen.last).not.toMatch(/xin lỗi/);
      expect(await world.page(other.citizen.token).view()).toMatchObject({ asks: 'invite', facts: { late: true } });
    });

    it('is asked for stars where a rating is configured, and reminded without', async () => {
      account.configure({ templates: ['invite', 'late', 'rating'] });
      const { citizen } = await byPhone();
      await world.sendDue();
      expect(citizen.seen.at(-1)?.kind).toBe('rating');
      world.skip(2 * DAY_MS + HOUR_MS);
      expect(await run(() => sendReminders(world.parts))).toBe(1);
      expect(citizen.seen.map(({ kind }) => kind)).toEqual(['rating', 'template']);
    });

    it('is reminded on Zalo of what was begun on the page', async () => {
      const { citizen } = await byPhone();
      await world.sendDue();
      const page = world.page(citizen.token);
      await page.tap('Bắt đầu');
      await page.tap('4 · Hài lòng');
      world.skip(2 * DAY_MS + HOUR_MS);
      await run(() => sendReminders(world.parts));
      expect(citizen.seen).toHaveLength(2);
      expect(await world.page(citizen.token).view()).toMatchObject({ position: 2 });
    });

    it('takes over what somebody with the slip began, on whichever of its devices', async () => {
      const { citizen, code, slip } = await byPhone();
      await world.sendDue();
      const stranger = world.page(slip);
      await stranger.tap('Bắt đầu');
      await stranger.tap('1 · Rất không hài lòng');
      const [first, second] = [world.page(citizen.token), world.page(citizen.token)];
      expect(await first.view()).toMatchObject({ asks: 'invite' });
      await first.tap('Bắt đầu');
      await first.tap('5 · Rất hài lòng');
      expect(await second.view()).toMatchObject({ position: 2 });
      expect((await stranger.view()).kind).toBe('held-elsewhere');
      expect(await world.invitation(code)).toMatchObject({ proof: 'phone', channel: 'web' });
    });
  });

  describe('a refusal', () => {
    it('of the number leaves the slip, and the next dossier does not try again', async () => {
      const { citizen, code, slip } = await byPhone();
      citizen.person.standing = 'absent';
      for (let i = 0; i < 3; i += 1) await world.sendDue();
      expect(citizen.attempts).toBe(1);
      expect(await world.invitation(code)).toMatchObject({ status: 'waiting', channel: null, invitedAt: null });
      expect((await world.page(slip).view()).kind).toBe('asking');
      const next = newCode();
      await world.register([{ code: next, phone: citizen.phone, outcome: 'refused' }]);
      await world.sendDue();
      expect(citizen.attempts).toBe(1);
      expect((await world.invitation(next)).status).toBe('waiting');
      world.skip(8 * DAY_MS);
      await closeInvitations(world.parts);
      expect(await world.invitation(code)).toMatchObject({ closeReason: 'no-contact' });
    });

    it('of this kind of message is an opt-out of the phone', async () => {
      const { citizen, code } = await byPhone();
      citizen.person.restricts = true;
      for (let i = 0; i < 2; i += 1) await world.sendDue();
      expect(await world.invitation(code)).toMatchObject({ status: 'waiting', exclusion: 'opted-out' });
      const next = newCode();
      await world.register([{ code: next, phone: citizen.phone, outcome: 'refused' }]);
      expect((await world.invitation(next)).exclusion).toBe('opted-out');
      expect(citizen.attempts).toBe(1);
    });

    it('of a chat that holds the slip leads to the number on file', async () => {
      const owner = account.citizen();
      const { citizen, code, complete } = await bySlip({ phone: owner.phone });
      citizen.person.block();
      await complete();
      for (let i = 0; i < 3; i += 1) await world.sendDue();
      expect(owner.seen).toHaveLength(1);
      expect(await world.invitation(code)).toMatchObject({ status: 'sent', proof: 'phone' });
    });

    it('of a template that is wrong leaves the slip and marks nobody', async () => {
      const { citizen, code } = await byPhone();
      account.zalo.faults.add({ fault: { kind: 'code', code: -1121 }, recipient: citizen.person.phone });
      for (let i = 0; i < 2; i += 1) await world.sendDue();
      expect((await world.invitation(code)).status).toBe('waiting');
      await world.register([{ phone: citizen.phone, outcome: 'refused' }]);
      await world.sendDue();
      expect(citizen.seen).toHaveLength(1);
    });
  });

  describe('a chat', () => {
    it('whose window is closed gets the template, whose link goes on as that chat', async () => {
      const { citizen, code, complete } = await bySlip();
      world.skip(8 * DAY_MS);
      await complete();
      const at = new Date(world.now().getTime() + 3 * HOUR_MS);
      world.setNow(at.toISOString());
      await world.rows("UPDATE register.invitation SET not_after = $2 WHERE status = 'armed' AND not_after > $1", [
        new Date(NOW),
        new Date(at.getTime() + DAY_MS),
      ]);
      await world.sendDue();
      expect(citizen.seen.at(-1)?.kind).toBe('template');
      expect(await world.invitation(code)).toMatchObject({ status: 'sent', channel: 'zalo', proof: 'slip' });
      await world.page(citizen.token).answerAll();
      expect(await world.invitation(code)).toMatchObject({ closeReason: 'finished', channel: 'zalo', proof: 'slip' });
    });

    it('that no template reaches either leads to the number on file, until its citizen writes', async () => {
      const owner = account.citizen();
      const { citizen, code, complete } = await bySlip({ phone: owner.phone });
      account.zalo.faults.add({ fault: { kind: 'code', code: -230 }, call: 'message.cs' });
      account.zalo.faults.add({ fault: { kind: 'code', code: -249 }, call: 'template.user' });
      await complete();
      for (let i = 0; i < 3; i += 1) await world.sendDue();
      expect(owner.seen.map(({ kind }) => kind)).toEqual(['template']);
      expect(await world.invitation(code)).toMatchObject({ status: 'sent', proof: 'phone' });
      const attempts = citizen.attempts;
      await citizen.type('Xin chào');
      const [next] = await world.register([AT_INTAKE].map((row) => ({ code: newCode(), ...row })));
      await citizen.type(next?.shortCode ?? '');
      expect(citizen.attempts).toBeGreaterThan(attempts);
    });

    it('whose window closes half way is finished on the page, as one response', async () => {
      const { citizen, code, complete } = await bySlip();
      await complete();
      await world.sendDue();
      await citizen.tap('Bắt đầu');
      await citizen.tap('4 · Hài lòng');
      account.zalo.faults.add({ fault: { kind: 'code', code: -230 }, call: 'message.cs' });
      await citizen.tap('5 · Rất hài lòng');
      expect(citizen.seen.at(-1)?.kind).toBe('template');
      const before = (await ballotsIn(world)).length;
      const page = world.page(citizen.token);
      expect(await page.view()).toMatchObject({ kind: 'asking', position: 3 });
      for (let i = 0; i < 2; i += 1) await page.tap('4 · Hài lòng');
      await page.tap('Không');
      await page.tap('Không có');
      const ballots = (await ballotsIn(world)).slice(before);
      expect(ballots.map(({ answers }) => Object.values(answers).map(({ value }) => value))).toEqual([
        [4, 5, 4, 4, 'not-applicable'],
      ]);
      expect((await world.invitation(code)).closeReason).toBe('finished');
      expect((await page.view()).kind).toBe('done');
    });

    it('is told who may read along, and how to answer without Zalo', async () => {
      const { citizen, code, complete } = await bySlip();
      await complete();
      await world.sendDue();
      expect(citizen.last).toContain('đi qua tài khoản Zalo');
      expect(citizen.last).not.toContain('Cán bộ không xem được');
      const token = /\/s\/(\S+)$/.exec(citizen.last)?.[1] ?? '';
      await world.page(token).answerAll();
      expect(await world.invitation(code)).toMatchObject({ closeReason: 'finished', proof: 'slip' });
    });

    it('that holds the slip is never given the phone’s link, and its own opens nothing of the phone’s', async () => {
      const owner = account.citizen();
      const { citizen, code, complete } = await bySlip({ phone: owner.phone });
      account.zalo.faults.add({ fault: { kind: 'code', code: -230 }, call: 'message.cs' });
      await complete();
      await world.sendDue();
      const link = world.page(citizen.token);
      expect(citizen.token).toHaveLength(44);
      await link.tap('Bắt đầu');
      const late = await link.payloadOf('4 · Hài lòng');
      const phone = world.page(phoneToken(world.parts.vault, (await world.record(code)).dossier.id));
      await phone.tap('Bắt đầu');
      await phone.tap('2 · Không hài lòng');
      expect((await link.view()).kind).toBe('held-elsewhere');
      await link.tapPayload(late);
      expect(await phone.view()).toMatchObject({ position: 2 });
      const forged = `${citizen.token.slice(0, 22)}${'A'.repeat(22)}`;
      expect((await world.page(forged).view()).kind).toBe('unknown');
    });

    it('on an account without surveys in the chat gets links only, and what it types answers nothing', async () => {
      account.configure({ chatSurvey: false });
      const { citizen, code, complete } = await bySlip();
      await complete();
      await world.sendDue();
      expect(citizen.seen.at(-1)?.kind).toBe('template');
      const { length } = citizen.seen;
      await citizen.type('bắt đầu');
      await citizen.type('5');
      expect(citizen.seen).toHaveLength(length);
      await world.page(citizen.token).answerAll();
      expect((await world.invitation(code)).closeReason).toBe('finished');
    });

    it('on such an account that comes by its code is answered by a text with the link', async () => {
      account.configure({ chatSurvey: false });
      const { citizen, code, shortCode } = await byPhone({ phone: null });
      await citizen.type(shortCode);
      const token = /\/s\/(\S+)$/.exec(citizen.last)?.[1] ?? '';
      expect(citizen.seen.at(-1)).toMatchObject({ kind: 'text', buttons: [] });
      expect(citizen.last).toContain('Cán bộ không xem được câu trả lời của riêng ai.');
      await world.page(token).answerAll();
      expect((await world.invitation(code)).closeReason).toBe('finished');
    });
  });

  describe('a receipt', () => {
    it('tells that an invitation arrived', async () => {
      const { citizen, code } = await byPhone();
      await world.sendDue();
      const messageId = citizen.seen.at(-1)?.id ?? '';
      world.skip(5_000);
      const happenedAt = world.now();
      const event = { kind: 'receipt', messageIds: [messageId], happenedAt: happenedAt.toISOString() } as const;
      await world.take(zaloUpdate(world, `message:${messageId}`, event));
      world.skip(5_000);
      expect(await matchReceipts(world.parts)).toBe(1);
      expect(await world.invitation(code)).toMatchObject({ status: 'sent', deliveredAt: happenedAt });
    });
  });

  describe('the budget', () => {
    it('puts invitations off to the next day and holds up nobody on another channel', async () => {
      account.limitTo({ quality: 'high', daily: 100, remaining: 6 });
      const numbers = [await byPhone(), await byPhone(), await byPhone()];
      const telegram = world.citizen();
      await telegram.sharePhone();
      await world.register([{ phone: telegram.phone }]);
      await world.sendDue();
      expect(telegram.buttons).toContain('Bắt đầu');
      expect(numbers.filter(({ citizen }) => citizen.seen.length === 1)).toHaveLength(1);
      const all = await Promise.all(numbers.map(({ code }) => world.invitation(code)));
      const deferred = all.filter(({ status }) => status === 'armed');
      expect(deferred.map(({ sendAfter }) => sendAfter)).toEqual(
        [1, 2].map(() => new Date('2026-10-09T00:00:00+07:00')),
      );
      account.limitTo({ quality: 'high', daily: 100, remaining: 100 });
      world.setNow('2026-10-09T08:00:00+07:00');
      await world.sendDue();
      expect(numbers.map(({ citizen }) => citizen.seen.length)).toEqual([1, 1, 1]);
    });

    it('never puts off beyond the last day, and never the slip', async () => {
      account.limitTo({ quality: 'high', daily: 100, remaining: 0 });
      const { code, slip } = await byPhone();
      for (let day = 8; day < 15; day += 1) {
        world.setNow(`2026-10-${String(day).padStart(2, '0')}T10:00:00+07:00`);
        await world.sendDue();
      }
      expect((await world.invitation(code)).status).toBe('armed');
      expect((await world.page(slip).view()).kind).toBe('asking');
      world.setNow('2026-10-15T08:00:00+07:00');
      await world.sendDue();
      expect(await world.invitation(code)).toMatchObject({ status: 'waiting', invitedAt: null });
    });

    it.each([
      ['low', 100],
      ['medium', 100],
      ['high', 50],
    ] as const)('stops reminders first (quality %s, %i of 100 left)', async (quality, remaining) => {
      const { citizen } = await byPhone();
      const telegram = world.citizen();
      await telegram.sharePhone();
      await world.register([{ phone: telegram.phone }]);
      await world.sendDue();
      world.skip(2 * DAY_MS + HOUR_MS);
      account.limitTo({ quality, daily: 100, remaining });
      await run(() => sendReminders(world.parts));
      expect(telegram.last).toMatch(/xin nhắc/);
      expect(citizen.seen).toHaveLength(1);
      const later = await byPhone({ completedAt: new Date(world.now().getTime() - 3 * HOUR_MS) });
      await world.sendDue();
      expect(later.citizen.seen).toHaveLength(1);
      account.limitTo({ quality: 'high', daily: 100, remaining: 100 });
      await run(() => sendReminders(world.parts));
      expect(citizen.seen).toHaveLength(2);
    });

    it('leaves Telegram its way while Zalo’s queue is full', async () => {
      const { code } = await byPhone();
      const telegram = world.citizen();
      await telegram.sharePhone();
      await world.register([{ phone: telegram.phone }]);
      world.outbox.backlogs.set('zalo', 20_000);
      await world.sendDue();
      world.outbox.backlogs.clear();
      expect(telegram.buttons).toContain('Bắt đầu');
      expect(await world.invitation(code)).toMatchObject({ status: 'armed' });
      world.skip(HOUR_MS / 10);
      await world.sendDue();
      expect((await world.invitation(code)).status).toBe('sent');
    });
  });

  describe('nothing is sent twice', () => {
    it('by ten workers with the same jobs, and sweeps between them', async () => {
      const people = await Promise.all(Array.from({ length: 5 }, () => byPhone()));
      await sendInvitations(world.parts);
      const ids = (await Promise.all(people.map(({ code }) => messagesOf(world, code)))).flat().map(({ id }) => id);
      await Promise.all([
        ...Array.from({ length: 10 }, (_, i) => world.deliver(i % 2 ? ids : ids.toReversed())),
        sweepMessages(world.parts, { dueMs: 0, claimedMs: 60_000 }),
        sendInvitations(world.parts),
      ]);
      await world.drain();
      expect(people.map(({ citizen }) => citizen.seen.length)).toEqual([1, 1, 1, 1, 1]);
    });

    it.each([true, false])('when nobody knows whether it arrived (it did: %s)', async (accepted) => {
      const { citizen, code } = await byPhone();
      account.zalo.faults.add({ fault: { kind: 'reset', accepted }, recipient: citizen.person.phone });
      for (let i = 0; i < 3; i += 1) {
        await world.sendDue();
        await sweepMessages(world.parts, { dueMs: 0, claimedMs: 0 });
        await world.drain();
      }
      expect(citizen.attempts).toBe(1);
      expect(await world.invitation(code)).toMatchObject({ status: 'sent', deliveredAt: null });
    });
  });
});
