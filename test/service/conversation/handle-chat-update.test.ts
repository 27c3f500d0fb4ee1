import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWorld, newCode, NOW, tokenOf, type World } from '../../support/service-world.ts';
import { AT_INTAKE, chatOf, invite } from '../../support/world-invited.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

beforeEach(() => world.setNow(NOW));

afterAll(() => world.close());

describe('src/service/conversation/handle-chat-update.ts', () => {
  describe('other ways out', () => {
    it('closes as wrong number', async () => {
      const { citizen, code } = await invite(world);
      await citizen.tap('Không phải hồ sơ của tôi');
      expect(citizen.last).toMatch(/không gửi thêm gì/);
      expect(await world.invitation(code)).toMatchObject({ status: 'closed', closeReason: 'wrong-number' });
    });

    it('closes as declined', async () => {
      const { citizen, code } = await invite(world);
      await citizen.type('không');
      expect(await world.invitation(code)).toMatchObject({ status: 'closed', closeReason: 'declined' });
    });

    it('deletes what was answered when asked to, and only after asking back', async () => {
      const { citizen, code } = await invite(world);
      await citizen.tap('Bắt đầu');
      await citizen.tap('4 · Hài lòng');
      await citizen.type('xóa');
      expect((await world.record(code)).draft).not.toBeNull();
      await citizen.tap('Xóa câu trả lời');
      expect(await world.invitation(code)).toMatchObject({ status: 'closed', closeReason: 'declined' });
      expect((await world.record(code)).draft).toBeNull();
    });

    it('says that nothing is open afterwards', async () => {
      const { citizen } = await invite(world);
      await citizen.type('không');
      await citizen.type('5');
      expect(citizen.last).toMatch(/không có khảo sát nào/);
      await citizen.type('English');
      expect(citizen.last).toMatch(/no survey|nothing|There is/i);
    });
  });

  describe('slips', () => {
    it('belong to the first chat that opens them', async () => {
      const [first, second] = [world.citizen(), world.citizen()];
      const [result] = await world.register([{}]);
      await first.start(tokenOf(result));
      await second.start(tokenOf(result));
      expect(first.buttons).toContain('Bắt đầu');
      expect(second.last).toMatch(/thiết bị khác/);
    });

    it('go to one of two chats that open them in the same moment', async () => {
      const citizens = Array.from({ length: 6 }, () => world.citizen());
      const [result] = await world.register([{}]);
      await Promise.all(
        citizens.map((citizen) => world.take(citizen.update({ kind: 'start', token: tokenOf(result) }))),
      );
      await world.drain();
      expect(citizens.filter(({ buttons }) => buttons.includes('Bắt đầu'))).toHaveLength(1);
    });

    it('open nothing that the phone has begun, finished or refused', async () => {
      const [begun, finished, refused] = [await invite(world), await invite(world), await invite(world)];
      await begun.citizen.tap('Bắt đầu');
      await finished.citizen.answerAll();
      await refused.citizen.type('không');
      for (const { token, code } of [begun, finished, refused]) {
        const stranger = world.citizen();
        await stranger.start(token);
        expect(stranger.last).toMatch(/thiết bị khác/);
        expect((await world.record(code)).dossier.slipOwner).toBeNull();
      }
    });

    it('give way to the phone, which begins anew and meets no answer of the slip', async () => {
      const [holder, owner] = [world.citizen(), world.citizen()];
      const code = newCode();
      const [result] = await world.register([{ code, phone: owner.phone }]);
      await holder.start(tokenOf(result));
      await holder.tap('Bắt đầu');
      await holder.tap('1 · Rất không hài lòng');
      await owner.sharePhone();
      expect(owner.last).toMatch(/xin chào ông\/bà/);
      await owner.tap('Bắt đầu');
      expect(owner.last).toMatch(/Câu 1\/5/);
      await holder.tap('1 · Rất không hài lòng');
      expect(holder.last).toMatch(/thiết bị khác/);
      await owner.tap('5 · Rất hài lòng');
      expect(owner.last).toMatch(/Câu 2\/5/);
      expect(await world.invitation(code)).toMatchObject({ proof: 'phone', status: 'started' });
    });

    it('that name nothing are told apart from nothing', async () => {
      const citizen = world.citizen();
      await citizen.start('A'.repeat(22));
      expect(citizen.last).toMatch(/không tìm thấy phiếu/);
    });

    it('say that it is not time yet, and that work goes on', async () => {
      const [early, working] = [world.citizen(), world.citizen()];
      const [fresh] = await world.register([{ completedAt: new Date('2026-10-08T09:30:00+07:00') }]);
      const [open] = await world.register([{ ...AT_INTAKE, language: 'en' }]);
      await early.start(tokenOf(fresh));
      await working.start(tokenOf(open));
      expect(early.last).toMatch(/đã giải quyết xong/);
      expect(working.last).toMatch(/is working on/);
    });

    it('open also what we did not ask about by ourselves', async () => {
      const citizen = world.citizen();
      const [first, second] = [newCode(), newCode()];
      const results = await world.register([
        { code: first, phone: '0912888101' },
        { code: second, phone: '0912888101' },
      ]);
      expect((await world.invitation(second)).exclusion).toBe('recently-asked');
      await citizen.start(tokenOf(results[1]));
      await citizen.answerAll();
      expect(await world.invitation(second)).toMatchObject({ exclusion: null, closeReason: 'finished', proof: 'slip' });
    });
  });

  it('notes that the chat is blocked, and forgets it with the next sign of life', async () => {
    const { citizen } = await invite(world);
    const isBlocked = async () => (await chatOf(world, citizen)).blocked_at !== null;
    await citizen.does({ kind: 'blocked' });
    expect(await isBlocked()).toBe(true);
    await citizen.does({ kind: 'unblocked' });
    expect(await isBlocked()).toBe(false);
    await citizen.does({ kind: 'blocked' });
    await citizen.type('5');
    expect(await isBlocked()).toBe(false);
  });
});
