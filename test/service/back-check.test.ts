import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BackCheckAnswers } from '../../src/domain/back-check.ts';
import { answerBackCheck, openBackCheck } from '../../src/service/back-check/answer-on-page.ts';
import { askBackChecks } from '../../src/service/back-check/ask-back-checks.ts';
import { releaseBackChecks } from '../../src/service/back-check/release-back-checks.ts';
import { showBackChecks } from '../../src/service/back-check/show-back-checks.ts';
import { erasePerson } from '../../src/service/person-rights.ts';
import { publishCells } from '../../src/service/publish-cells.ts';
import { showIndices } from '../../src/service/show-indices.ts';
import { createWorld, HOUR_MS, newCode, NOW, tokenOf, type World } from '../support/service-world.ts';
import { openAccount, type WorldAccount } from '../support/world-account.ts';
import { invite, type Invited } from '../support/world-invited.ts';

const NEXT_DAY = 21 * HOUR_MS;
const FIRST = /tự trả lời khảo sát không/;
const SECOND = /Có ai gợi ý/;

let world: World;

beforeAll(async () => {
  world = await createWorld({}, 100);
});

beforeEach(async () => {
  world.setNow(NOW);
  await world.rows('DELETE FROM register.back_check');
  await world.rows('DELETE FROM ballot.back_check_mix');
});

afterAll(() => world.close());

async function finished(): Promise<Invited> {
  const one = await invite(world);
  await one.citizen.answerAll();
  return one;
}

/** Has answered yesterday, and is asked back now. */
async function askedBack(): Promise<Invited> {
  const one = await finished();
  world.skip(NEXT_DAY);
  await ask();
  return one;
}

async function ask(): Promise<number> {
  const asked = await askBackChecks(world.parts);
  await world.drain();
  return asked;
}

const statuses = async () =>
  (await world.rows<{ status: string }>('SELECT status FROM register.back_check'))
    .map(({ status }) => status)
    .toSorted();

async function waiting(): Promise<number> {
  const [row] = await world.rows<{ n: number }>('SELECT count(*)::int AS n FROM ballot.back_check_mix');
  return row?.n ?? 0;
}

