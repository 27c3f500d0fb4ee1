import { describe, expect, it } from 'vitest';
import type { Chat } from '../../src/domain/chat.ts';
import { asId } from '../../src/domain/ids.ts';
import { chooseRung } from '../../src/domain/ladder.ts';

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

describe('domain/ladder', () => {
  it('prefers a verified phone to the slip', () => {
    expect(chooseRung(dossier, [slip, verified])).toEqual({ kind: 'chat', chat: verified, proof: 'phone' });
    expect(chooseRung(dossier, [slip])).toEqual({ kind: 'chat', chat: slip, proof: 'slip' });
  });

  it('counts a chat that has both as a phone', () => {
    const both = chat('slip', { phoneIndex: phone });
    expect(chooseRung(dossier, [both])).toEqual({ kind: 'chat', chat: both, proof: 'phone' });
  });

  it('takes the chat last heard of', () => {
    const newer = chat('newer', {
      phoneIndex: phone,
      channel: 'zalo',
      lastInboundAt: new Date('2026-10-05T00:00:00Z'),
    });
    expect(chooseRung(dossier, [verified, newer])).toMatchObject({ chat: { id: 'newer' } });
  });

  it('passes over chats that are blocked, opted out, on the web or of somebody else', () => {
    const at = new Date('2026-10-02T00:00:00Z');
    const chats = [
      chat('phone', { phoneIndex: phone, blockedAt: at }),
      chat('slip', { optedOutAt: at }),
      chat('web', { phoneIndex: phone, channel: 'web' }),
      chat('stranger'),
    ];
    expect(chooseRung(dossier, chats)).toEqual({ kind: 'slip' });
  });

  it('never takes a missing phone for a match', () => {
    expect(chooseRung({ phoneIndex: null, slipOwner: null }, [chat('stranger')])).toEqual({ kind: 'slip' });
  });
});
