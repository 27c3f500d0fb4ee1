import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeInvitations } from '../../src/service/close-invitations.ts';
import { sweepMessages } from '../../src/service/sweep-messages.ts';
import type { Fault } from '../support/telegram/faults.ts';
import { createWorld, DAY_MS, newCode, NOW, type World } from '../support/service-world.ts';
import type { WorldCitizen } from '../support/world-citizen.ts';
import {
  chatOf,
  invite,
  LATE,
  messageIdsOf,
  messagesOf,
  queueInvitation,
  queueInvitations,
  settleAll,
} from '../support/world-invited.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

beforeEach(() => {
  world.setNow(NOW);
  world.pace.kind = 'fast';
});

afterEach(async () => {
  world.telegram.faults.clear();
  await settleAll(world);
});

afterAll(() => world.close());

function fail(citizen: WorldCitizen, fault: Fault, times = 1): void {
  for (const method of ['sendMessage', 'editMessageText']) {
    world.telegram.faults.add({ fault, method, chatId: citizen.person.id, times });
  }
}

/** All that waits for its time, in its time. */
async function deliverDelayed(): Promise<void> {
  const jobs = world.outbox.delayed.splice(0);
  world.skip(Math.max(0, ...jobs.map(({ delayMs }) => delayMs)));
  await world.deliver(jobs.map(({ ref }) => ref.id));
  await world.drain();
}

function sends(citizen: WorldCitizen): number {
  const { outbox } = world.telegram;
  const { id } = citizen.person;
  return outbox.of('sendMessage', id).length + outbox.of('editMessageText', id).length;
}