describe('src/service/back-check', () => {
  it('asks two questions the next day, once, and keeps nothing that leads to who answered', async () => {
    const { citizen, code } = await finished();
    const thanks = citizen.last;
    world.skip(19 * HOUR_MS);
    expect(await ask()).toBe(0);
    world.skip(2 * HOUR_MS);
    expect(await ask()).toBe(1);
    expect(await ask()).toBe(0);
    expect(citizen.texts.at(-2)).toBe(thanks);
    expect(citizen.last).toMatch(FIRST);
    expect(citizen.last).toMatch(/UBND .+ Mã trên phiếu: /);
    expect(citizen.buttons).toEqual(['Có', 'Không', 'Không nhận nữa']);
    await citizen.tap('Có');
    expect(citizen.last).toMatch(SECOND);
    expect(citizen.buttons).toEqual(['Có', 'Không', 'Không nhớ', 'Không nhận nữa']);
    await citizen.tap('Không nhớ');
    expect([citizen.last, citizen.buttons]).toEqual([
      expect.stringMatching(/^Cảm ơn ông\/bà\. Chúng tôi không hỏi/),
      [],
    ]);
    const [row] = await world.rows<object>('SELECT * FROM register.back_check');
    expect(row).toMatchObject({
      status: 'answered',
      chat_id: null,
      unit_code: null,
      short_code: null,
      token_hash: null,
      sealed: null,
      ask_after: null,
      expires_at: null,
    });
    expect(await waiting()).toBe(1);
    expect((await world.invitation(code)).closeReason).toBe('finished');
  });

  it('understands what is typed, asks again after what it does not, and answers nothing twice', async () => {
    const { citizen } = await askedBack();
    await citizen.type('dạ có ạ');
    expect(citizen.last).toMatch(SECOND);
    await citizen.type('bà hàng xóm');
    expect(citizen.last).toMatch(/^Xin ông\/bà bấm nút.+Có ai gợi ý/);
    await citizen.type('khong');
    expect(citizen.last).toMatch(/^Cảm ơn/);
    await citizen.type('không');
    expect(citizen.last).toMatch(/Hiện không có khảo sát nào/);
    expect([await statuses(), await waiting()]).toEqual([['answered'], 1]);
  });

  it('stops at once for whoever wants nothing more, and never asks who said so before', async () => {
    const before = await finished();
    const { citizen } = await askedBack();
    expect(citizen.last).toMatch(FIRST);
    await before.citizen.type('dừng');
    await citizen.tap('Có');
    await citizen.tap('Không nhận nữa');
    expect(citizen.last).toMatch(/đã ngừng gửi/);
    expect([await statuses(), await waiting()]).toEqual([['refused', 'refused'], 0]);
    const quiet = await finished();
    await quiet.citizen.type('dừng');
    world.skip(NEXT_DAY);
    expect(await ask()).toBe(0);
    expect(await statuses()).toEqual(['refused', 'refused', 'refused']);
  });

  it('waits for the window, reminds nobody, and ends after four days without half an answer', async () => {
    await finished();
    world.skip(NEXT_DAY);
    const closed = { ...world.parts, policy: { ...world.parts.policy, window: { kind: 'spans', spans: [] } } } as const;
    const holiday = {
      ...world.parts,
      policy: {
        ...world.parts.policy,
        window: { kind: 'spans', spans: [{ from: 480, to: 690 }] },
        isHoliday: (day: string) => day < '2026-10-20',
      },
    } as const;
    await expect(askBackChecks(closed)).rejects.toThrow('never opens');
    expect(await askBackChecks(holiday)).toBe(0);
    expect(await ask()).toBe(1);
    const { citizen } = await askedBack();
    await citizen.tap('Không');
    world.skip(96 * HOUR_MS);
    expect(await ask()).toBe(0);
    expect([await statuses(), await waiting()]).toEqual([['silent', 'silent'], 0]);
    await citizen.tap('Không');
    expect(citizen.last).toMatch(SECOND);
    expect(await statuses()).toEqual(['silent', 'silent']);
  });

  it('leaves no time of who refused, was silent or could not be reached', async () => {
    const { citizen } = await askedBack();
    await citizen.type('dừng');
    await askedBack();
    world.skip(96 * HOUR_MS);
    await ask();
    await finished();
    await world.rows('UPDATE register.chat SET blocked_at = now()');
    world.skip(NEXT_DAY);
    await ask();
    const times = await world.rows('SELECT FROM register.back_check WHERE num_nonnulls(ask_after, expires_at) > 0');
    expect([times, await statuses()]).toEqual([[], ['refused', 'silent', 'unreached']]);
  });

  it('asks the telephone on file, not the chat that somebody answered in with the slip', async () => {
    const [owner, holder] = [world.citizen(), world.citizen()];
    const [result] = await world.register([{ code: newCode(), phone: owner.phone }]);
    await holder.start(tokenOf(result));
    await holder.answerAll();
    await owner.sharePhone();
    world.skip(NEXT_DAY);
    expect(await ask()).toBe(1);
    expect(owner.last).toMatch(FIRST);
    expect(holder.last).not.toMatch(FIRST);
    await owner.tap('Không');
    await owner.tap('Không nhớ');
    expect([await statuses(), await waiting()]).toEqual([['answered'], 1]);
  });

  it('asks nobody after a deletion, whose telephone leaves what was drawn', async () => {
    const [owner, holder] = [world.citizen(), world.citizen()];
    const [result] = await world.register([{ code: newCode(), phone: owner.phone }]);
    await holder.start(tokenOf(result));
    await holder.answerAll();
    await erasePerson(world.parts, owner.phone);
    expect(await world.rows('SELECT FROM register.back_check WHERE num_nonnulls(chat_id, phone_index) > 0')).toEqual(
      [],
    );
    world.skip(NEXT_DAY);
    expect([await ask(), await statuses()]).toEqual([0, ['refused']]);
  });

  it('asks in the chat that held the slip where the telephone on file has none', async () => {
    const [owner, holder] = [world.citizen(), world.citizen()];
    const [result] = await world.register([{ code: newCode(), phone: owner.phone }]);
    await holder.start(tokenOf(result));
    await holder.answerAll();
    world.skip(NEXT_DAY);
    expect(await ask()).toBe(1);
    expect(holder.last).toMatch(FIRST);
  });

  it('keeps nobody waiting behind a channel that has no room', async () => {
    await finished();
    world.skip(NEXT_DAY);
    const { backChecks } = world.parts;
    const query = { now: world.now(), limit: 1, byTemplate: [] };
    const decide = () => ({ checks: [], messages: [] });
    expect(await backChecks.ask({ ...query, full: ['telegram'] }, decide)).toBe(0);
    expect(await backChecks.ask({ ...query, full: ['zalo'] }, decide)).toBe(1);
  });

  it('sends nothing more to who opted out while the question waited to leave', async () => {
    const { citizen } = await finished();
    world.skip(NEXT_DAY);
    expect(await askBackChecks(world.parts)).toBe(1);
    await citizen.type('dừng');
    await world.drain();
    expect(citizen.texts.filter((text) => FIRST.test(text))).toEqual([]);
    expect(citizen.last).toMatch(/đã ngừng gửi/);
  });

  it('leaves survey and back-check apart: what is typed answers the survey that is under way', async () => {
    const { citizen } = await askedBack();
    const [result] = await world.register([{ code: newCode(), phone: citizen.phone }]);
    await citizen.start(tokenOf(result));
    expect(citizen.last).toMatch(/xin chào/);
    await citizen.tap('Bắt đầu');
    await citizen.type('5');
    expect(citizen.last).toMatch(/Câu 2\/5/);
    await citizen.tap('Có');
    expect(citizen.texts.filter((text) => SECOND.test(text))).toHaveLength(1);
  });

  it('counts in batches of a province, and shows shares with intervals above the communes alone', async () => {
    const answers = async (count: number, said: BackCheckAnswers) => {
      for (let i = 0; i < count; i += 1) {
        const { citizen } = await finished();
        world.skip(NEXT_DAY);
        await ask();
        await citizen.tap(said.own === 'yes' ? 'Có' : 'Không');
        await citizen.tap({ yes: 'Có', no: 'Không', unsure: 'Không nhớ' }[said.prompted]);
        world.setNow(NOW);
      }
    };
    const count = async () => {
      const released = await releaseBackChecks({ ...world.parts, mixBatch: 5 });
      await publishCells(world.parts);
      return released;
    };
    await answers(4, { own: 'yes', prompted: 'no' });
    expect(await count()).toBe(0);
    await answers(1, { own: 'no', prompted: 'no' });
    expect([await count(), await waiting()]).toEqual([5, 0]);
    expect((await showBackChecks(world.parts, null))?.own).toMatchObject({
      asked: 5,
      shares: { own: null, prompted: null },
    });
    await answers(6, { own: 'yes', prompted: 'yes' });
    expect(await count()).toBe(6);
    const report = await showBackChecks(world.parts, null);
    expect(report?.own.shares.own).toMatchObject({ denominator: 11, value: 10 / 11 });
    expect(report?.own.shares.prompted).toMatchObject({ denominator: 11, value: 6 / 11 });
    const [province] = report?.provinces ?? [];
    expect(province).toMatchObject({ asked: 11, shares: { own: { denominator: 11 } } });
    expect(await showBackChecks(world.parts, '99001')).toBeNull();
    expect((await showBackChecks(world.parts, province?.unit ?? ''))?.own).toEqual(province);
    const range = { from: '2026-10-01', to: '2026-10-31', unit: null, procedure: null, filedVia: null };
    expect((await showIndices(world.parts, range, { scope: null, ward: false })).overall.responses).toBe(0);
  });

  describe('on Zalo', () => {
    let account: WorldAccount;

    beforeEach(async () => {
      account = await openAccount(world);
      return () => account.close();
    });

    async function answeredOnZalo(options: Parameters<WorldAccount['configure']>[0] = {}) {
      account.configure(options);
      const citizen = account.citizen();
      const [result] = await world.register([{ code: newCode() }]);
      await citizen.type(result?.shortCode ?? '');
      await citizen.tap('Bắt đầu');
      for (let i = 0; i < 4; i += 1) await citizen.tap('4 · Hài lòng');
      await citizen.tap('Không');
      await citizen.tap('Không có');
      world.skip(NEXT_DAY);
      await ask();
      return citizen;
    }

    it('asks in the chat, by buttons or words, and leaves to staff what is no answer', async () => {
      const citizen = await answeredOnZalo();
      expect(citizen.last).toMatch(FIRST);
      await citizen.tap('Không');
      expect(citizen.last).toMatch(SECOND);
      await citizen.type('mai cán bộ có làm việc không');
      expect(citizen.last).toMatch(SECOND);
      await citizen.type('có');
      expect(citizen.last).toMatch(/^Cảm ơn/);
      expect(await waiting()).toBe(1);
    });

    it('reaches a telephone by the template of its own, whose link opens the page once', async () => {
      account.configure({ templates: ['invite', 'back-check'] });
      const { citizen, token } = await byTemplate();
      expect(citizen.last).toMatch(/Xin hỏi thêm 2 câu ngắn/);
      expect(await openBackCheck(world.parts, token)).toMatchObject({ agency: expect.stringMatching(/^UBND /) });
      const said = { own: 'yes', prompted: 'unsure' } as const;
      expect(await answerBackCheck(world.parts, token, said)).toBe(true);
      expect(await answerBackCheck(world.parts, token, said)).toBe(false);
      expect(await openBackCheck(world.parts, token)).toBeNull();
      expect(await openBackCheck(world.parts, 'x')).toBeNull();
      expect([await statuses(), await waiting()]).toEqual([['answered'], 1]);
      const times = await world.rows('SELECT FROM register.back_check WHERE num_nonnulls(ask_after, expires_at) > 0');
      expect(times).toEqual([]);
    });

    it('leaves a telephone in peace without such a template', async () => {
      account.configure({ templates: ['invite'] });
      const { citizen } = await byTemplate();
      expect(citizen.last).toMatch(/Mời ông\/bà trả lời 5 câu/);
      expect(await statuses()).toEqual(['unreached']);
    });

    /** Invited by template, has answered on the page behind it. */
    async function byTemplate() {
      const citizen = account.citizen();
      await world.register([{ code: newCode(), phone: citizen.phone }]);
      await world.sendDue();
      const page = world.page(citizen.token);
      await page.open();
      await page.answerAll();
      world.skip(NEXT_DAY);
      await ask();
      const url = citizen.seen.at(-1)?.buttons[0]?.url ?? '';
      return { citizen, token: url.slice(url.lastIndexOf('/') + 1) };
    }
  });
});
