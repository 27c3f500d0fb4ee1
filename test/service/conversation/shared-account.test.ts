import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AT_INTAKE } from '../../support/world-invited.ts';
import { createWorld, DAY_MS, NOW, type World } from '../../support/service-world.ts';
import { registered, WorldZaloCitizen } from '../../support/world-zalo.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

beforeEach(() => world.setNow(NOW));

afterAll(() => world.close());

/** Somebody in whose chat a survey lies that they have not begun. */
async function offered() {
  const one = await registered(world);
  const citizen = new WorldZaloCitizen(world);
  await citizen.type(one.shortCode);
  expect(await citizen.last()).toMatch(/Mời ông\/bà trả lời/);
  return { ...one, citizen };
}

const NEVER = 'ZZZZZ2';
const YESTERDAY = new Date('2026-10-07T09:00:00+07:00');

describe('src/service/conversation/handle-chat-update.ts, on an account where people write to staff too', () => {
  it.each([
    'Xin chào',
    'Cho tôi hỏi giấy tờ khai sinh',
    '5',
    'có',
    'trợ giúp',
    'gặp cán bộ',
    'BẬT',
    'Hủy lịch hẹn giúp tôi',
  ])('keeps nothing of a stranger who writes %j, and says nothing', async (text) => {
    const stranger = new WorldZaloCitizen(world);
    await stranger.type(text);
    await stranger.does({ kind: 'media' }, { kind: 'unblocked' });
    await stranger.does({ kind: 'tap', payload: 'x', callbackId: null, messageId: null });
    expect([await stranger.texts(), await stranger.chat()]).toEqual([[], null]);
  });

  it('stays silent outside a survey to those it knows', async () => {
    const { citizen } = await offered();
    await citizen.tap('Không phải hồ sơ của tôi');
    const said = (await citizen.texts()).length;
    await citizen.type('Xin chào', 'trợ giúp', 'gặp cán bộ', 'english', 'tốt', '5');
    await citizen.does({ kind: 'media' }, { kind: 'unblocked' });
    expect(await citizen.texts()).toHaveLength(said);
  });

  it('leaves unanswered what an invitation does not understand, and takes the rest', async () => {
    const { citizen, code } = await offered();
    const said = (await citizen.texts()).length;
    await citizen.type('Anh ơi hồ sơ của tôi đâu rồi', 'alo');
    await citizen.does({ kind: 'media' });
    expect(await citizen.texts()).toHaveLength(said);
    await citizen.type('để sau');
    expect(await citizen.last()).toMatch(/khi nào tiện/);
    await citizen.type('có');
    expect(await citizen.last()).toMatch(/Câu 1\/5/);
    await citizen.type('alo');
    expect(await citizen.last()).toMatch(/số từ 1 đến 5/);
    await citizen.type('rất hài lòng');
    expect(await world.invitation(code)).toMatchObject({ status: 'started', channel: 'zalo', proof: 'slip' });
  });

  it('stops for anyone who says so, and comes back', async () => {
    const stranger = new WorldZaloCitizen(world);
    await stranger.type('DỪNG');
    expect(await stranger.last()).toMatch(/đã ngừng gửi/);
    await stranger.type('BẬT');
    expect(await stranger.last()).toMatch(/sẽ lại nhận khảo sát/);
    expect((await stranger.chat())?.opted_out_at).toBeNull();
  });

  it('asks those it knows about a doubtful stop', async () => {
    const { citizen } = await offered();
    await citizen.tap('Không phải hồ sơ của tôi');
    await citizen.type('dung');
    expect(await citizen.last()).toMatch(/muốn ngừng nhận khảo sát\?/);
    await citizen.type('có');
    expect(await citizen.last()).toMatch(/đã ngừng gửi/);
  });

  it('takes a lost follower for an opt-out: the survey ends, address and phone are left alone', async () => {
    const { citizen, code, phone } = await offered();
    await citizen.does({ kind: 'contact', phone, own: true, vouched: true });
    await citizen.tap('Bắt đầu');
    await citizen.does({ kind: 'opted-out' });
    expect(await world.invitation(code)).toMatchObject({ status: 'closed', closeReason: 'opted-out' });
    expect((await world.record(code)).draft).toBeNull();
    expect(await citizen.texts()).not.toContainEqual(expect.stringMatching(/ngừng gửi/));
    const { code: next } = await registered(world, { phone });
    expect((await world.invitation(next)).exclusion).toBe('opted-out');
    await citizen.does({ kind: 'unblocked' });
    expect((await citizen.chat())?.opted_out_at).not.toBeNull();
  });

  it('keeps no chat of an unknown one who leaves, and still knows it later', async () => {
    const one = await registered(world);
    const stranger = new WorldZaloCitizen(world);
    await stranger.does({ kind: 'opted-out' });
    expect(await stranger.chat()).toBeNull();
    await stranger.type(one.shortCode);
    expect((await stranger.chat())?.opted_out_at).not.toBeNull();
    const another = new WorldZaloCitizen(world);
    await another.does({ kind: 'opted-out' });
    await another.type('BẬT');
    expect(await another.last()).toMatch(/sẽ lại nhận khảo sát/);
  });
});

