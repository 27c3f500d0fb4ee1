import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asId, type ChatId, type InvitationId, type MessageId } from '../../src/domain/ids.ts';
import type { Invitation } from '../../src/domain/invitation.ts';
import type { NewMessage } from '../../src/domain/message.ts';
import type { DeliveryWrites } from '../../src/service/ports.ts';
import { createStores, type OwnStores } from '../support/database.ts';
import {
  after,
  fingerprint,
  newChat,
  newDossier,
  newInvitation,
  newMessage,
  NOW,
  register,
  sealedDraft,
  UNITS,
  write,
} from './samples.ts';

const NO_WRITES: DeliveryWrites = { records: [], delivered: [], returned: [], blockedChats: [], optedOutChats: [] };

describe('src/store/messages', () => {
  let stores: OwnStores;
  const chat = newChat();

  beforeAll(async () => {
    stores = await createStores({ register: 20 });
    await stores.references.saveUnits(UNITS);
    await write(stores, { chats: [chat] });
  });

  afterAll(() => stores.drop());

  /** In chats of their own, so that none waits for another one. */
  async function create(count: number, changes: Partial<NewMessage> = {}): Promise<readonly NewMessage[]> {
    const chats = Array.from({ length: count }, () => newChat({ addressSealed: chat.addressSealed }));
    const messages = chats.map((own) => newMessage(own, changes));
    await write(stores, { chats, messages });
    return messages;
  }

  async function createInOneChat(count: number, changes: Partial<NewMessage> = {}): Promise<readonly NewMessage[]> {
    const own = newChat();
    const messages = Array.from({ length: count }, () => newMessage(own, changes));
    await write(stores, { chats: [own], messages });
    return messages;
  }

  async function invite(changes: Partial<Invitation> = {}): Promise<Invitation> {
    const dossier = newDossier();
    const invitation = newInvitation(dossier, { status: 'queued', chatId: chat.id, ...changes });
    await register(stores, [dossier], [invitation]);
    return invitation;
  }

  function statusOf(id: MessageId) {
    return stores.database.register.message.findUniqueOrThrow({ where: { id } });
  }

  function invitationOf(id: InvitationId) {
    return stores.database.register.invitation.findUniqueOrThrow({ where: { id } });
  }

  function idsOf(messages: readonly { readonly id: MessageId }[]): readonly MessageId[] {
    return messages.map(({ id }) => id);
  }

  it('claims in order of creation, with all that sending needs', async () => {
    const invitation = await invite();
    const messages = await create(5, { invitationId: invitation.id, purpose: 'invite', lane: 'bulk' });
    const claimed = await stores.messages.claim(idsOf(messages).toReversed(), NOW);
    expect(
      claimed.map(({ attempts, addressSealed, ...rest }) => [attempts, addressSealed, { ...rest, notBefore: NOW }]),
    ).toEqual(messages.map((message) => [0, chat.addressSealed, message]));
  });

  it('lets no message overtake an earlier one of its chat and lane', async () => {
    const [first, second, third] = await createInOneChat(3);
    if (!first || !second || !third) throw new TypeError('three');
    const [bulk] = await create(1, { chatId: first.chatId, lane: 'bulk' });
    expect(await stores.messages.claim([third.id], NOW)).toEqual([]);
    expect(idsOf(await stores.messages.claim(idsOf([third, first, bulk ?? first]), NOW))).toEqual([first.id, bulk?.id]);
    expect(await stores.messages.claim([second.id, third.id], NOW)).toEqual([]);
    const records = [{ kind: 'deferred', id: first.id, until: after(1), burned: false }] as const;
    await stores.messages.record({ ...NO_WRITES, records });
    expect(await stores.messages.claim([second.id, third.id], NOW)).toEqual([]);
    expect(idsOf(await stores.messages.findDue([first.chatId], 'reply', NOW))).toEqual(idsOf([second, third]));
    expect(idsOf(await stores.messages.claim(idsOf([third, first, second]), after(1)))).toEqual(
      idsOf([first, second, third]),
    );
    expect(await stores.messages.findDue([first.chatId], 'reply', after(1))).toEqual([]);
  });

  it('loses no message of one chat to claimers that get into each other’s way', async () => {
    const ids = idsOf(await createInOneChat(40));
    const chatIds = await stores.database.register.message.findMany({ where: { id: { in: [...ids] } } });
    const claimed: MessageId[] = [];
    for (let left: readonly MessageId[] = ids; left.length > 0;) {
      const rounds = await Promise.all([left, left.toReversed()].map((some) => stores.messages.claim(some, NOW)));
      const won = rounds.flatMap(idsOf);
      claimed.push(...won);
      const records = won.map((id) => ({ kind: 'sent', id, platformId: null, at: NOW }) as const);
      await stores.messages.record({ ...NO_WRITES, records });
      const chatId = asId<ChatId>(chatIds[0]?.chatId ?? '');
      left = idsOf(await stores.messages.findDue([chatId], 'reply', NOW));
    }
    expect(claimed).toEqual(ids);
  });

  it('gives each message to one of twenty claimers', async () => {
    const ids = idsOf(await create(100));
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, i) => stores.messages.claim(i % 2 ? ids : ids.toReversed(), NOW)),
    );
    const claimed = claims.flatMap(idsOf);
    expect(claimed).toHaveLength(100);
    expect(new Set(claimed).size).toBe(100);
    expect(await stores.messages.claim(ids, NOW)).toEqual([]);
  });

  it('leaves alone what is not due and gives up what is over', async () => {
    const [early] = await create(1);
    const [late] = await create(1, { notAfter: NOW });
    const closed = await invite({ status: 'closed', closeReason: 'declined' });
    const [pointless] = await create(1, { invitationId: closed.id });
    if (!early || !late || !pointless) throw new TypeError('three');
    await stores.messages.claim([early.id], NOW);
    const records = [{ kind: 'deferred', id: early.id, until: after(5), burned: false }] as const;
    await stores.messages.record({ ...NO_WRITES, records });
    expect(await stores.messages.claim(idsOf([early, late, pointless]), NOW)).toEqual([]);
    const statuses = await Promise.all([early, late, pointless].map(({ id }) => statusOf(id)));
    expect(statuses.map(({ status }) => status)).toEqual(['created', 'expired', 'expired']);
    expect(await stores.messages.claim([early.id], after(5))).toHaveLength(1);
  });

  it('claims at once what somebody wrote whose clock is ahead', async () => {
    const [first, second] = await createInOneChat(2, { notBefore: after(60) });
    if (!first || !second) throw new TypeError('two');
    const ids = idsOf([first, second]);
    expect(idsOf(await stores.messages.findDue([first.chatId], 'reply', NOW))).toEqual(ids);
    expect(idsOf(await stores.messages.claim(ids, NOW))).toEqual(ids);
  });

  it('records what became of each message', async () => {
    const [sent, deferred, spared, failed, unknown] = await create(5);
    if (!sent || !deferred || !spared || !failed || !unknown) throw new TypeError('five');
    await stores.messages.claim(idsOf([sent, deferred, spared, failed, unknown]), NOW);
    await stores.messages.record({
      ...NO_WRITES,
      records: [
        { kind: 'sent', id: sent.id, platformId: '77', at: after(1) },
        { kind: 'deferred', id: deferred.id, until: after(9), burned: true },
        { kind: 'deferred', id: spared.id, until: after(9), burned: false },
        { kind: 'failed', id: failed.id, failure: 'bad-request' },
        { kind: 'unknown', id: unknown.id, failure: 'time-out' },
      ],
    });
    expect(await statusOf(sent.id)).toMatchObject({ status: 'sent', platformId: '77', sentAt: after(1) });
    expect(await statusOf(failed.id)).toMatchObject({ status: 'failed', failure: 'bad-request' });
    expect(await statusOf(unknown.id)).toMatchObject({ status: 'unknown', failure: 'time-out' });
    expect(await stores.messages.claim(idsOf([deferred, spared, failed, unknown]), after(8))).toEqual([]);
    const again = await stores.messages.claim(idsOf([deferred, spared]), after(9));
    expect(again.map(({ attempts }) => attempts)).toEqual([1, 0]);
  });

  it('forgets the text of what is out', async () => {
    const [message] = await create(1);
    if (!message) throw new TypeError('one');
    await stores.messages.claim([message.id], NOW);
    const records = [{ kind: 'sent', id: message.id, platformId: null, at: NOW }] as const;
    await stores.messages.record({ ...NO_WRITES, records });
    expect((await statusOf(message.id)).sealed).toHaveLength(0);
  });

  it('keeps no row of a reply that is out', async () => {
    const [said, left] = await create(2);
    if (!said || !left) throw new TypeError('two');
    await stores.messages.claim(idsOf([said, left]), NOW);
    await stores.messages.record({ ...NO_WRITES, records: [{ kind: 'said', id: said.id }] });
    const found = await stores.database.register.message.findMany({ where: { id: { in: [...idsOf([said, left])] } } });
    expect(found.map(({ id }) => id)).toEqual([left.id]);
  });

  it('moves queued invitations to sent, with or without knowing that they arrived', async () => {
    const [certain, doubtful, open] = await Promise.all([invite(), invite(), invite({ status: 'started' })]);
    await stores.messages.record({
      ...NO_WRITES,
      delivered: [
        { invitationId: certain.id, at: after(2) },
        { invitationId: doubtful.id, at: null },
        { invitationId: open.id, at: after(2) },
      ],
    });
    expect(await invitationOf(certain.id)).toMatchObject({ status: 'sent', deliveredAt: after(2) });
    expect(await invitationOf(doubtful.id)).toMatchObject({ status: 'sent', deliveredAt: null });
    expect(await invitationOf(open.id)).toMatchObject({ status: 'started', deliveredAt: null });
  });

  it('takes back what could not be sent, with its draft and what was still to be said', async () => {
    const [next, slip] = await Promise.all([invite({ proof: 'phone', channel: 'telegram', invitedAt: NOW }), invite()]);
    const queued = newMessage(chat, { invitationId: next.id, lane: 'bulk' });
    await write(stores, { drafts: [sealedDraft(next.id, 'd')], messages: [queued] });
    await stores.messages.record({
      ...NO_WRITES,
      returned: [
        { invitationId: next.id, chatId: chat.id, to: 'armed' },
        { invitationId: next.id, chatId: chat.id, to: 'armed' },
        { invitationId: slip.id, chatId: chat.id, to: 'waiting' },
      ],
    });
    const nobody = { channel: null, proof: null, chatId: null, invitedAt: null, closeReason: null };
    expect(await invitationOf(next.id)).toMatchObject({ status: 'armed', ...nobody });
    expect(await invitationOf(slip.id)).toMatchObject({ status: 'waiting', ...nobody });
    expect(await stores.database.register.draft.count({ where: { invitationId: next.id } })).toBe(0);
    expect(await stores.database.register.message.count({ where: { id: queued.id } })).toBe(0);
  });

  it('takes back nothing that has come further, or went to another chat', async () => {
    const other = newChat();
    await write(stores, { chats: [other] });
    const all = await Promise.all([
      invite({ status: 'started' }),
      invite({ status: 'sent', channel: 'web', chatId: null }),
      invite({ chatId: other.id }),
    ]);
    await write(stores, { drafts: all.map(({ id }) => sealedDraft(id, 'd')) });
    const returned = all.map(({ id }) => ({ invitationId: id, chatId: chat.id, to: 'armed' }) as const);
    await stores.messages.record({ ...NO_WRITES, returned });
    const left = await Promise.all(all.map(({ id }) => invitationOf(id)));
    expect(left.map(({ status }) => status)).toEqual(['started', 'sent', 'queued']);
    const ids = all.map(({ id }) => id);
    expect(await stores.database.register.draft.count({ where: { invitationId: { in: ids } } })).toBe(3);
  });

  it('marks chats that are gone, and the phones of those that want nothing', async () => {
    const phone = fingerprint('a phone that opts out');
    const [gone, left, anonymous] = [newChat(), newChat({ phoneIndex: phone }), newChat()];
    await write(stores, { chats: [gone, left, anonymous] });
    await stores.messages.record({
      ...NO_WRITES,
      blockedChats: [{ chatId: gone.id, at: after(3) }],
      optedOutChats: [left, anonymous].map(({ id }) => ({ chatId: id, at: after(4) })),
    });
    await stores.messages.record({ ...NO_WRITES, blockedChats: [{ chatId: gone.id, at: after(9) }] });
    const found = await Promise.all(
      [gone, left, anonymous].map(({ id }) => stores.database.register.chat.findUniqueOrThrow({ where: { id } })),
    );
    expect(found.map(({ blockedAt, optedOutAt }) => [blockedAt, optedOutAt])).toEqual([
      [after(3), null],
      [null, after(4)],
      [null, after(4)],
    ]);
    const suppressed = await stores.database.register.suppression.findMany();
    expect(suppressed.map(({ index }) => Buffer.from(index).toString('hex')).toSorted()).toEqual(
      [left.addressIndex, phone, anonymous.addressIndex].toSorted(),
    );
  });

  describe('receipts', () => {
    const account = chat.account;
    const query = { now: after(60), forgetBefore: after(-2_880), limit: 100 };

    async function sentAs(platformId: string, changes: Partial<NewMessage> = {}): Promise<Invitation> {
      const invitation = await invite();
      const [message] = await create(1, { invitationId: invitation.id, lane: 'bulk', purpose: 'invite', ...changes });
      if (!message) throw new TypeError('one');
      await stores.messages.claim([message.id], NOW);
      const records = [{ kind: 'sent', id: message.id, platformId, at: NOW }] as const;
      await stores.messages.record({ ...NO_WRITES, records, delivered: [{ invitationId: invitation.id, at: null }] });
      return invitation;
    }

    function receipt(messageId: string, happenedAt: Date) {
      return write(stores, { receipts: [{ account, messageId, happenedAt }] });
    }

    it('mark what arrived, once, whichever side comes first', async () => {
      await receipt('early', after(1));
      expect(await stores.messages.matchReceipts(query)).toBe(0);
      const [early, late] = [await sentAs('early'), await sentAs('late')];
      await receipt('late', after(2));
      await receipt('late', after(9));
      expect(await stores.messages.matchReceipts(query)).toBe(2);
      expect((await invitationOf(early.id)).deliveredAt).toEqual(after(1));
      expect((await invitationOf(late.id)).deliveredAt).toEqual(after(2));
      await receipt('late', after(30));
      expect(await stores.messages.matchReceipts(query)).toBe(1);
      expect((await invitationOf(late.id)).deliveredAt).toEqual(after(2));
      expect(await stores.database.register.receipt.count()).toBe(0);
    });

    it('say nothing about replies, other accounts, or what has been taken back', async () => {
      const [reply, foreign, back] = [
        await sentAs('reply', { purpose: 'reply', lane: 'reply' }),
        await sentAs('foreign'),
        await sentAs('back'),
      ];
      await write(stores, { invitations: [{ ...back, status: 'waiting', chatId: null }] });
      await receipt('reply', after(1));
      await receipt('back', after(1));
      await write(stores, { receipts: [{ account: 'another', messageId: 'foreign', happenedAt: after(1) }] });
      expect(await stores.messages.matchReceipts(query)).toBe(2);
      const all = await Promise.all([reply, foreign, back].map(({ id }) => invitationOf(id)));
      expect(all.map(({ deliveredAt }) => deliveredAt)).toEqual([null, null, null]);
    });

    it('put no arrival into the future, and are given up after two days', async () => {
      const hasty = await sentAs('hasty');
      await receipt('hasty', after(90));
      await receipt('never', after(-2_881));
      expect(await stores.messages.matchReceipts(query)).toBe(1);
      expect((await invitationOf(hasty.id)).deliveredAt).toEqual(query.now);
      expect(await stores.database.register.receipt.count({ where: { messageId: 'never' } })).toBe(0);
    });

    it('take as many as they are told to, and meet new ones without losing any', async () => {
      const all = await Promise.all(Array.from({ length: 12 }, (_, i) => sentAs(`many ${i}`)));
      const arrivals = all.map((_, i) => receipt(`many ${i}`, after(3)));
      const taken: number[] = [];
      for (let i = 0; i < 4; i += 1) taken.push(await stores.messages.matchReceipts({ ...query, limit: 5 }));
      await Promise.all(arrivals);
      while (taken.reduce((sum, count) => sum + count, 0) < all.length)
        taken.push(await stores.messages.matchReceipts({ ...query, limit: 5 }));
      expect(Math.max(...taken)).toBeLessThanOrEqual(5);
      const found = await Promise.all(all.map(({ id }) => invitationOf(id)));
      expect(found.every(({ deliveredAt }) => deliveredAt?.getTime() === after(3).getTime())).toBe(true);
    });
  });

  it('recovers what a crash left: due messages and replies again, bulk as unknown', async () => {
    const invitation = await invite();
    const times = { notBefore: after(-90_000) };
    const [stranded] = await create(1, times);
    const [reply] = await create(1, { ...times, invitationId: invitation.id });
    const [bulk] = await create(1, { ...times, lane: 'bulk', purpose: 'invite', invitationId: invitation.id });
    if (!stranded || !reply || !bulk) throw new TypeError('three');
    await stores.messages.claim(idsOf([reply, bulk]), after(-80_000));
    const query = { dueBefore: after(-85_000), claimedBefore: after(-79_000), maxAttempts: 2, limit: 100 };
    const early = await stores.messages.recover({ ...query, claimedBefore: after(-80_001) });
    expect(idsOf(early)).toEqual([stranded.id]);
    const recovered = await stores.messages.recover(query);
    expect(idsOf(recovered).toSorted()).toEqual(idsOf([stranded, reply]).toSorted());
    expect(await statusOf(bulk.id)).toMatchObject({ status: 'unknown', failure: 'claim-lost' });
    expect((await invitationOf(invitation.id)).status).toBe('sent');
    const records = [{ kind: 'sent', id: bulk.id, platformId: '5', at: NOW }] as const;
    await stores.messages.record({ ...NO_WRITES, records });
    expect((await statusOf(bulk.id)).status).toBe('sent');
    await stores.messages.claim([reply.id], after(-80_000));
    expect(idsOf(await stores.messages.recover(query))).not.toContain(reply.id);
    expect(await statusOf(reply.id)).toMatchObject({ status: 'failed', failure: 'claim-lost' });
  });

  it('recovers of every lane of every channel, however much waits its turn in one', async () => {
    const times = { notBefore: after(-9_000_000) };
    await create(3, { ...times, channel: 'zalo', lane: 'bulk' });
    await create(3, { ...times, lane: 'bulk' });
    const [reply] = await create(1, times);
    const query = { dueBefore: after(-8_000_000), claimedBefore: after(-8_000_000), maxAttempts: 2, limit: 2 };
    const found = await stores.messages.recover(query);
    expect(found.map(({ channel, lane }) => `${channel} ${lane}`).toSorted()).toEqual([
      'telegram bulk',
      'telegram bulk',
      'telegram reply',
      'zalo bulk',
      'zalo bulk',
    ]);
    expect(idsOf(found)).toContain(reply?.id);
  });

  it('forgets what had its end long ago and belongs to no invitation', async () => {
    const invitation = await invite();
    const old = { notBefore: after(-5_000) };
    const ended = await create(4, old);
    const [sent, failed, unknown, expired] = ended;
    const [kept] = await create(1, { ...old, invitationId: invitation.id });
    const [recent] = await create(1);
    const [open, underWay] = await create(2, old);
    if (!sent || !failed || !unknown || !expired || !kept || !recent || !open || !underWay)
      throw new TypeError('eight');
    await stores.messages.claim(idsOf([sent, failed, unknown, kept, recent, underWay]), NOW);
    await stores.messages.claim([expired.id], expired.notAfter);
    const records = [
      ...[sent, kept, recent].map(({ id }) => ({ kind: 'sent', id, platformId: null, at: NOW }) as const),
      { kind: 'failed', id: failed.id, failure: 'bad-request' } as const,
      { kind: 'unknown', id: unknown.id, failure: 'time-out' } as const,
    ];
    await stores.messages.record({ ...NO_WRITES, records });
    const query = { dueBefore: after(-4_000), limit: 3 };
    expect(await stores.messages.forget({ ...query, dueBefore: after(-5_000) })).toBe(0);
    expect([await stores.messages.forget(query), await stores.messages.forget(query)]).toEqual([3, 1]);
    const all = [...ended, kept, recent, open, underWay];
    const left = await stores.database.register.message.findMany({ where: { id: { in: [...idsOf(all)] } } });
    expect(left.map(({ id }) => id).toSorted()).toEqual(idsOf([kept, recent, open, underWay]).toSorted());
  });
});
