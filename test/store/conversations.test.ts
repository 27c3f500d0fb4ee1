import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DossierId } from '../../src/domain/ids.ts';
import type { Conversations, UpdateLookup } from '../../src/service/ports.ts';
import { createStores, type OwnStores } from '../support/database.ts';
import { NO_WRITES } from '../support/no-writes.ts';
import {
  after,
  fingerprint,
  lookup,
  newChat,
  newDossier,
  newInvitation,
  newMessage,
  NOW,
  register,
  sealedDraft,
  SURVEY,
  UNITS,
  write,
} from './samples.ts';

describe('src/store/conversations', () => {
  let stores: OwnStores;

  beforeAll(async () => {
    stores = await createStores();
    await stores.references.saveUnits(UNITS);
    await stores.references.saveSurvey(SURVEY);
  });

  afterAll(() => stores.drop());

  async function look(...lookups: readonly UpdateLookup[]): Promise<Conversations> {
    const seen: Conversations[] = [];
    await stores.conversations.process(lookups, (_, found) => {
      seen.push(found);
      return NO_WRITES;
    });
    const [found] = seen;
    if (!found) throw new TypeError('no lookup was fresh');
    return found;
  }

  function codesOf({ records }: Conversations): readonly string[] {
    return records.map(({ dossier }) => dossier.code).toSorted();
  }

  it('lets an update take effect once, whether repeated in one batch or later', async () => {
    const fresh: (readonly number[])[] = [];
    const batch = [lookup('once 1'), lookup('once 2'), lookup('once 1'), lookup('once 1', { account: 'other_bot' })];
    const take = () =>
      stores.conversations.process(batch, (positions) => {
        fresh.push(positions);
        return NO_WRITES;
      });
    await take();
    await take();
    expect(fresh).toEqual([[0, 1, 3]]);
    expect(await stores.conversations.isProcessed('telegram', 'sample_bot', 'once 2')).toBe(true);
    expect(await stores.conversations.isProcessed('telegram', 'sample_bot', 'once 3')).toBe(false);
  });

  it('gives each update of two overlapping batches to exactly one of them', async () => {
    const ids = Array.from({ length: 50 }, (_, i) => `overlap ${i}`);
    const taken: string[] = [];
    const take = (order: readonly string[]) =>
      stores.conversations.process(
        order.map((id) => lookup(id)),
        (positions) => {
          taken.push(...positions.flatMap((position) => order[position] ?? []));
          return NO_WRITES;
        },
      );
    await Promise.all([take(ids), take(ids.toReversed()), take(ids)]);
    expect(taken.toSorted()).toEqual(ids.toSorted());
  });

  it('forgets what failed, so that the update can be tried again', async () => {
    const attempt = stores.conversations.process([lookup('fails')], () => {
      throw new RangeError('poison');
    });
    await expect(attempt).rejects.toThrow(RangeError);
    expect(await stores.conversations.isProcessed('telegram', 'sample_bot', 'fails')).toBe(false);
  });

  it('finds a chat by its address and returns it as it was written', async () => {
    const chat = newChat({
      phoneIndex: fingerprint('chat phone'),
      blockedAt: after(-5),
      askedToStop: true,
      language: 'en',
    });
    await write(stores, { chats: [chat] });
    const found = await look(lookup('chat 1', { addressIndex: chat.addressIndex }), lookup('chat 2'));
    expect(found.chats).toEqual([chat]);
    await write(stores, { chats: [{ ...chat, blockedAt: null }] });
    expect((await look(lookup('chat 3', { addressIndex: chat.addressIndex }))).chats[0]?.blockedAt).toBeNull();
  });

  it('finds dossiers by token, shared phone, verified phone, slip and focus', async () => {
    const [shared, verified] = [fingerprint('shared'), fingerprint('verified')];
    const byToken = newDossier();
    const byShared = newDossier({ phoneIndex: shared });
    const byVerified = newDossier({ phoneIndex: verified });
    const chat = newChat({ phoneIndex: verified });
    const bySlip = newDossier({ slipOwner: `chat:${chat.id}` });
    const focused = newDossier();
    const focus = newInvitation(focused, { status: 'closed', closeReason: 'declined' });
    await register(stores, [byToken, byShared, byVerified, bySlip, focused, newDossier()], [focus]);
    await write(stores, { chats: [{ ...chat, focusId: focus.id }] });
    const { addressIndex } = chat;
    const found = await look(lookup('all ways', { addressIndex, tokenHash: byToken.tokenHash, phoneIndex: shared }));
    expect(codesOf(found)).toEqual([byToken, byShared, byVerified, bySlip, focused].map(({ code }) => code).toSorted());
  });

  it('passes over closed dossiers unless their token names them', async () => {
    const phone = fingerprint('closed phone');
    const [open, closed] = [newDossier({ phoneIndex: phone }), newDossier({ phoneIndex: phone })];
    await register(stores, [open, closed], [newInvitation(closed, { status: 'closed', closeReason: 'finished' })]);
    expect(codesOf(await look(lookup('closed 1', { phoneIndex: phone })))).toEqual([open.code]);
    expect(codesOf(await look(lookup('closed 2', { tokenHash: closed.tokenHash })))).toEqual([closed.code]);
  });

  it('finds by a short code two dossiers at most, open ones first', async () => {
    const [closed, old, open, newer] = Array.from({ length: 4 }, () => newDossier({ shortCode: 'CDEFG2' }));
    if (!closed || !old || !open || !newer) throw new TypeError('four');
    const end = { status: 'closed', closeReason: 'finished' } as const;
    await register(stores, [closed, old, open], [newInvitation(closed, end), newInvitation(old, end)]);
    const seen = codesOf(await look(lookup('code 1', { shortCode: 'CDEFG2' })));
    expect([seen.length, seen.includes(open.code)]).toEqual([2, true]);
    await register(stores, [newer]);
    expect(codesOf(await look(lookup('code 2', { shortCode: 'CDEFG2' })))).toEqual([open.code, newer.code].toSorted());
    expect(codesOf(await look(lookup('code 3', { shortCode: 'CDEFG3' })))).toEqual([]);
  });

  it('finds what a rating is about by tracking id or message, with the chat that was asked', async () => {
    const dossier = newDossier();
    const invitation = newInvitation(dossier, { status: 'sent' });
    const [chat, other] = [newChat(), newChat({ account: 'another_bot' })];
    await register(stores, [dossier], [invitation]);
    const draft = sealedDraft(invitation.id, 'one');
    const invite = newMessage(chat, { invitationId: invitation.id, purpose: 'invite' });
    await write(stores, { chats: [chat, other], drafts: [draft], messages: [invite] });
    await stores.database.register.message.update({
      where: { id: invite.id },
      data: { status: 'sent', platformId: 'our message' },
    });
    const { trackingIndex } = draft;
    const rated = async (updateId: string, changes: Partial<UpdateLookup>) => {
      const { rated: found, chats, records } = await look(lookup(updateId, changes));
      return [found, chats.map(({ id }) => id), records.map((record) => record.dossier.id)];
    };
    const found = (updateId: string) => [
      [{ updateId, dossierId: dossier.id, chatId: chat.id }],
      [chat.id],
      [dossier.id],
    ];
    const nothing = [[], [], []];
    expect(await rated('rating 1', { trackingIndex })).toEqual(found('rating 1'));
    expect(await rated('rating 2', { platformId: 'our message' })).toEqual(found('rating 2'));
    const both = { trackingIndex: fingerprint('unknown'), platformId: 'our message' };
    expect(await rated('rating 3', both)).toEqual(found('rating 3'));
    expect(await rated('rating 4', { trackingIndex, account: 'another_bot' })).toEqual(nothing);
    expect(await rated('rating 5', { platformId: 'our message', account: 'another_bot' })).toEqual(nothing);
    expect(await rated('rating 6', { platformId: 'unknown' })).toEqual(nothing);
  });

  it('tells which of the fingerprints concerned opted out', async () => {
    const phone = fingerprint('opted out');
    const dossier = newDossier({ phoneIndex: phone });
    await register(stores, [dossier]);
    const chat = newChat();
    await write(stores, { chats: [chat], suppress: [phone, phone, chat.addressIndex] });
    const ask = { tokenHash: dossier.tokenHash, addressIndex: chat.addressIndex };
    expect((await look(lookup('opt 1', ask))).suppressed).toEqual(new Set([phone, chat.addressIndex]));
    await write(stores, { unsuppress: [phone] });
    expect((await look(lookup('opt 2', ask))).suppressed).toEqual(new Set([chat.addressIndex]));
  });

  it('writes invitations, drafts, slip owners and messages, and takes them back', async () => {
    const dossier = newDossier();
    const invitation = newInvitation(dossier);
    const chat = newChat();
    await register(stores, [dossier], [invitation]);
    const invitationId = invitation.id;
    const first = newMessage(chat, { invitationId });
    await write(stores, {
      chats: [chat],
      invitations: [{ ...invitation, status: 'started', startedOn: '2026-03-02', chatId: chat.id }],
      drafts: [sealedDraft(invitationId, 'one')],
      slipClaims: [{ dossierId: dossier.id, owner: `chat:${chat.id}`, takenEarly: true }],
      messages: [first, newMessage(chat, { invitationId, id: newMessage(chat).id })],
      freezeSurveys: [SURVEY.id],
    });
    const record = await stores.conversations.findByToken(dossier.tokenHash);
    expect(record?.invitation).toEqual({ ...invitation, status: 'started', startedOn: '2026-03-02', chatId: chat.id });
    expect(record?.draft).toEqual(Buffer.from('one'));
    expect(record?.dossier).toMatchObject({ slipOwner: `chat:${chat.id}`, slipTakenEarly: true });

    await stores.messages.claim([first.id], NOW);
    const late = newMessage(chat, { invitationId });
    await write(stores, { silenced: [invitationId], messages: [late], discardedDrafts: [invitationId] });
    const left = () =>
      stores.database.register.message.findMany({ where: { invitationId }, orderBy: { position: 'asc' } });
    expect((await left()).map(({ id, status }) => [id, status])).toEqual([
      [first.id, 'sending'],
      [late.id, 'created'],
    ]);
    expect((await stores.conversations.findByToken(dossier.tokenHash))?.draft).toBeNull();
    await write(stores, { forgotten: [invitationId] });
    expect(await left()).toEqual([]);
    await expect(
      stores.references.saveSurvey({ ...SURVEY, questions: [], factors: [{ key: 'x', name: { vi: 'x', en: 'x' } }] }),
    ).rejects.toMatchObject({ code: 'survey-frozen' });
  });

  it('casts ballots with the hour only', async () => {
    await write(stores, { ballots: [{ unitCode: '99002', sealed: Buffer.from('sealed') }] });
    const [ballot] = await stores.database.ballot.mix.findMany({ where: { unitCode: '99002' } });
    expect(Buffer.from(ballot?.sealed ?? []).toString()).toBe('sealed');
    expect((ballot?.enteredAt.getTime() ?? 1) % 3_600_000).toBe(0);
  });

  it('lets two transactions on one chat and one invitation take turns', async () => {
    const dossier = newDossier();
    const invitation = newInvitation(dossier);
    const chat = newChat({ account: '0' });
    await register(stores, [dossier], [invitation]);
    const sealed = (n: number) => [sealedDraft(invitation.id, String(n))];
    await write(stores, { chats: [chat], drafts: sealed(0) });
    const turns = Array.from({ length: 12 }, (_, i) =>
      stores.conversations.process(
        [lookup(`turn ${i}`, { account: '0', addressIndex: chat.addressIndex, tokenHash: dossier.tokenHash })],
        (_fresh, { records }) => ({ ...NO_WRITES, drafts: sealed(Number(records[0]?.draft?.toString()) + 1) }),
      ),
    );
    await Promise.all(turns);
    expect((await stores.conversations.findByToken(dossier.tokenHash))?.draft?.toString()).toBe('12');
  });

  it('lets two batches meet a new chat at once without making two of it', async () => {
    const chat = newChat();
    const meet = (id: string) =>
      stores.conversations.process([lookup(id, { addressIndex: chat.addressIndex })], (_, { chats }) => ({
        ...NO_WRITES,
        chats: chats.length > 0 ? [] : [{ ...chat, id: newChat().id }],
      }));
    await Promise.all([meet('meet 1'), meet('meet 2'), meet('meet 3')]);
    const { addressIndex } = chat;
    expect((await look(lookup('meet 4', { addressIndex }))).chats).toHaveLength(1);
    expect(await stores.conversations.isProcessed('telegram', 'sample_bot', 'meet 3')).toBe(true);
  });

  it('gives a slip to one of two devices that open it at once', async () => {
    const dossier = newDossier();
    await register(stores, [dossier]);
    const claims: string[] = [];
    const open = (device: string) =>
      stores.conversations.process(
        [lookup(`slip ${device}`, { channel: 'web', tokenHash: dossier.tokenHash })],
        (_, { records }) => {
          if (records[0]?.dossier.slipOwner) return NO_WRITES;
          claims.push(device);
          return {
            ...NO_WRITES,
            slipClaims: [{ dossierId: dossier.id as DossierId, owner: `web:${device}`, takenEarly: false }],
          };
        },
      );
    await Promise.all(['a', 'b', 'c', 'd'].map(open));
    expect(claims).toHaveLength(1);
    expect((await stores.conversations.findByToken(dossier.tokenHash))?.dossier.slipOwner).toBe(`web:${claims[0]}`);
  });

  it('sets a failed update aside and forgets old ones', async () => {
    const dead = { channel: 'telegram', account: 'sample_bot', updateId: 'dead 1', failure: 'poison' } as const;
    await stores.conversations.setAside({ ...dead, sealed: Buffer.from('body') });
    // The job of a process that died before the queue heard that it was done comes again.
    await stores.conversations.setAside({ ...dead, sealed: Buffer.from('body') });
    expect(await stores.database.register.deadUpdate.count({ where: { updateId: 'dead 1' } })).toBe(1);
    await stores.conversations.process([lookup('old')], () => NO_WRITES);
    expect(await stores.conversations.forgetUpdates(new Date(Date.now() - 3_600_000))).toBe(0);
    expect(await stores.conversations.forgetUpdates(new Date(Date.now() + 60_000))).toBeGreaterThan(0);
    expect(await stores.conversations.isProcessed('telegram', 'sample_bot', 'old')).toBe(false);
  });
});
