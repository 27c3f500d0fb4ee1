import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Window } from '../../src/domain/contact-policy.ts';
import { sendReminders } from '../../src/service/send-reminders.ts';
import { createWorld, DAY_MS, HOUR_MS, NOW, type World } from '../support/service-world.ts';
import { invite, queueInvitation, settleAll } from '../support/world-invited.ts';

const WINDOW: Window = {
  kind: 'spans',
  spans: [
    { from: 8 * 60, to: 11 * 60 + 30 },
    { from: 13 * 60 + 30, to: 20 * 60 + 30 },
  ],
};

let world: World;

beforeAll(async () => {
  world = await createWorld({ window: WINDOW });
});

beforeEach(() => world.setNow(NOW));

afterEach(() => settleAll(world));

afterAll(() => world.close());

async function remind(): Promise<number> {
  const moved = await sendReminders(world.parts);
  await world.drain();
  return moved;
}

describe('src/service/send-reminders.ts', () => {
  it('goes out once, after 48 hours and inside the window', async () => {
    const { citizen } = await invite(world);
    world.skip(48 * HOUR_MS - 60_000);
    expect(await remind()).toBe(0);
    world.setNow('2026-10-10T12:00:00+07:00');
    expect(await remind()).toBe(0);
    world.setNow('2026-10-10T14:00:00+07:00');
    expect(await remind()).toBe(1);
    expect(citizen.last).toMatch(/xin nhắc ông\/bà.*còn 5 câu/);
    const seen = citizen.texts.length;
    world.skip(2 * DAY_MS);
    expect(await remind()).toBe(0);
    expect(citizen.texts).toHaveLength(seen);
  });

  it('leads on where the citizen stopped', async () => {
    const { citizen } = await invite(world);
    await citizen.tap('Bắt đầu');
    await citizen.tap('4 · Hài lòng');
    world.skip(2 * DAY_MS + HOUR_MS);
    await remind();
    expect(citizen.last).toMatch(/còn 4 câu/);
    await citizen.tap('Tiếp tục');
    expect(citizen.last).toMatch(/Câu 2\/5/);
  });

  it('spares whoever has finished, declined, stopped or blocked us', async () => {
    const [finished, declined, stopped, blocked] = [
      await invite(world),
      await invite(world),
      await invite(world),
      await invite(world),
    ];
    await finished.citizen.answerAll();
    await declined.citizen.type('không');
    await stopped.citizen.type('DỪNG');
    await blocked.citizen.does({ kind: 'blocked' });
    const seen = [finished, declined, stopped, blocked].map(({ citizen }) => citizen.texts.length);
    world.skip(2 * DAY_MS + HOUR_MS);
    await remind();
    expect([finished, declined, stopped, blocked].map(({ citizen }) => citizen.texts.length)).toEqual(seen);
  });

  it('covers an invitation of which nobody knows whether it arrived', async () => {
    const { citizen, code } = await queueInvitation(world);
    world.telegram.faults.add({ fault: { kind: 'reset', accepted: false }, chatId: citizen.person.id });
    await world.drain();
    expect(await world.invitation(code)).toMatchObject({ status: 'sent', deliveredAt: null });
    world.skip(2 * DAY_MS + HOUR_MS);
    expect(await remind()).toBe(1);
    expect(citizen.buttons).toContain('Bắt đầu');
  });
});
