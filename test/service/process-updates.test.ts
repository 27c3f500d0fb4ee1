import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWorld, NOW, type World } from '../support/service-world.ts';
import { invite, queueInvitation } from '../support/world-invited.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

beforeEach(() => world.setNow(NOW));

afterAll(() => world.close());

describe('src/service/process-updates.ts', () => {
  it('takes each update once: twenty copies in one batch, and once more later', async () => {
    const { citizen, code } = await invite(world);
    await citizen.tap('Bắt đầu');
    const update = citizen.update(citizen.tapOf('4 · Hài lòng'));
    await world.take(...Array.from({ length: 20 }, () => update));
    await world.take(update);
    await world.drain();
    expect(citizen.last).toMatch(/Câu 2\/5/);
    expect((await world.invitation(code)).status).toBe('started');
  });

  it('takes each update once when several workers have it at once', async () => {
    const { citizen } = await invite(world);
    await citizen.tap('Bắt đầu');
    const update = citizen.update({ kind: 'text', text: '4' });
    await Promise.all(Array.from({ length: 8 }, () => world.take(update)));
    await world.drain();
    expect(citizen.last).toMatch(/Câu 2\/5/);
  });

  it('keeps the order of one citizen in a batch of many', async () => {
    const many = await Promise.all(Array.from({ length: 8 }, () => invite(world)));
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
    const [one, other] = [await invite(world), await invite(world)];
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
    const { citizen } = await invite(world);
    await citizen.tap('Bắt đầu');
    const [first, second] = [citizen.update({ kind: 'text', text: '4' }), citizen.update({ kind: 'text', text: '5' })];
    await world.take(second, first);
    await world.drain();
    expect(citizen.last).toMatch(/Câu 3\/5/);
  });

  it('lets a poisonous update fail by itself, with a code', async () => {
    const [broken, whole] = [await invite(world), await invite(world)];
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
    const { citizen } = await invite(world);
    await citizen.tap('Bắt đầu');
    await citizen.does({ kind: 'media' });
    expect(citizen.last).toMatch(/số từ 1 đến 5/);
  });

  it('counts a quick answer as delivered, though the send has not been recorded', async () => {
    const { citizen, code } = await queueInvitation(world);
    await world.take(citizen.update({ kind: 'text', text: 'bắt đầu' }), citizen.update({ kind: 'text', text: '5' }));
    await world.drain();
    const { status, deliveredAt } = await world.invitation(code);
    expect({ status, deliveredAt }).toEqual({ status: 'started', deliveredAt: new Date(NOW) });
    expect(citizen.texts.filter((text) => /xin chào ông\/bà\./.test(text))).toHaveLength(0);
  });
});
