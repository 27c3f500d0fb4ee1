import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendInvitations } from '../../src/service/send-invitations.ts';
import { createWorld, newCode, NOW, tokenOf, type World } from '../support/service-world.ts';
import type { WorldCitizen } from '../support/world-citizen.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

beforeEach(() => world.setNow(NOW));

afterAll(() => world.close());

const AT_INTAKE = { completedAt: null, returnedAt: null } as const;

interface Invited {
  readonly citizen: WorldCitizen;
  readonly code: string;
  readonly token: string;
}

/** By phone, and the invitation is out. */
async function invited(row: Parameters<World['register']>[0][number] = {}): Promise<Invited> {
  const citizen = world.citizen();
  const code = newCode();
  await citizen.sharePhone();
  const [result] = await world.register([{ code, phone: citizen.phone, ...row }]);
  await world.sendDue();
  return { citizen, code, token: tokenOf(result) };
}

async function waitingMessages({ person }: WorldCitizen): Promise<number> {
  const { parts, rows } = world;
  const index = parts.vault.index('address', `telegram:4200000001:${person.id}`);
  const [row] = await rows<{ n: number }>(
    `SELECT count(*)::int AS n FROM register.message m JOIN register.chat c ON c.id = m.chat_id
     WHERE c.address_index = $1 AND m.status = 'created'`,
    [index],
  );
  return row?.n ?? 0;
}

/** Nothing of ours comes to this person when another dossier of theirs is finished. */
async function isLeftAlone({ citizen }: Pick<Invited, 'citizen'>): Promise<boolean> {
  const code = newCode();
  const late = { dueAt: new Date('2026-10-06T17:00:00+07:00') };
  await world.register([{ code, phone: citizen.phone, ...late }]);
  const seen = citizen.texts.length;
  await world.sendDue();
  return citizen.texts.length === seen && (await world.invitation(code)).exclusion === 'opted-out';
}