describe('src/service/conversation/take-slip.ts, a typed code', () => {
  it.each([
    (code: string) => code,
    (code: string) => code.toLowerCase(),
    (code: string) => ` ${code.slice(0, 3)} ${code.slice(3)}. `,
    (code: string) => `Mã: ${code}`,
  ])('opens the slip', async (typed) => {
    const one = await registered(world);
    const citizen = new WorldZaloCitizen(world);
    await citizen.type(typed(one.shortCode));
    expect(await citizen.last()).toContain(one.shortCode);
    expect(await world.record(one.code)).toMatchObject({
      invitation: { status: 'sent', proof: 'slip', channel: 'zalo' },
    });
  });

  it('opens it in any other chat too', async () => {
    const one = await registered(world);
    const citizen = world.citizen();
    await citizen.type(one.shortCode);
    expect(citizen.last).toContain(one.shortCode);
  });

  it('leads from an invitation that was not begun to another dossier, and is an answer in a survey that was', async () => {
    const { citizen } = await offered();
    const another = await registered(world);
    await citizen.type(another.shortCode);
    expect(await citizen.last()).toContain(another.shortCode);
    await citizen.tap('Bắt đầu');
    const third = await registered(world);
    await citizen.type(third.shortCode);
    expect(await citizen.last()).toMatch(/số từ 1 đến 5/);
    expect((await world.record(third.code)).dossier.slipOwner).toBeNull();
  });

  it('says where a dossier stands that is not finished yet', async () => {
    const one = await registered(world, AT_INTAKE);
    const citizen = new WorldZaloCitizen(world);
    await citizen.type(one.shortCode);
    expect(await citizen.last()).toMatch(/đang giải quyết/);
    expect((await world.record(one.code)).dossier.slipOwner).toMatch(/^chat:/);
  });

  it('opens no slip that another holds', async () => {
    const { shortCode, code, citizen } = await offered();
    const another = new WorldZaloCitizen(world);
    await another.type(shortCode);
    expect(await another.last()).toMatch(/thiết bị khác/);
    expect((await another.chat())?.code_misses).toBe(1);
    await citizen.tap('Bắt đầu');
    expect((await world.record(code)).invitation?.status).toBe('sent');
  });

  it('opens nothing where two dossiers have the same code, until one of them is closed', async () => {
    const [one, two] = [await registered(world), await registered(world)];
    await world.rows('UPDATE register.dossier SET short_code = $2 WHERE code = $1', [two.code, one.shortCode]);
    const citizen = new WorldZaloCitizen(world);
    await citizen.type(one.shortCode);
    expect(await citizen.last()).toMatch(/không tìm thấy phiếu/);
    const { id } = await world.invitation(two.code);
    await world.rows("UPDATE register.invitation SET status = 'closed', close_reason = 'expired' WHERE id = $1", [id]);
    await citizen.type(one.shortCode);
    expect(await citizen.last()).toContain(one.shortCode);
    expect((await citizen.chat())?.code_misses).toBe(1);
  });

  it('falls silent after five misses, until the next day', async () => {
    const one = await registered(world);
    const citizen = new WorldZaloCitizen(world);
    for (let i = 2; i < 9; i += 1) await citizen.type(`ZZZZZ${i}`);
    expect(await citizen.texts()).toHaveLength(5);
    await citizen.type(one.shortCode);
    await citizen.submitPhone(one.phone);
    expect(await citizen.texts()).toHaveLength(5);
    world.skip(DAY_MS);
    await citizen.type(NEVER, one.shortCode);
    expect((await citizen.texts()).slice(5)).toEqual([
      expect.stringMatching(/không tìm thấy phiếu/),
      expect.stringContaining(one.shortCode),
    ]);
    expect((await citizen.chat())?.code_misses).toBe(1);
  });

  it('counts a word that might be a code, and says nothing to it', async () => {
    const citizen = new WorldZaloCitizen(world);
    await citizen.type('thanks', 'truyen');
    expect([await citizen.texts(), (await citizen.chat())?.code_misses]).toEqual([[], 2]);
  });
});

describe('src/service/conversation/take-slip.ts, a typed phone number', () => {
  it('is worth a slip: it opens the newest dossier and proves no phone', async () => {
    const older = await registered(world, { completedAt: YESTERDAY, returnedAt: YESTERDAY });
    const newer = await registered(world, { phone: older.phone });
    const citizen = new WorldZaloCitizen(world);
    await citizen.submitPhone(older.phone);
    expect(await citizen.texts()).toEqual([expect.stringContaining(newer.shortCode)]);
    expect(await world.invitation(newer.code)).toMatchObject({ proof: 'slip', channel: 'zalo' });
    expect((await citizen.chat())?.phone_index).toBeNull();
    for (const { code } of [older, newer]) expect((await world.record(code)).dossier.slipOwner).toMatch(/^chat:/);
    await citizen.submitPhone(older.phone);
    expect(await citizen.texts()).toHaveLength(2);
  });

  it('opens nothing that the phone itself has begun', async () => {
    const one = await registered(world);
    const owner = world.citizen({ phone: one.phone });
    await owner.sharePhone();
    await owner.tap('Bắt đầu');
    await owner.tap('4 · Hài lòng');
    const { draft } = await world.record(one.code);
    const liar = new WorldZaloCitizen(world);
    await liar.submitPhone(one.phone);
    expect(await liar.texts()).toEqual([expect.stringMatching(/không tìm thấy khảo sát nào đang mở/)]);
    expect(await world.record(one.code)).toMatchObject({ draft, dossier: { slipOwner: null } });
    expect((await liar.chat())?.code_misses).toBe(1);
  });

  it('counts misses together with codes', async () => {
    const citizen = new WorldZaloCitizen(world);
    await citizen.type(NEVER);
    for (let i = 0; i < 6; i += 1) await citizen.submitPhone(`+8490011111${i}`);
    expect(await citizen.texts()).toHaveLength(5);
  });
});
