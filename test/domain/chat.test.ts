import { describe, expect, it } from 'vitest';
import { isAsFound, type Chat } from '../../src/domain/chat.ts';
import { asId, type ChatId, type Fingerprint, type InvitationId } from '../../src/domain/ids.ts';

const FOUND: Chat = {
  id: asId<ChatId>('chat'),
  channel: 'telegram',
  account: '1',
  addressIndex: asId<Fingerprint>('address'),
  addressSealed: Buffer.of(1),
  language: 'vi',
  phoneIndex: null,
  blockedAt: null,
  optedOutAt: null,
  focusId: asId<InvitationId>('invitation'),
  askedToStop: false,
  lastInboundAt: new Date('2026-10-08T10:00:00Z'),
  templateOnly: false,
  codeMisses: 0,
  codeMissedOn: null,
};

describe('src/domain/chat.ts', () => {
  it.each([
    ['nothing', {}, true],
    ['a word a moment later', { lastInboundAt: new Date('2026-10-08T10:00:59Z') }, true],
    ['a word a minute later', { lastInboundAt: new Date('2026-10-08T10:01:00Z') }, false],
    ['another survey in focus', { focusId: asId<InvitationId>('another') }, false],
    ['another language', { language: 'en' }, false],
    ['a block', { blockedAt: new Date('2026-10-08T10:00:00Z') }, false],
    ['a phone', { phoneIndex: asId<Fingerprint>('phone') }, false],
  ] as const)('tells by what changed whether a chat is as it was found: %s', (_what, changes, isSame) => {
    expect(isAsFound({ ...FOUND, ...changes }, FOUND)).toBe(isSame);
  });
});