describe('src/service/process-updates.ts', () => {
  describe('STOP', () => {
    const states: readonly (readonly [string, (citizen: WorldCitizen) => Promise<void>])[] = [
      ['at the invitation', async () => undefined],
      ['in the middle', async (citizen) => void (await citizen.tap('Bắt đầu'), await citizen.tap('4 · Hài lòng'))],
      ['while a doubt is asked about', async (citizen) => void (await citizen.tap('Bắt đầu'), await citizen.type('tạm'))],
      [
        'at the comment',
        async (citizen) => {
          await citizen.tap('Bắt đầu');
          for (let i = 0; i < 5; i += 1) await citizen.tap('Bỏ qua');
        },
      ],
    ];

    it.each(states)('%s ends the survey, discards the draft and stays for ever', async (_name, prepare) => {
      const one = await invited();
      await prepare(one.citizen);
      await one.citizen.type('DỪNG');
      expect(one.citizen.last).toMatch(/đã ngừng gửi/);
      expect(await world.invitation(one.code)).toMatchObject({ status: 'closed', closeReason: 'opted-out' });
      expect((await world.record(one.code)).draft).toBeNull();
      expect(await isLeftAlone(one)).toBe(true);
    });

    it('silences what is on its way to the chat', async () => {
      const citizen = world.citizen();
      const code = newCode();
      await citizen.sharePhone();
      await world.register([{ code, phone: citizen.phone, dueAt: new Date('2026-10-06T17:00:00+07:00') }]);
      await sendInvitations(world.parts);
      expect(await waitingMessages(citizen)).toBe(2);
      await world.take(citizen.update({ kind: 'text', text: 'DỪNG' }));
      await world.drain();
      expect(citizen.texts.join(' ')).not.toMatch(/xin chào ông\/bà\./);
      expect(citizen.last).toMatch(/đã ngừng gửi/);
      expect(await world.invitation(code)).toMatchObject({ status: 'closed', closeReason: 'opted-out' });
    });

    it('after the last answer, before the answers are sealed, keeps them from being counted', async () => {
      const { citizen, code } = await invited();
      await citizen.tap('Bắt đầu');
      for (let i = 0; i < 5; i += 1) await citizen.tap('Bỏ qua');
      await world.take(citizen.update({ kind: 'text', text: 'rất tốt' }));
      expect((await world.invitation(code)).status).toBe('finished');
      await world.take(citizen.update({ kind: 'text', text: 'DỪNG' }));
      await world.drain();
      expect(await world.invitation(code)).toMatchObject({ status: 'closed', closeReason: 'opted-out' });
      expect(citizen.last).toMatch(/đã ngừng gửi/);
      expect(citizen.texts.join(' ')).not.toMatch(/Ý kiến đã được ghi nhận/);
    });

    it('outside any survey suppresses the phone too', async () => {
      const citizen = world.citizen();
      await citizen.sharePhone();
      await citizen.type('đừng nhắn nữa');
      expect(citizen.last).toMatch(/đã ngừng gửi/);
      expect(await isLeftAlone({ citizen })).toBe(true);
    });

    it('is asked about when it is doubtful, and said twice it counts', async () => {
      const [yes, twice, no] = [world.citizen(), world.citizen(), world.citizen()];
      for (const citizen of [yes, twice, no]) {
        await citizen.sharePhone();
        await citizen.type('thôi');
        expect(citizen.last).toMatch(/muốn ngừng nhận khảo sát/);
      }
      await yes.type('có');
      await twice.type('thôi');
      await no.type('không');
      expect(yes.last).toMatch(/đã ngừng gửi/);
      expect(twice.last).toMatch(/đã ngừng gửi/);
      expect(no.last).toMatch(/không có khảo sát nào/);
      expect(await isLeftAlone({ citizen: no })).toBe(false);
    });

    it('ends all surveys of the chat, for that is what it is told', async () => {
      const { citizen, code } = await invited();
      await citizen.tap('Bắt đầu');
      await citizen.tap('4 · Hài lòng');
      const other = newCode();
      await world.register([{ code: other, phone: citizen.phone, outcome: 'refused' }]);
      await world.sendDue();
      await citizen.tap('Không nhận nữa');
      for (const each of [code, other]) {
        expect(await world.invitation(each)).toMatchObject({ status: 'closed', closeReason: 'opted-out' });
        expect((await world.record(each)).draft).toBeNull();
      }
    });

    it('by a chat that holds only the slip leaves the phone alone', async () => {
      const [holder, owner] = [world.citizen(), world.citizen()];
      const [result] = await world.register([{ phone: owner.phone }]);
      await holder.start(tokenOf(result));
      await holder.type('DỪNG');
      await owner.sharePhone();
      const code = newCode();
      await world.register([{ code, phone: owner.phone, outcome: 'refused' }]);
      await world.sendDue();
      expect((await world.invitation(code)).status).toBe('sent');
    });

    it.each(['BẬT', '/start'])('is taken back by %s', async (word) => {
      const one = await invited();
      await one.citizen.type('DỪNG');
      await (word === '/start' ? one.citizen.start() : one.citizen.type(word));
      expect(await isLeftAlone(one)).toBe(false);
      expect(one.citizen.buttons).toContain('Bắt đầu');
    });

    it('is taken back also when /start opens a survey at once', async () => {
      const one = await invited();
      await one.citizen.type('DỪNG');
      const code = newCode();
      const [result] = await world.register([{ code }]);
      await one.citizen.start(tokenOf(result));
      await one.citizen.start();
      const index = world.parts.vault.index('address', `telegram:4200000001:${one.citizen.person.id}`);
      const sql = 'SELECT opted_out_at FROM register.chat WHERE address_index = $1';
      expect(await world.rows(sql, [index])).toEqual([{ opted_out_at: null }]);
      expect(await isLeftAlone(one)).toBe(false);
    });
  });

  describe('other ways out', () => {
    it('closes as wrong number', async () => {
      const { citizen, code } = await invited();
      await citizen.tap('Không phải hồ sơ của tôi');
      expect(citizen.last).toMatch(/không gửi thêm gì/);
      expect(await world.invitation(code)).toMatchObject({ status: 'closed', closeReason: 'wrong-number' });
    });

    it('closes as declined', async () => {
      const { citizen, code } = await invited();
      await citizen.type('không');
      expect(await world.invitation(code)).toMatchObject({ status: 'closed', closeReason: 'declined' });
    });

    it('deletes what was answered when asked to, and only after asking back', async () => {
      const { citizen, code } = await invited();
      await citizen.tap('Bắt đầu');
      await citizen.tap('4 · Hài lòng');
      await citizen.type('xóa');
      expect((await world.record(code)).draft).not.toBeNull();
      await citizen.tap('Xóa câu trả lời');
      expect(await world.invitation(code)).toMatchObject({ status: 'closed', closeReason: 'declined' });
      expect((await world.record(code)).draft).toBeNull();
    });

    it('says that nothing is open afterwards', async () => {
      const { citizen } = await invited();
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
      await Promise.all(citizens.map((citizen) => world.take(citizen.update({ kind: 'start', token: tokenOf(result) }))));
      await world.drain();
      expect(citizens.filter(({ buttons }) => buttons.includes('Bắt đầu'))).toHaveLength(1);
    });

    it('open nothing that the phone has begun, finished or refused', async () => {
      const [begun, finished, refused] = [await invited(), await invited(), await invited()];
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

  describe('blocked and unblocked', () => {
    it('notes that the chat is blocked, and forgets it with the next sign of life', async () => {
      const { citizen } = await invited();
      const index = world.parts.vault.index('address', `telegram:4200000001:${citizen.person.id}`);
      const isBlocked = async () => {
        const sql = 'SELECT blocked_at IS NOT NULL AS blocked FROM register.chat WHERE address_index = $1';
        return (await world.rows<{ blocked: boolean }>(sql, [index]))[0]?.blocked;
      };
      await citizen.does({ kind: 'blocked' });
      expect(await isBlocked()).toBe(true);
      await citizen.does({ kind: 'unblocked' });
      expect(await isBlocked()).toBe(false);
      await citizen.does({ kind: 'blocked' });
      await citizen.type('5');
      expect(await isBlocked()).toBe(false);
    });
  });

  describe('inbound', () => {
    it('takes each update once: twenty copies in one batch, and once more later', async () => {
      const { citizen, code } = await invited();
      await citizen.tap('Bắt đầu');
      const update = citizen.update(citizen.tapOf('4 · Hài lòng'));
      await world.take(...Array.from({ length: 20 }, () => update));
      await world.take(update);
      await world.drain();
      expect(citizen.last).toMatch(/Câu 2\/5/);
      expect((await world.invitation(code)).status).toBe('started');
    });

    it('takes each update once when several workers have it at once', async () => {
      const { citizen } = await invited();
      await citizen.tap('Bắt đầu');
      const update = citizen.update({ kind: 'text', text: '4' });
      await Promise.all(Array.from({ length: 8 }, () => world.take(update)));
      await world.drain();
      expect(citizen.last).toMatch(/Câu 2\/5/);
    });

    it('keeps the order of one citizen in a batch of many', async () => {
      const many = await Promise.all(Array.from({ length: 8 }, () => invited()));
      const texts = ['bắt đầu', '4', '5', 'quay lại', '3'];
      const updates = texts.flatMap((text) => many.map(({ citizen }) => citizen.update({ kind: 'text', text })));
      await world.take(...updates);
      await world.drain();
      for (const { citizen } of many) {
        expect(citizen.texts.slice(-5).map((text) => text.slice(0, 7))).toEqual([
          'Câu 1/5',
          'Câu 2/5',
          'Câu 3/5',
          'Câu 2/5',
          'Câu 3/5',
        ]);
      }
    });

    it('is not moved by forged, foreign and stale buttons', async () => {
      const [one, other] = [await invited(), await invited()];
      await one.citizen.tap('Bắt đầu');
      const stale = one.citizen.tapOf('4 · Hài lòng');
      await one.citizen.tap('4 · Hài lòng');
      const before = await world.record(one.code);
      const bogus = ['AAAAAAAAAAAAAAAAAA', '', '?', 'x'.repeat(64), other.citizen.tapOf('Bắt đầu').payload];
      await one.citizen.does(
        ...bogus.map((payload) => ({ kind: 'tap', payload, callbackId: null, messageId: null }) as const),
      );
      await one.citizen.does({ ...stale, messageId: null });
      expect(one.citizen.last).toMatch(/Câu 2\/5/);
      const after = await world.record(one.code);
      expect({ ...after, draft: null }).toEqual({ ...before, draft: null });
      expect((await world.invitation(other.code)).status).toBe('sent');
    });

    it('takes answers in the order they come when the platform turns them round', async () => {
      const { citizen } = await invited();
      await citizen.tap('Bắt đầu');
      const [first, second] = [citizen.update({ kind: 'text', text: '4' }), citizen.update({ kind: 'text', text: '5' })];
      await world.take(second, first);
      await world.drain();
      expect(citizen.last).toMatch(/Câu 3\/5/);
    });

    it('lets a poisonous update fail by itself, with a code', async () => {
      const [broken, whole] = [await invited(), await invited()];
      await broken.citizen.tap('Bắt đầu');
      await whole.citizen.tap('Bắt đầu');
      const { id } = await world.invitation(broken.code);
      await world.rows("UPDATE register.draft SET sealed = '\\x01' WHERE invitation_id = $1", [id]);
      const poison = broken.citizen.update(broken.citizen.tapOf('4 · Hài lòng'));
      const good = whole.citizen.update(whole.citizen.tapOf('4 · Hài lòng'));
      await expect(world.take(good, poison)).rejects.toMatchObject({ code: 'draft-unreadable' });
      await world.take(good);
      await world.drain();
      expect(whole.citizen.last).toMatch(/Câu 2\/5/);
      await expect(world.take(poison)).rejects.toMatchObject({ code: 'draft-unreadable' });
      await broken.citizen.type('DỪNG');
      expect((await world.invitation(broken.code)).closeReason).toBe('opted-out');
    });

    it('answers media with what it waits for', async () => {
      const { citizen } = await invited();
      await citizen.tap('Bắt đầu');
      await citizen.does({ kind: 'media' });
      expect(citizen.last).toMatch(/số từ 1 đến 5/);
    });
  });

  it('counts a quick answer as delivered, though the send has not been recorded', async () => {
    const citizen = world.citizen();
    const code = newCode();
    await citizen.sharePhone();
    await world.register([{ code, phone: citizen.phone }]);
    await sendInvitations(world.parts);
    await world.take(citizen.update({ kind: 'text', text: 'bắt đầu' }), citizen.update({ kind: 'text', text: '5' }));
    await world.drain();
    const { status, deliveredAt } = await world.invitation(code);
    expect({ status, deliveredAt }).toEqual({ status: 'started', deliveredAt: new Date(NOW) });
    expect(citizen.texts.filter((text) => /xin chào ông\/bà\./.test(text))).toHaveLength(0);
  });
});
