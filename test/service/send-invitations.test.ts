import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Window } from '../../src/domain/contact-policy.ts';
import { closeInvitations } from '../../src/service/close-invitations.ts';
import { sendInvitations } from '../../src/service/send-invitations.ts';
import { createWorld, HOUR_MS, newCode, NOW, tokenOf, type World } from '../support/service-world.ts';
import { AT_INTAKE, LATE, settleAll } from '../support/world-invited.ts';

const WINDOW: Window = {
  kind: 'spans',
  spans: [
    { from: 8 * 60, to: 11 * 60 + 30 },
    { from: 13 * 60 + 30, to: 20 * 60 + 30 },
  ],
};
const HOLIDAY = '2026-10-12';

let world: World;

beforeAll(async () => {
  world = await createWorld({ window: WINDOW, isHoliday: (day) => day === HOLIDAY });
});

beforeEach(() => world.setNow(NOW));

afterEach(() => settleAll(world));

afterAll(() => world.close());

async function turn(): Promise<number> {
  const moved = await sendInvitations(world.parts);
  await world.drain();
  return moved;
}

describe('src/service/send-invitations.ts', () => {
  describe('the ladder', () => {
    it('writes by itself to the chat that a slip bound at intake', async () => {
      const code = newCode();
      const citizen = world.citizen();
      const [result] = await world.register([{ code, ...AT_INTAKE }]);
      await citizen.start(tokenOf(result));
      expect(citizen.last).toMatch(/đang giải quyết hồ sơ/);
      await world.register([{ code }]);
      expect(await turn()).toBe(1);
      expect(citizen.last).toMatch(/xin chào ông\/bà.*đã có kết quả/);
      expect(citizen.buttons).toContain('Bắt đầu');
      expect(await world.invitation(code)).toMatchObject({ status: 'sent', channel: 'telegram', proof: 'slip' });
    });

    it('writes to a phone that was shared before, rather than to the holder of the slip', async () => {
      const code = newCode();
      const [owner, holder] = [world.citizen(), world.citizen()];
      await owner.sharePhone();
      const [result] = await world.register([{ code, phone: owner.phone, ...AT_INTAKE }]);
      await holder.start(tokenOf(result));
      await world.register([{ code }]);
      expect(await turn()).toBe(1);
      expect(owner.buttons).toContain('Bắt đầu');
      expect(holder.buttons).not.toContain('Bắt đầu');
      expect(await world.invitation(code)).toMatchObject({ status: 'sent', proof: 'phone' });
    });

    it('asks at once what waited for a phone to be shared, one after the other', async () => {
      const citizen = world.citizen();
      const [first, second] = [newCode(), newCode()];
      await world.register([
        { code: first, phone: citizen.phone },
        { code: second, phone: citizen.phone, ...LATE },
      ]);
      expect(await turn()).toBe(2);
      expect((await world.invitation(first)).status).toBe('waiting');
      await citizen.sharePhone();
      expect(citizen.texts.at(-1)).toMatch(/xin chào/);
      const asked = await Promise.all([first, second].map((code) => world.invitation(code)));
      expect(asked.map(({ status }) => status).toSorted()).toEqual(['sent', 'waiting']);
    });

    it('binds nothing to somebody else’s contact', async () => {
      const citizen = world.citizen();
      const code = newCode();
      await world.register([{ code, phone: '0912777001' }]);
      await citizen.sharePhone('+84912777001', false);
      expect(citizen.last).toMatch(/số điện thoại của chính mình/);
      await turn();
      expect((await world.invitation(code)).status).toBe('waiting');
    });

    it('passes over chats that are blocked and keeps the slip', async () => {
      const citizen = world.citizen();
      const code = newCode();
      await citizen.sharePhone();
      await citizen.does({ kind: 'blocked' });
      await world.register([{ code, phone: citizen.phone }]);
      await turn();
      expect((await world.invitation(code)).status).toBe('waiting');
    });

    it('speaks the language of the dossier', async () => {
      const citizen = world.citizen();
      await citizen.sharePhone();
      await world.register([{ phone: citizen.phone, language: 'en' }]);
      await turn();
      expect(citizen.last).toMatch(/Hello from[^]*It is up to you/);
      expect(citizen.buttons).toContain('Start');
      await citizen.tap('Start');
      expect(citizen.last).toMatch(/How satisfied/);
    });

    it('never names the procedure', async () => {
      const citizen = world.citizen();
      await citizen.sharePhone();
      await world.register([{ phone: citizen.phone, ...LATE, lateReason: 'mất điện' }]);
      await turn();
      await citizen.answerAll();
      expect(citizen.texts.join(' ')).not.toMatch(/khai sinh|1\.001193/i);
    });
  });

  describe('the contact policy', () => {
    async function reachable(row: Parameters<World['register']>[0][number] = {}) {
      const citizen = world.citizen();
      const code = newCode();
      await citizen.sharePhone();
      await world.register([{ code, phone: citizen.phone, ...row }]);
      return { citizen, code };
    }

    it('starts nothing outside the window, and everything when it opens', async () => {
      const { citizen, code } = await reachable();
      for (const closed of ['2026-10-08T12:00:00+07:00', '2026-10-08T23:00:00+07:00', '2026-10-09T07:59:00+07:00']) {
        world.setNow(closed);
        expect(await turn()).toBe(0);
      }
      expect((await world.invitation(code)).status).toBe('armed');
      world.setNow('2026-10-09T08:00:00+07:00');
      expect(await turn()).toBe(1);
      expect(citizen.buttons).toContain('Bắt đầu');
    });

    it('starts nothing on a holiday', async () => {
      const { citizen } = await reachable();
      world.setNow(`${HOLIDAY}T10:00:00+07:00`);
      expect(await turn()).toBe(0);
      world.setNow('2026-10-13T08:00:00+07:00');
      expect(await turn()).toBe(1);
      expect(citizen.buttons).toContain('Bắt đầu');
    });

    it('holds back what is on its way when the window closes, and burns no attempt', async () => {
      const { citizen, code } = await reachable();
      await sendInvitations(world.parts);
      world.setNow('2026-10-08T11:30:00+07:00');
      await world.drain();
      expect(citizen.buttons).not.toContain('Bắt đầu');
      const [message] = await world.rows<{ status: string; attempts: number; not_before: Date }>(
        "SELECT status, attempts, not_before FROM register.message WHERE purpose = 'invite' ORDER BY position DESC",
      );
      expect(message).toEqual({ status: 'created', attempts: 0, not_before: new Date('2026-10-08T13:30:00+07:00') });
      expect(world.outbox.delayed.map(({ delayMs }) => delayMs)).toEqual([2 * HOUR_MS]);
      world.setNow('2026-10-08T13:30:00+07:00');
      await world.deliver(world.outbox.delayed.map(({ ref }) => ref.id));
      expect(citizen.buttons).toContain('Bắt đầu');
      expect((await world.invitation(code)).status).toBe('sent');
    });

    it('waits two hours from the return of the result, and three days for what goes by post', async () => {
      const returned = await reachable({ returnedAt: new Date('2026-10-08T09:00:00+07:00') });
      const posted = await reachable({ filedVia: 'post' });
      expect(await turn()).toBe(0);
      world.setNow('2026-10-08T11:00:00+07:00');
      expect(await turn()).toBe(1);
      expect(returned.citizen.buttons).toContain('Bắt đầu');
      world.setNow('2026-10-11T08:00:00+07:00');
      expect(await turn()).toBe(1);
      expect(posted.citizen.buttons).toContain('Bắt đầu');
    });

    it('sends nothing when the seven days are over', async () => {
      const { citizen, code } = await reachable();
      world.setNow('2026-10-15T09:00:00+07:00');
      expect(await turn()).toBe(0);
      await closeInvitations(world.parts);
      expect(await world.invitation(code)).toMatchObject({ status: 'closed', closeReason: 'no-contact' });
      expect(citizen.buttons).not.toContain('Bắt đầu');
    });

    it('does not write to whoever opted out after the dossier was registered, whose slip stays open', async () => {
      const { citizen, code } = await reachable();
      await citizen.type('DỪNG');
      expect(await turn()).toBe(1);
      expect(await world.invitation(code)).toMatchObject({ status: 'waiting', exclusion: 'opted-out' });
      expect(citizen.last).toMatch(/đã ngừng gửi/);
    });

    it('starts nothing while too many messages are on their way', async () => {
      const { code } = await reachable();
      world.outbox.waiting = 20_000;
      expect(await turn()).toBe(0);
      world.outbox.waiting = 0;
      expect((await world.invitation(code)).status).toBe('armed');
      expect(await turn()).toBe(1);
    });

    it('takes units in turn', async () => {
      const many = Array.from({ length: 250 }, () => ({ unit: '99001' }));
      await world.register(many);
      const code = newCode();
      await world.register([{ code, unit: '99002' }]);
      await sendInvitations(world.parts);
      expect((await world.invitation(code)).status).toBe('waiting');
    });

    it('starts one of each unit before a second of any, however much one of them has imported', async () => {
      const { code: last } = await reachable();
      await world.register(Array.from({ length: 120 }, () => ({ unit: '99001' })));
      const others = ['99002', '99003', '99004', '99005', '99006'].map((unit) => ({ code: newCode(), unit }));
      await world.register(others);
      world.outbox.waiting = 9_994;
      await sendInvitations(world.parts);
      const states = await Promise.all([last, ...others.map(({ code }) => code)].map((code) => world.invitation(code)));
      expect(states.map(({ status }) => status)).toEqual(['queued', ...others.map(() => 'waiting')]);
      const [armed] = await world.rows<{ n: string }>(
        "SELECT count(*) AS n FROM register.invitation WHERE status = 'armed' AND exclusion IS NULL",
      );
      expect(Number(armed?.n)).toBe(120);
      world.outbox.waiting = 0;
    });

    it('starts what waited as soon as a lane has room', async () => {
      const { code } = await reachable();
      world.outbox.backlogs.set('telegram', 10_000);
      expect(await turn()).toBe(0);
      world.outbox.backlogs.delete('telegram');
      expect(await turn()).toBe(1);
      expect((await world.invitation(code)).status).toBe('sent');
    });
  });

  describe('a late dossier', () => {
    it('opens with an apology, sent before the invitation and apart from it', async () => {
      const citizen = world.citizen();
      await citizen.sharePhone();
      await world.register([{ phone: citizen.phone, ...LATE }]);
      await turn();
      expect(citizen.texts.slice(-2)).toEqual([
        expect.stringMatching(/xin lỗi ông\/bà/),
        expect.stringMatching(/xin chào ông\/bà/),
      ]);
    });

    it('does not let the invitation overtake an apology that has to wait', async () => {
      const citizen = world.citizen();
      await citizen.sharePhone();
      await world.register([{ phone: citizen.phone, ...LATE }]);
      world.telegram.faults.add({
        fault: { kind: 'rate-limit', retryAfterS: 3 },
        method: 'sendMessage',
        chatId: citizen.person.id,
      });
      await turn();
      const all = await world.rows<{ id: string }>("SELECT id FROM register.message WHERE status = 'created'");
      for (const { id } of all) await world.deliver([id as never]);
      expect(citizen.last).not.toMatch(/xin lỗi|xin chào/);
      world.skip(4_000);
      // The job of the invitation comes first, as it may.
      for (const { id } of all.toReversed()) await world.deliver([id as never]);
      await world.drain();
      expect(citizen.texts.slice(-2)).toEqual([
        expect.stringMatching(/xin lỗi ông\/bà/),
        expect.stringMatching(/xin chào ông\/bà/),
      ]);
    });
  });
});
