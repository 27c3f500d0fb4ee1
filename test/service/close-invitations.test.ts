import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeInvitations } from '../../src/service/close-invitations.ts';
import { createWorld, DAY_MS, newCode, NOW, tokenOf, type World } from '../support/service-world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

beforeEach(() => world.setNow(NOW));

afterAll(() => world.close());

const OVER_MS = 8 * DAY_MS;

async function invited() {
  const citizen = world.citizen();
  const code = newCode();
  await citizen.sharePhone();
  const [result] = await world.register([{ code, phone: citizen.phone }]);
  await world.sendDue();
  return { citizen, code, token: tokenOf(result) };
}

async function mixed(): Promise<number> {
  const [row] = await world.rows<{ n: number }>('SELECT count(*)::int AS n FROM ballot.mix');
  return row?.n ?? 0;
}

describe('src/service/close-invitations.ts', () => {
  it('seals as partial what holds at least one answer', async () => {
    const { citizen, code } = await invited();
    const before = await mixed();
    await citizen.tap('Bắt đầu');
    await citizen.tap('2 · Không hài lòng');
    world.skip(OVER_MS);
    await closeInvitations(world.parts);
    expect(await world.invitation(code)).toMatchObject({ status: 'closed', closeReason: 'partial' });
    expect((await world.record(code)).draft).toBeNull();
    expect(await mixed()).toBe(before + 1);
  });

  it('seals as finished when only the comment was open', async () => {
    const { citizen, code } = await invited();
    await citizen.tap('Bắt đầu');
    for (let i = 0; i < 4; i += 1) await citizen.tap('4 · Hài lòng');
    await citizen.tap('Không');
    world.skip(OVER_MS);
    await closeInvitations(world.parts);
    expect(await world.invitation(code)).toMatchObject({ status: 'closed', closeReason: 'finished' });
  });

  it('calls expired what was reached and holds no answer, skipped questions included', async () => {
    const [silent, skipping] = [await invited(), await invited()];
    const before = await mixed();
    await skipping.citizen.tap('Bắt đầu');
    await skipping.citizen.tap('Bỏ qua');
    world.skip(OVER_MS);
    await closeInvitations(world.parts);
    for (const { code } of [silent, skipping]) {
      expect(await world.invitation(code)).toMatchObject({ status: 'closed', closeReason: 'expired' });
      expect((await world.record(code)).draft).toBeNull();
    }
    expect(await mixed()).toBe(before);
  });

  it('tells apart what could not be sent and what was never to be', async () => {
    const [unreached, excluded, quiet] = [newCode(), newCode(), newCode()];
    const phone = '0912888001';
    await world.register([
      { code: unreached },
      { code: excluded, applicant: 'organisation' },
      { code: newCode(), phone },
      { code: quiet, phone },
    ]);
    await world.sendDue();
    world.skip(OVER_MS);
    await closeInvitations(world.parts);
    const found = await Promise.all([unreached, excluded, quiet].map((code) => world.invitation(code)));
    expect(found.map(({ closeReason }) => closeReason)).toEqual(['no-contact', 'excluded', 'excluded']);
  });

  it('lets no answer count after the last day, though nothing has been closed yet', async () => {
    const { citizen, code, token } = await invited();
    await citizen.tap('Bắt đầu');
    const page = world.page(token);
    const late = citizen.tapOf('5 · Rất hài lòng');
    world.skip(OVER_MS);
    await citizen.does(late);
    expect(citizen.last).toMatch(/đã kết thúc/);
    await citizen.type('5');
    expect(citizen.last).toMatch(/không có khảo sát nào/);
    await page.type('5');
    await closeInvitations(world.parts);
    expect(await world.invitation(code)).toMatchObject({ closeReason: 'expired', startedOn: null });
  });

  it('closes hundreds in turns, each once', async () => {
    await world.register(Array.from({ length: 600 }, () => ({ code: newCode() })));
    world.skip(OVER_MS);
    const moved = [await closeInvitations(world.parts), await closeInvitations(world.parts)];
    expect(moved[0]).toBe(500);
    expect(moved[1]).toBeGreaterThanOrEqual(100);
    expect(await closeInvitations(world.parts)).toBe(0);
  });

  it('leaves alone what this key cannot open, and is not held up by it', async () => {
    const [broken, whole] = [await invited(), await invited()];
    for (const { citizen } of [broken, whole]) {
      await citizen.tap('Bắt đầu');
      await citizen.tap('4 · Hài lòng');
    }
    const { id } = await world.invitation(broken.code);
    await world.rows("UPDATE register.draft SET sealed = 'x' WHERE invitation_id = $1", [id]);
    world.skip(OVER_MS);
    await closeInvitations(world.parts);
    expect((await world.invitation(whole.code)).closeReason).toBe('partial');
    expect(await world.invitation(broken.code)).toMatchObject({ status: 'started' });
    expect((await world.record(broken.code)).draft).not.toBeNull();
    expect(await closeInvitations(world.parts)).toBe(0);
  });
});
