import { describe, expect, it } from 'vitest';
import type { Chat } from '../../src/domain/chat.ts';
import { asId } from '../../src/domain/ids.ts';
import fc from 'fast-check';
import { canBeWrittenTo, chooseRung, proofOf, type Means } from '../../src/domain/ladder.ts';

const phone = asId<NonNullable<Chat['phoneIndex']>>('f1');

function chat(id: string, changes: Partial<Chat> = {}): Chat {
  return {
    id: asId<Chat['id']>(id),
    channel: 'telegram',
    account: 'bot',
    addressIndex: asId<Chat['addressIndex']>(`a-${id}`),
    addressSealed: Buffer.alloc(0),
    language: 'vi',
    phoneIndex: null,
    blockedAt: null,
    optedOutAt: null,
    focusId: null,
    askedToStop: false,
    lastInboundAt: new Date('2026-10-01T00:00:00Z'),
    templateOnly: false,
    codeMisses: 0,
    codeMissedOn: null,
    ...changes,
  };
}

const dossier = { phoneIndex: phone, slipOwner: 'chat:slip' } as const;
const slip = chat('slip', { lastInboundAt: new Date('2026-10-09T00:00:00Z') });
const verified = chat('phone', { phoneIndex: phone });

const NO_TEMPLATES: Means = { templates: new Map(), pageOnly: new Set(), hasPhone: true };
const TEMPLATES: Means = { ...NO_TEMPLATES, templates: new Map([['zalo', 'invite']]) };
const at = new Date('2026-10-02T00:00:00Z');
const number = chat('number', { channel: 'zalo', phoneIndex: phone, templateOnly: true, lastInboundAt: new Date(0) });
const toPhone = { kind: 'phone', channel: 'zalo' } as const;

const someChat = fc
  .record({
    id: fc.constantFrom('slip', 'a', 'b', 'c'),
    channel: fc.constantFrom('telegram' as const, 'zalo' as const, 'web' as const),
    phoneIndex: fc.constantFrom(phone, null),
    blockedAt: fc.constantFrom(at, null),
    optedOutAt: fc.constantFrom(at, null),
    templateOnly: fc.boolean(),
    lastInboundAt: fc.date({ noInvalidDate: true }),
  })
  .map(({ id, ...changes }) => chat(id, changes));
const someMeans = fc
  .record({ hasTemplate: fc.boolean(), isPageOnly: fc.boolean(), hasPhone: fc.boolean() })
  .map(({ hasTemplate, isPageOnly, hasPhone }): Means => {
    const pageOnly = isPageOnly ? new Set(['zalo'] as const) : new Set<never>();
    return { ...(hasTemplate ? TEMPLATES : NO_TEMPLATES), pageOnly, hasPhone };
  });

describe('domain/ladder', () => {
  it('prefers a verified phone to the slip', () => {
    expect(chooseRung(dossier, [slip, verified], NO_TEMPLATES)).toEqual({
      kind: 'chat',
      chat: verified,
      proof: 'phone',
    });
    expect(chooseRung(dossier, [slip], NO_TEMPLATES)).toEqual({ kind: 'chat', chat: slip, proof: 'slip' });
  });

  it('counts a chat that has both as a phone', () => {
    const both = chat('slip', { phoneIndex: phone });
    expect(chooseRung(dossier, [both], NO_TEMPLATES)).toEqual({ kind: 'chat', chat: both, proof: 'phone' });
  });

  it('takes the chat last heard of', () => {
    const newer = chat('newer', {
      phoneIndex: phone,
      channel: 'zalo',
      lastInboundAt: new Date('2026-10-05T00:00:00Z'),
    });
    expect(chooseRung(dossier, [verified, newer], NO_TEMPLATES)).toMatchObject({ chat: { id: 'newer' } });
  });

  it('passes over chats that are blocked, opted out, on the web or of somebody else', () => {
    const at = new Date('2026-10-02T00:00:00Z');
    const chats = [
      chat('phone', { phoneIndex: phone, blockedAt: at }),
      chat('slip', { optedOutAt: at }),
      chat('web', { phoneIndex: phone, channel: 'web' }),
      chat('stranger'),
    ];
    expect(chooseRung(dossier, chats, NO_TEMPLATES)).toEqual({ kind: 'slip' });
  });

  it('never takes a missing phone for a match', () => {
    expect(chooseRung({ phoneIndex: null, slipOwner: null }, [chat('stranger')], NO_TEMPLATES)).toEqual({
      kind: 'slip',
    });
  });

  it('goes down to the telephone on file, and from there to the slip', () => {
    expect(chooseRung(dossier, [slip], TEMPLATES)).toMatchObject({ kind: 'chat', proof: 'slip' });
    expect(chooseRung(dossier, [], TEMPLATES)).toEqual({ ...toPhone, chat: null });
    expect(chooseRung(dossier, [number], TEMPLATES)).toEqual({ ...toPhone, chat: number });
    expect(chooseRung(dossier, [number], NO_TEMPLATES)).toEqual({ kind: 'slip' });
    expect(chooseRung(dossier, [number], { ...TEMPLATES, hasPhone: false })).toEqual({ kind: 'slip' });
    expect(chooseRung({ ...dossier, phoneIndex: null }, [], TEMPLATES)).toEqual({ kind: 'slip' });
  });

  it.each(['blockedAt', 'optedOutAt'] as const)('does not write again to a number with %s', (mark) => {
    expect(chooseRung(dossier, [{ ...number, [mark]: at }], TEMPLATES)).toEqual({ kind: 'slip' });
  });

  it('asks in no chat whose channel only leads to the page, unless a template does', () => {
    const account = chat('slip', { channel: 'zalo' });
    const pageOnly = new Set(['zalo'] as const);
    expect(chooseRung(dossier, [account], { ...NO_TEMPLATES, pageOnly })).toEqual({ kind: 'slip' });
    expect(chooseRung(dossier, [account], { ...TEMPLATES, pageOnly })).toMatchObject({ chat: { id: 'slip' } });
    expect(chooseRung(dossier, [verified], { ...NO_TEMPLATES, pageOnly })).toMatchObject({ chat: { id: 'phone' } });
  });

  it('never chooses what cannot be written to, nor a lower rung while a higher one is free', () => {
    fc.assert(
      fc.property(fc.array(someChat, { maxLength: 6 }), someMeans, (chats, means) => {
        const rung = chooseRung(dossier, chats, means);
        const canAsk = ({ channel }: Chat) => !means.pageOnly.has(channel) || means.templates.has(channel);
        const people = chats.filter((each) => !each.templateOnly && canBeWrittenTo(each) && canAsk(each));
        const proofs = new Set(people.map((each) => proofOf(dossier, each)));
        const numbers = chats.filter(
          (each) => each.templateOnly && each.channel === 'zalo' && each.phoneIndex === phone,
        );
        const best = proofs.has('phone') ? 'phone' : proofs.has('slip') ? 'slip' : null;
        const isNumberFree = means.hasPhone && means.templates.size > 0 && numbers.slice(0, 1).every(canBeWrittenTo);
        expect(rung.kind === 'chat' ? rung.proof : null).toBe(best);
        expect(rung.kind === 'phone').toBe(best === null && isNumberFree);
        expect(rung.kind === 'slip' || rung.chat === null || canBeWrittenTo(rung.chat)).toBe(true);
      }),
    );
  });
});