describe('src/service/deliver-messages.ts', () => {
  describe('a refusal', () => {
    it.each([
      ['blocked', (citizen: WorldCitizen) => void (citizen.person.standing = 'blocked')],
      ['deactivated', (citizen: WorldCitizen) => void (citizen.person.standing = 'deactivated')],
      ['never started', (citizen: WorldCitizen) => void (citizen.person.standing = 'new')],
    ])('for good (%s) marks the chat and goes on down the ladder, which ends at the slip', async (_name, become) => {
      const { citizen, code } = await queueInvitation(world);
      become(citizen);
      const before = sends(citizen);
      await world.drain();
      expect(await world.invitation(code)).toMatchObject({ status: 'armed', chatId: null, invitedAt: null });
      expect((await world.record(code)).draft).toBeNull();
      expect((await chatOf(world, citizen)).blocked_at).toEqual(new Date(NOW));
      await world.sendDue();
      expect(await world.invitation(code)).toMatchObject({ status: 'waiting', channel: null });
      expect(sends(citizen)).toBe(before + 1);
      world.skip(8 * DAY_MS);
      await closeInvitations(world.parts);
      expect(await world.invitation(code)).toMatchObject({ status: 'closed', closeReason: 'no-contact' });
    });

    it('leads to the next chat of the same phone, once', async () => {
      const other = world.citizen();
      await other.sharePhone();
      world.skip(1_000);
      const newer = world.citizen({ phone: other.phone });
      await newer.sharePhone();
      const code = newCode();
      await world.register([{ code, phone: other.phone }]);
      newer.person.standing = 'blocked';
      const before = other.texts.length;
      for (let i = 0; i < 3; i += 1) await world.sendDue();
      expect(other.texts.slice(before)).toEqual([expect.stringMatching(/xin chào ông\/bà/)]);
      expect(await world.invitation(code)).toMatchObject({ status: 'sent', proof: 'phone' });
      expect((await chatOf(world, newer)).blocked_at).not.toBeNull();
    });

    it('tries no further message of a chat that is gone', async () => {
      const { citizen, code } = await queueInvitation(world, LATE);
      const before = sends(citizen);
      citizen.person.standing = 'blocked';
      await world.deliver((await messagesOf(world, code)).map(({ id }) => id));
      expect(sends(citizen)).toBe(before + 1);
      expect((await messagesOf(world, code)).map(({ status }) => status)).toEqual(['failed', 'failed']);
    });

    it('keeps given answers until their time is over', async () => {
      const { citizen, code } = await invite(world);
      await citizen.tap('Bắt đầu');
      await citizen.tap('4 · Hài lòng');
      const next = citizen.update(citizen.tapOf('4 · Hài lòng'));
      citizen.person.standing = 'blocked';
      await world.take(next);
      await world.drain();
      expect(await world.invitation(code)).toMatchObject({ status: 'started' });
      expect((await world.record(code)).draft).not.toBeNull();
    });

    it('of a farewell seals the survey all the same', async () => {
      const { citizen, code } = await invite(world);
      await citizen.tap('Bắt đầu');
      for (let i = 0; i < 5; i += 1) await citizen.tap('Bỏ qua');
      const last = citizen.update(citizen.tapOf('Không có'));
      citizen.person.standing = 'blocked';
      await world.take(last);
      await world.drain();
      expect((await world.invitation(code)).closeReason).toBe('finished');
    });

    it('for a fault of ours is never repeated in any chat: only the slip is left', async () => {
      const { citizen, code } = await queueInvitation(world);
      fail(citizen, { kind: 'error', status: 400, description: "Bad Request: can't parse entities" });
      await world.drain();
      expect(await messagesOf(world, code)).toMatchObject([{ status: 'failed', failure: 'bad-request' }]);
      expect(await world.invitation(code)).toMatchObject({ status: 'waiting', chatId: null, invitedAt: null });
      expect((await chatOf(world, citizen)).blocked_at).toBeNull();
      const before = sends(citizen);
      await world.sendDue();
      expect(sends(citizen)).toBe(before);
      expect(world.outbox.delayed).toEqual([]);
    });

    it('of the bot itself rests the whole channel and loses nothing', async () => {
      const two = await queueInvitations(world, 2);
      const ids = await messageIdsOf(world, two);
      for (const { citizen } of two) fail(citizen, { kind: 'error', status: 401, description: 'Unauthorized' });
      world.outbox.ready.length = 0;
      await world.deliver(ids);
      expect(world.outbox.pauses).toEqual([{ channel: 'telegram', forMs: 300_000 }]);
      world.telegram.faults.clear();
      await deliverDelayed();
      for (const { citizen, code } of two) {
        expect(citizen.buttons).toContain('Bắt đầu');
        expect(await messagesOf(world, code)).toMatchObject([{ status: 'sent', attempts: 0 }]);
      }
    });
  });

  describe('too fast', () => {
    it('for one chat holds back that chat in its order, burns no attempt, and lets others go on', async () => {
      const [slow, other] = [await invite(world), await invite(world)];
      world.pace.kind = 'still';
      fail(slow.citizen, { kind: 'rate-limit', retryAfterS: 3 });
      const texts = ['bắt đầu', '4', '5'];
      const updates = texts.flatMap((text) =>
        [slow, other].map(({ citizen }) => citizen.update({ kind: 'text', text })),
      );
      await world.take(...updates.slice(0, 4));
      await world.drain();
      await world.take(...updates.slice(4));
      await world.drain();
      expect(other.citizen.texts.length).toBeGreaterThan(slow.citizen.texts.length);
      const [row] = await world.rows<{ burned: number }>('SELECT sum(attempts)::int AS burned FROM register.message');
      expect(row?.burned).toBe(0);
      world.pace.kind = 'fast';
      while (world.outbox.delayed.length > 0) await deliverDelayed();
      for (const { citizen } of [slow, other]) {
        expect(citizen.texts.slice(-3).map((text) => text.slice(0, 7))).toEqual(['Câu 1/5', 'Câu 2/5', 'Câu 3/5']);
      }
    });

    it('for the account pauses the channel, calls it no more, and loses nothing', async () => {
      const many = await queueInvitations(world, 30);
      const ids = await messageIdsOf(world, many);
      world.outbox.ready.length = 0;
      const calls = world.telegram.outbox.calls.length;
      world.telegram.faults.add({ fault: { kind: 'rate-limit', retryAfterS: 7 }, method: 'sendMessage', times: 1_000 });
      await world.deliver(ids);
      expect(world.telegram.outbox.calls.length - calls).toBeLessThanOrEqual(20);
      expect(world.outbox.pauses).toEqual([{ channel: 'telegram', forMs: 7_000 }]);
      world.telegram.faults.clear();
      await deliverDelayed();
      const found = await Promise.all(many.map(({ code }) => messagesOf(world, code)));
      expect(found.flat().map(({ status, attempts }) => `${status} ${attempts}`)).toEqual(
        Array.from({ length: 30 }, () => 'sent 0'),
      );
    });
  });

  describe('an outcome that nobody knows', () => {
    it.each<[string, Fault]>([
      ['5xx', { kind: 'error', status: 502, description: 'Bad Gateway' }],
      ['HTML', { kind: 'html', status: 503 }],
      ['no answer', { kind: 'hang', accepted: true }],
      ['a reset behind it', { kind: 'reset', accepted: true }],
    ])('(%s) of an invitation is recorded and never sent again', async (_name, fault) => {
      const { citizen, code } = await queueInvitation(world);
      fail(citizen, fault);
      const before = sends(citizen);
      await world.drain();
      expect(sends(citizen)).toBe(before + 1);
      expect(await messagesOf(world, code)).toMatchObject([{ status: 'unknown' }]);
      expect(await world.invitation(code)).toMatchObject({ status: 'sent', deliveredAt: null });
      world.skip(DAY_MS);
      await sweepMessages(world.parts);
      await world.drain();
      expect(sends(citizen)).toBe(before + 1);
    });

    it.each<[string, Fault]>([
      ['5xx', { kind: 'error', status: 502, description: 'Bad Gateway' }],
      ['HTML', { kind: 'html', status: 503 }],
      ['a page of a proxy', { kind: 'html', status: 200 }],
      ['a reset', { kind: 'reset', accepted: false }],
    ])('(%s) of a reply is repeated with backoff until it is out', async (_name, fault) => {
      const { citizen, code } = await invite(world);
      fail(citizen, fault, 2);
      await citizen.tap('Bắt đầu');
      const delays = [];
      while (world.outbox.delayed.length > 0) {
        delays.push(world.outbox.delayed[0]?.delayMs);
        await deliverDelayed();
      }
      expect(delays).toEqual([2_000, 4_000]);
      expect(citizen.last).toMatch(/Câu 1\/5/);
      expect(await messagesOf(world, code)).toMatchObject([{ purpose: 'invite', status: 'sent' }]);
    });

    it('of a reply that did arrive is repeated at most', async () => {
      const { citizen } = await invite(world);
      fail(citizen, { kind: 'reset', accepted: true });
      await citizen.tap('Bắt đầu');
      await citizen.type('4');
      while (world.outbox.delayed.length > 0) await deliverDelayed();
      // The edit shows what it showed already; the new message comes twice.
      expect(citizen.texts.slice(-3).map((text) => text.slice(0, 7))).toEqual(['Câu 1/5', 'Câu 2/5', 'Câu 2/5']);
    });

    it('leaves the commit as it is when the queue is away', async () => {
      const { citizen, code } = await invite(world);
      world.outbox.isAway = true;
      await world.take(citizen.update(citizen.tapOf('Bắt đầu')));
      world.outbox.isAway = false;
      expect((await messagesOf(world, code)).at(-1)).toMatchObject({ status: 'created' });
    });

    it('of a reply is given up after eight attempts', async () => {
      const { citizen, code } = await invite(world);
      fail(citizen, { kind: 'error', status: 500, description: 'Internal' }, 100);
      await citizen.tap('Bắt đầu');
      while (world.outbox.delayed.length > 0) await deliverDelayed();
      expect((await messagesOf(world, code)).at(-1)).toMatchObject({ status: 'failed', failure: 'http-500' });
      expect((await world.invitation(code)).status).toBe('sent');
    });
  });

  describe('order and once only', () => {
    it('sends once when ten workers have the same job', async () => {
      const many = await queueInvitations(world, 5);
      const ids = await messageIdsOf(world, many);
      const before = many.map(({ citizen }) => sends(citizen));
      await Promise.all(Array.from({ length: 10 }, (_, i) => world.deliver(i % 2 ? ids : ids.toReversed())));
      expect(many.map(({ citizen }) => sends(citizen))).toEqual(before.map((count) => count + 1));
    });

    it('keeps the order of a chat whatever order and number its jobs have', async () => {
      const { citizen } = await invite(world);
      await world.take(...['bắt đầu', '1', '2', '3', '4'].map((text) => citizen.update({ kind: 'text', text })));
      const ids = world.outbox.ready.splice(0).map(({ id }) => id);
      await Promise.all([...ids.toReversed().map((id) => world.deliver([id])), world.deliver(ids.slice(2, 4))]);
      while (world.outbox.ready.length > 0) await world.drain();
      expect(citizen.texts.slice(-5).map((text) => text.slice(0, 7))).toEqual([
        'Câu 1/5',
        'Câu 2/5',
        'Câu 3/5',
        'Câu 4/5',
        'Câu 5/5',
      ]);
    });

    it('lets one message that cannot be opened hold up no other', async () => {
      const [broken, whole] = await queueInvitations(world, 2);
      if (!broken || !whole) throw new TypeError('two');
      const ids = await messageIdsOf(world, [broken, whole]);
      await world.rows("UPDATE register.message SET sealed = 'x' WHERE id = $1", [ids[0]]);
      await world.deliver(ids);
      expect(await messagesOf(world, broken.code)).toMatchObject([{ status: 'failed' }]);
      expect(await messagesOf(world, whole.code)).toMatchObject([{ status: 'sent' }]);
    });

    it('does not send what is over', async () => {
      const { citizen, code } = await queueInvitation(world);
      const before = sends(citizen);
      world.skip(8 * DAY_MS);
      await world.drain();
      expect(await messagesOf(world, code)).toMatchObject([{ status: 'expired' }]);
      expect(sends(citizen)).toBe(before);
    });
  });
});
