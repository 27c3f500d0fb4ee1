import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asId, type MessageId } from '../../src/domain/ids.ts';
import { sealFinished } from '../../src/service/seal-finished.ts';
import { sweepMessages } from '../../src/service/sweep-messages.ts';
import { createWorld, NOW, type World } from '../support/service-world.ts';
import { invite, LATE, messagesOf, queueInvitation, settleAll } from '../support/world-invited.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

beforeEach(() => world.setNow(NOW));

afterEach(() => settleAll(world));

afterAll(() => world.close());

/** What a crash leaves. */
describe('src/service/sweep-messages.ts', () => {
  it('between commit and queue is queued again', async () => {
    const { citizen, code } = await queueInvitation(world);
    world.outbox.ready.length = 0;
    await world.drain();
    expect(await messagesOf(world, code)).toMatchObject([{ status: 'created' }]);
    expect(await sweepMessages(world.parts)).toBe(0);
    world.skip(60_000);
    expect(await sweepMessages(world.parts)).toBe(1);
    await world.drain();
    expect(citizen.buttons).toContain('Bắt đầu');
  });

  it('between claim and record is repeated for a reply, and never for an invitation', async () => {
    const answering = await invite(world);
    const asked = await queueInvitation(world);
    await world.take(answering.citizen.update(answering.citizen.tapOf('Bắt đầu')));
    const reply = (await messagesOf(world, answering.code)).at(-1);
    const invitation = (await messagesOf(world, asked.code)).at(-1);
    const ids = [reply, invitation].map((each) => asId<MessageId>(each?.id ?? ''));
    await world.parts.messages.claim(ids, world.now());
    world.outbox.ready.length = 0;
    world.skip(120_000);
    expect(await sweepMessages(world.parts)).toBe(1);
    await world.drain();
    expect(answering.citizen.last).toMatch(/Câu 1\/5/);
    expect(await messagesOf(world, asked.code)).toMatchObject([{ status: 'unknown', failure: 'claim-lost' }]);
    expect((await world.invitation(asked.code)).status).toBe('sent');
  });

  it('between an apology and its invitation is queued again', async () => {
    const { citizen, code } = await queueInvitation(world, LATE);
    world.outbox.isAway = true;
    await world.drain();
    world.outbox.isAway = false;
    expect((await messagesOf(world, code)).map(({ status }) => status)).toEqual(['sent', 'created']);
    world.skip(60_000);
    expect(await sweepMessages(world.parts)).toBe(1);
    await world.drain();
    expect(citizen.buttons).toContain('Bắt đầu');
  });

  it('between the farewell and the seal is sealed by the next turn', async () => {
    const { citizen, code } = await invite(world);
    await citizen.tap('Bắt đầu');
    for (let i = 0; i < 5; i += 1) await citizen.tap('Bỏ qua');
    await world.take(citizen.update(citizen.tapOf('Không có')));
    expect(await sealFinished(world.parts, null)).toBe(0);
    await world.rows("UPDATE register.message SET status = 'sent' WHERE purpose = 'farewell' AND status = 'created'");
    expect(await sealFinished(world.parts, null)).toBe(1);
    expect((await world.invitation(code)).closeReason).toBe('finished');
  });

  it('is not mistaken for what waits its turn in a paced queue', async () => {
    await queueInvitation(world);
    world.skip(60_000);
    world.outbox.waiting = 5;
    expect(await sweepMessages(world.parts)).toBe(0);
    world.outbox.waiting = 0;
    expect(await sweepMessages(world.parts)).toBe(1);
  });
});
