import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendInvitations } from '../../../src/service/send-invitations.ts';
import { createWorld, newCode, NOW, tokenOf, type World } from '../../support/service-world.ts';
import type { WorldCitizen } from '../../support/world-citizen.ts';
import { chatOf, invite, LATE, type Invited } from '../../support/world-invited.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

beforeEach(() => world.setNow(NOW));

afterAll(() => world.close());

/** Nothing of ours comes to this person when another dossier of theirs is finished. */
async function isLeftAlone({ citizen }: Pick<Invited, 'citizen'>): Promise<boolean> {
  const code = newCode();
  await world.register([{ code, phone: citizen.phone, ...LATE }]);
  const seen = citizen.texts.length;
  await world.sendDue();
  return citizen.texts.length === seen && (await world.invitation(code)).exclusion === 'opted-out';
}

describe('src/service/conversation/opt-out.ts', () => {
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
    const one = await invite(world);
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
    await world.register([{ code, phone: citizen.phone, ...LATE }]);
    await sendInvitations(world.parts);
    expect((await chatOf(world, citizen)).waiting).toBe(2);
    await world.take(citizen.update({ kind: 'text', text: 'DỪNG' }));
    await world.drain();
    expect(citizen.texts.join(' ')).not.toMatch(/xin chào ông\/bà\./);
    expect(citizen.last).toMatch(/đã ngừng gửi/);
    expect(await world.invitation(code)).toMatchObject({ status: 'closed', closeReason: 'opted-out' });
  });

  it('after the last answer, before the answers are sealed, keeps them from being counted', async () => {
    const { citizen, code } = await invite(world);
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
    const { citizen, code } = await invite(world);
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
    const one = await invite(world);
    await one.citizen.type('DỪNG');
    await (word === '/start' ? one.citizen.start() : one.citizen.type(word));
    expect(await isLeftAlone(one)).toBe(false);
    expect(one.citizen.buttons).toContain('Bắt đầu');
  });

  it('is taken back also when /start opens a survey at once', async () => {
    const one = await invite(world);
    await one.citizen.type('DỪNG');
    const code = newCode();
    const [result] = await world.register([{ code }]);
    await one.citizen.start(tokenOf(result));
    await one.citizen.start();
    expect((await chatOf(world, one.citizen)).opted_out_at).toBeNull();
    expect(await isLeftAlone(one)).toBe(false);
  });
});
