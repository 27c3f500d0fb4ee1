import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversations, ConversationWrites, Selection } from '../../src/service/ports.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { createStores, type OwnStores } from '../support/database.ts';
import { NO_WRITES } from '../support/no-writes.ts';
import {
  after,
  fingerprint,
  newChat,
  newDossier,
  newInvitation,
  newMessage,
  NOW,
  register,
  UNITS,
  write,
} from './samples.ts';

describe('src/store/selections', () => {
  let stores: OwnStores;

  beforeAll(async () => {
    stores = await createStores();
    await stores.references.saveUnits(UNITS);
  });

  afterAll(() => stores.drop());

  function codesOf({ records }: Conversations): readonly string[] {
    return records.map(({ dossier }) => dossier.code).toSorted();
  }

  async function advance(
    selection: Selection,
    decide: (found: Conversations) => Partial<ConversationWrites> = () => ({}),
  ): Promise<Conversations | null> {
    const seen: Conversations[] = [];
    const count = await stores.conversations.advance(selection, (found) => {
      seen.push(found);
      return { ...NO_WRITES, ...decide(found) };
    });
    expect(count).toBe(seen[0]?.records.length ?? 0);
    return seen[0] ?? null;
  }

  it('takes due invitations a unit at a time in turn, earliest first', async () => {
    const many = Array.from({ length: 8 }, (_, i) => newDossier({ unitCode: '99002', officer: `m${i}` }));
    const few = [newDossier({ unitCode: '99004', officer: 'f0' }), newDossier({ unitCode: '99004', officer: 'f1' })];
    const not = [newDossier(), newDossier(), newDossier()];
    const [future, excluded, over] = not.map((dossier) => newInvitation(dossier));
    if (!future || !excluded || !over) throw new TypeError('three');
    const due = new Date(after(-100_000));
    await register(
      stores,
      [...many, ...few, ...not],
      [
        ...many.map((dossier, i) => newInvitation(dossier, { notBefore: after(-100_100 + i) })),
        ...few.map((dossier, i) => newInvitation(dossier, { notBefore: after(-100_010 + i) })),
        { ...future, notBefore: after(-99_999) },
        { ...excluded, notBefore: after(-100_050), exclusion: 'organisation' },
        { ...over, notBefore: after(-100_050), notAfter: after(-100_001) },
      ],
    );
    const found = await advance({ kind: 'due', now: due, limit: 4 });
    expect(found?.records.map(({ dossier }) => dossier.officer).toSorted()).toEqual(['f0', 'f1', 'm0', 'm1']);
  });

  it('brings every chat that could reach a due dossier', async () => {
    const phone = fingerprint('due phone');
    const [byPhone, bySlip, elsewhere] = [newChat({ phoneIndex: phone }), newChat(), newChat()];
    const dossier = newDossier({ phoneIndex: phone, slipOwner: `chat:${bySlip.id}` });
    const web = newDossier({ slipOwner: 'web:device' });
    const moment = { notBefore: after(-200_000), notAfter: after(-199_000) };
    await register(stores, [dossier, web], [newInvitation(dossier, moment), newInvitation(web, moment)]);
    await write(stores, { chats: [byPhone, bySlip, elsewhere], suppress: [phone] });
    const found = await advance({ kind: 'due', now: after(-199_500), limit: 10 }, ({ records }) => ({
      invitations: records.flatMap(({ invitation }) =>
        invitation ? [{ ...invitation, status: 'waiting' as const }] : [],
      ),
    }));
    expect(found?.records).toHaveLength(2);
    expect(found?.chats.map(({ id }) => id).toSorted()).toEqual([byPhone.id, bySlip.id].toSorted());
    expect(found?.suppressed).toEqual(new Set([phone]));
    expect(await advance({ kind: 'due', now: after(-199_500), limit: 10 })).toBeNull();
  });

  it('shares due invitations among sweepers that run at once', async () => {
    const dossiers = Array.from({ length: 30 }, () => newDossier());
    const moment = { notBefore: after(-300_000), notAfter: after(-299_000) };
    await register(
      stores,
      dossiers,
      dossiers.map((dossier) => newInvitation(dossier, moment)),
    );
    const moved: string[] = [];
    const sweep = () =>
      advance({ kind: 'due', now: after(-299_500), limit: 30 }, ({ records }) => {
        moved.push(...records.map(({ dossier }) => dossier.id));
        return {
          invitations: records.flatMap(({ invitation }) =>
            invitation ? [{ ...invitation, status: 'queued' as const }] : [],
          ),
        };
      });
    await Promise.all([sweep(), sweep(), sweep()]);
    // Who meets a busy row passes over it, and each unit has its share a turn.
    while ((await sweep()) !== null);
    expect(moved).toHaveLength(30);
    expect(new Set(moved).size).toBe(30);
  });

  it('passes over an invitation whose chat is in other hands', async () => {
    const chat = newChat();
    const dossier = newDossier({ slipOwner: `chat:${chat.id}` });
    const moment = { notBefore: after(-400_000), notAfter: after(-399_000) };
    await register(stores, [dossier], [newInvitation(dossier, moment)]);
    await write(stores, { chats: [chat] });
    const selection = { kind: 'due', now: after(-399_500), limit: 5 } as const;
    await inTransaction(stores.database.register, async (connection) => {
      await connection.$queryRaw`SELECT id FROM register.chat WHERE id = ${chat.id}::uuid FOR UPDATE`;
      expect(await advance(selection)).toBeNull();
    });
    expect((await advance(selection))?.records).toHaveLength(1);
  });

  it('selects whom to remind once', async () => {
    const [sent, started, recent, reminded, done] = [0, 1, 2, 3, 4].map(() => newDossier());
    if (!sent || !started || !recent || !reminded || !done) throw new TypeError('five');
    const long = { invitedAt: after(-50_000), chatId: newChat().id };
    await register(
      stores,
      [sent, started, recent, reminded, done],
      [
        newInvitation(sent, { ...long, status: 'sent' }),
        newInvitation(started, { ...long, status: 'started' }),
        newInvitation(recent, { ...long, status: 'sent', invitedAt: after(-10) }),
        newInvitation(reminded, { ...long, status: 'sent', remindedAt: after(-10) }),
        newInvitation(done, { ...long, status: 'closed', closeReason: 'finished' }),
      ],
    );
    const found = await advance({ kind: 'to-remind', now: NOW, held: [], sentBefore: after(-2_880), limit: 50 });
    expect(found && codesOf(found)).toEqual([sent.code, started.code].toSorted());
  });

  it('selects what has expired, whatever kept it from being asked', async () => {
    const open = ['armed', 'waiting', 'queued', 'sent', 'started'] as const;
    const dossiers = [...open, 'finished' as const].map((status) => ({ status, dossier: newDossier() }));
    await register(
      stores,
      dossiers.map(({ dossier }) => dossier),
      dossiers.map(({ status, dossier }) =>
        newInvitation(dossier, { status, notAfter: after(-500_000), exclusion: 'organisation' }),
      ),
    );
    const found = await advance({ kind: 'expired', now: after(-500_000), today: '2026-10-08', limit: 50 });
    expect(found?.records.map(({ invitation }) => invitation?.status).toSorted()).toEqual(open.toSorted());
  });

  it('selects finished surveys once their farewell is out, or those the sender names', async () => {
    const chat = newChat();
    const [silent, leaving] = [newDossier(), newDossier()];
    const finished = [silent, leaving].map((dossier) => newInvitation(dossier, { status: 'finished' }));
    const [, waiting] = finished;
    if (!waiting) throw new TypeError('two');
    await register(stores, [silent, leaving], finished);
    const farewell = newMessage(chat, { invitationId: waiting.id, purpose: 'farewell' });
    await write(stores, { chats: [chat], messages: [farewell] });
    const left = await advance({ kind: 'finished', ids: null, today: '2026-10-08', limit: 50 });
    expect(left?.records.map(({ dossier }) => dossier.id)).toContain(silent.id);
    expect(left?.records.map(({ dossier }) => dossier.id)).not.toContain(leaving.id);
    const named = await advance({ kind: 'finished', ids: [waiting.id], today: '2026-10-08', limit: 50 });
    expect(named && codesOf(named)).toEqual([leaving.code]);
    await stores.messages.claim([farewell.id], NOW);
    await stores.messages.record({
      records: [{ kind: 'sent', id: farewell.id, platformId: '1', at: NOW }],
      delivered: [],
      returned: [],
      optedOutChats: [],
      blockedChats: [],
    });
    const sealable = await advance({ kind: 'finished', ids: null, today: '2026-10-08', limit: 50 });
    expect(sealable?.records.map(({ dossier }) => dossier.id)).toContain(leaving.id);
  });

  it('seals nothing before the day that its phone has, and selects what nobody was told of yet', async () => {
    const [untold, told] = [newDossier(), newDossier()];
    const held = { status: 'finished', sealOn: '2026-10-10' } as const;
    const [first, second] = [
      newInvitation(untold, held),
      newInvitation(told, { ...held, slipToldOn: '2026-10-08' }),
    ] as const;
    await register(stores, [untold, told], [first, second]);
    const ids = [first.id, second.id];
    const finished = (today: string) => advance({ kind: 'finished', ids, today, limit: 50 });
    expect(await finished('2026-10-09')).toBeNull();
    expect((await finished('2026-10-10'))?.records).toHaveLength(2);
    const toTell = (today: string) => advance({ kind: 'to-tell', today, limit: 50 });
    const onTheDayBefore = await toTell('2026-10-09');
    expect(onTheDayBefore && codesOf(onTheDayBefore)).toEqual([untold.code]);
    expect(await toTell('2026-10-10')).toBeNull();
  });

  it('ends what was left behind from a slip no sooner than its phone has had its days', async () => {
    const dossier = newDossier();
    const left = newInvitation(dossier, { status: 'started', notAfter: after(-600_000), sealOn: '2026-10-10' });
    await register(stores, [dossier], [left]);
    const expired = (today: string) => advance({ kind: 'expired', now: after(-550_000), today, limit: 50 });
    expect(await expired('2026-10-09')).toBeNull();
    expect((await expired('2026-10-10'))?.records.map(({ dossier: { id } }) => id)).toEqual([dossier.id]);
    const toTell = await advance({ kind: 'to-tell', today: '2026-10-09', limit: 50 });
    expect(toTell?.records.map(({ dossier: { id } }) => id)).toContain(dossier.id);
  });
});
