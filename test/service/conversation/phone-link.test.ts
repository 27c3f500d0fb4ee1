import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDraft } from '../../../src/service/conversation/conversation-batch.ts';
import { phoneToken } from '../../../src/service/survey-token.ts';
import { createWorld, DAY_MS, newCode, NOW, tokenOf, type World } from '../../support/service-world.ts';

let world: World;
let phones = 0;

beforeAll(async () => {
  world = await createWorld();
});

beforeEach(() => world.setNow(NOW));

afterAll(() => world.close());

/** A dossier with a phone that no chat leads to; its slip's page, and the page behind the link to the phone. */
async function reachableByPhone(row: Parameters<World['register']>[0][number] = {}) {
  phones += 1;
  const code = newCode();
  const phone = `+8491288${String(phones).padStart(4, '0')}`;
  const [result] = await world.register([{ code, phone, ...row }]);
  const token = await phoneTokenOf(code);
  const slip = world.page(tokenOf(result));
  return { code, phone, token, result, slip, page: world.page(token), other: world.page(token) };
}

async function phoneTokenOf(code: string): Promise<string> {
  return phoneToken(world.parts.vault, (await world.record(code)).dossier.id);
}

async function answersOf(code: string): Promise<readonly unknown[]> {
  const { draft, invitation } = await world.record(code);
  const opened = draft && invitation ? openDraft(draft, invitation.id, world.parts.vault) : null;
  return Object.values(opened?.answers ?? {}).map(({ value }) => value);
}

describe('the link that goes to the phone', () => {
  it('is never told to whoever registers', async () => {
    const { result, token } = await reachableByPhone();
    expect(JSON.stringify(result)).not.toContain(token);
  });

  it('proves the phone on any device, and leaves the slip to whom it was given', async () => {
    const { code, page, other, slip } = await reachableByPhone();
    await page.open();
    await page.tap('Bắt đầu');
    await page.tap('4 · Hài lòng');
    expect(await other.view()).toMatchObject({ kind: 'asking', position: 2 });
    await other.tap('5 · Rất hài lòng');
    expect(await page.view()).toMatchObject({ position: 3 });
    expect((await slip.view()).kind).toBe('held-elsewhere');
    const { dossier, invitation } = await world.record(code);
    expect(dossier.slipOwner).toBeNull();
    expect(invitation).toMatchObject({ status: 'started', channel: 'web', proof: 'phone', chatId: null });
    expect(await answersOf(code)).toEqual([4, 5]);
  });

  it('carries a survey to the mix, and says so on every device', async () => {
    const { code, page, other, slip } = await reachableByPhone();
    await page.answerAll();
    expect(await world.invitation(code)).toMatchObject({ closeReason: 'finished', proof: 'phone' });
    expect([(await page.view()).kind, (await other.view()).kind]).toEqual(['done', 'done']);
    expect((await slip.view()).kind).toBe('held-elsewhere');
  });

  it('begins anew what somebody with the slip began, and tells neither of the other', async () => {
    const { code, page, slip } = await reachableByPhone();
    await slip.tap('Bắt đầu');
    await slip.tap('1 · Rất không hài lòng');
    const late = await slip.payloadOf('1 · Rất không hài lòng');
    expect(await page.view()).toMatchObject({ kind: 'asking', asks: 'invite' });
    await page.open();
    expect(await answersOf(code)).toEqual([1]);
    await page.tap('Bắt đầu');
    expect(await page.view()).toMatchObject({ position: 1 });
    expect(await world.invitation(code)).toMatchObject({ status: 'sent', proof: 'phone', startedOn: null });
    expect((await slip.view()).kind).toBe('held-elsewhere');
    await slip.tapPayload(late);
    await page.tap('5 · Rất hài lòng');
    expect(await answersOf(code)).toEqual([5]);
  });

  it('is closed, without a word why, when the slip was answered to the end', async () => {
    const { page, slip } = await reachableByPhone();
    await slip.answerAll();
    expect(await page.view()).toMatchObject({ kind: 'closed', reason: null });
  });

  it('disowns what was answered with the slip', async () => {
    const { code, page, slip } = await reachableByPhone();
    await slip.tap('Bắt đầu');
    await slip.tap('5 · Rất hài lòng');
    await page.tap('Không phải hồ sơ của tôi');
    expect(await world.invitation(code)).toMatchObject({ closeReason: 'wrong-number', proof: 'phone' });
    expect((await world.record(code)).draft).toBeNull();
  });

  it('goes on with what the phone’s chat was asked, and hands it back', async () => {
    const citizen = world.citizen();
    await citizen.sharePhone();
    const code = newCode();
    await world.register([{ code, phone: citizen.phone }]);
    await world.sendDue();
    await citizen.tap('Bắt đầu');
    await citizen.tap('4 · Hài lòng');
    const page = world.page(await phoneTokenOf(code));
    expect(await page.view()).toMatchObject({ position: 2 });
    await page.tap('3 · Bình thường');
    await citizen.type('tiếp tục');
    expect(citizen.last).toMatch(/Câu 3\/5/);
    expect(await answersOf(code)).toEqual([4, 3]);
  });

  it('confirms by being opened that our message arrived, and moves nothing', async () => {
    const citizen = world.citizen();
    await citizen.sharePhone();
    const code = newCode();
    await world.register([{ code, phone: citizen.phone }]);
    world.telegram.faults.add({ fault: { kind: 'reset', accepted: true }, chatId: citizen.person.id });
    await world.sendDue();
    const before = await world.invitation(code);
    expect(before).toMatchObject({ status: 'sent', deliveredAt: null });
    await world.page(await phoneTokenOf(code)).open();
    expect(await world.invitation(code)).toEqual({ ...before, deliveredAt: new Date(NOW) });
  });

  it('stops surveys to this phone for good', async () => {
    const { code, phone, page } = await reachableByPhone();
    await page.tap('Không nhận nữa');
    expect(await world.invitation(code)).toMatchObject({ closeReason: 'opted-out' });
    expect(await page.view()).toMatchObject({ kind: 'closed', reason: 'opted-out', isPhone: true });
    const next = newCode();
    await world.register([{ code: next, phone, outcome: 'refused' }]);
    expect((await world.invitation(next)).exclusion).toBe('opted-out');
  });

  it('opens nothing before its time or after it, and no chat', async () => {
    const early = await reachableByPhone({ completedAt: new Date('2026-10-08T09:30:00+07:00') });
    expect((await early.page.view()).kind).toBe('not-yet');
    const open = await reachableByPhone();
    const payload = await open.page.payloadOf('Bắt đầu');
    const stranger = world.citizen();
    await stranger.start(open.token);
    expect(stranger.last).toMatch(/không tìm thấy phiếu/);
    world.skip(8 * DAY_MS);
    expect((await open.page.view()).kind).toBe('closed');
    await open.page.tapPayload(payload);
    expect((await world.record(open.code)).draft).toBeNull();
  });

  it('does not exist for dossiers of a version that had none', async () => {
    const { code, page, slip } = await reachableByPhone();
    await world.rows('UPDATE register.dossier SET phone_token_hash = NULL WHERE code = $1', [code]);
    expect((await page.view()).kind).toBe('unknown');
    expect((await slip.view()).kind).toBe('asking');
  });
});
