import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asId, type ChatId, type InvitationId, type MessageId } from '../../../src/domain/ids.ts';
import type { MessagePurpose } from '../../../src/domain/message.ts';
import { isAboutChat, settleDelivery, type Settled } from '../../../src/service/delivery/settle-delivery.ts';
import type { ClaimedMessage, Refusal, SendResult } from '../../../src/service/ports.ts';

const NOW = new Date('2026-10-08T03:00:00Z');
const chatId = asId<ChatId>('c1');
const invitationId = asId<InvitationId>('i1');
const MARK = { chatId, at: NOW };
const PURPOSES: readonly MessagePurpose[] = ['apology', 'invite', 'reminder', 'reply', 'farewell'];
const REFUSALS: readonly Refusal[] = [
  'blocked',
  'deactivated',
  'not-started',
  'opted-out',
  'window-closed',
  'bad-request',
  'unauthorised',
];

function message(changes: Partial<ClaimedMessage> = {}): ClaimedMessage {
  return {
    id: asId<MessageId>('m1'),
    channel: 'zalo',
    lane: 'bulk',
    chatId,
    invitationId,
    purpose: 'invite',
    addressSealed: Buffer.alloc(0),
    sealed: Buffer.alloc(0),
    attempts: 0,
    notAfter: new Date('2026-10-15T03:00:00Z'),
    ...changes,
  };
}

function refused(reason: Refusal, changes: Partial<ClaimedMessage> = {}): Settled {
  return settleDelivery(message(changes), { kind: 'refused', reason }, NOW);
}

const result: fc.Arbitrary<SendResult> = fc.oneof(
  fc.constantFrom(...REFUSALS).map((reason) => ({ kind: 'refused', reason }) as const),
  fc.record({ kind: fc.constant('sent' as const), platformId: fc.option(fc.string()) }),
  fc.record({
    kind: fc.constant('rate-limited' as const),
    scope: fc.constantFrom('chat' as const, 'account' as const),
    retryAfterMs: fc.integer({ min: 1, max: 90_000_000 }),
  }),
  fc.constantFrom('failed' as const, 'unknown' as const).map((kind) => ({ kind, reason: 'http-500' }) as const),
);
const claimed = fc
  .record({
    channel: fc.constantFrom('telegram' as const, 'zalo' as const),
    purpose: fc.constantFrom(...PURPOSES),
    invitationId: fc.constantFrom(invitationId, null),
    attempts: fc.nat(9),
  })
  .map((changes) => {
    const isOurs = changes.purpose !== 'reply' && changes.purpose !== 'farewell';
    return message({ ...changes, lane: isOurs ? 'bulk' : 'reply' });
  });

describe('service/delivery/settle-delivery', () => {
  it.each<[Refusal, Partial<Settled>]>([
    ['blocked', { blockedChat: MARK, returned: { invitationId, chatId, to: 'armed' } }],
    ['deactivated', { blockedChat: MARK, returned: { invitationId, chatId, to: 'armed' } }],
    ['not-started', { blockedChat: MARK, returned: { invitationId, chatId, to: 'armed' } }],
    ['opted-out', { optedOutChat: MARK, blockedChat: null, returned: { invitationId, chatId, to: 'armed' } }],
    ['window-closed', { blockedChat: MARK, returned: { invitationId, chatId, to: 'armed' } }],
    ['bad-request', { blockedChat: null, returned: { invitationId, chatId, to: 'waiting' } }],
    ['unauthorised', { blockedChat: null, returned: null, pauseMs: 300_000 }],
  ])('an invitation refused as %s', (reason, expected) => {
    expect(refused(reason)).toMatchObject(expected);
  });

  it('takes the invitation back when the apology before it meets a chat that is gone, and only then', () => {
    const back = (reason: Refusal) => refused(reason, { purpose: 'apology' }).returned;
    expect(back('blocked')).toEqual({ invitationId, chatId, to: 'armed' });
    expect(back('opted-out')).toEqual({ invitationId, chatId, to: 'armed' });
    expect([back('window-closed'), back('bad-request')]).toEqual([null, null]);
  });

  it('leaves a survey that is under way as it is, whoever is gone', () => {
    for (const purpose of ['reminder', 'reply', 'farewell'] as const)
      for (const reason of REFUSALS) expect(refused(reason, { purpose }).returned).toBeNull();
    expect(refused('blocked', { purpose: 'reply' }).blockedChat).toEqual(MARK);
    expect(refused('window-closed', { purpose: 'reminder' }).blockedChat).toBeNull();
  });

  it('takes acceptance for delivery only where the platform sends no receipts', () => {
    const sent = (channel: 'telegram' | 'zalo') =>
      settleDelivery(message({ channel }), { kind: 'sent', platformId: '7' }, NOW).delivered;
    expect(sent('telegram')).toEqual({ invitationId, at: NOW });
    expect(sent('zalo')).toEqual({ invitationId, at: null });
  });

  it('leaves an invitation to the slip when every attempt has failed', () => {
    const failed = (attempts: number) => settleDelivery(message({ attempts }), { kind: 'failed', reason: 'x' }, NOW);
    expect(failed(6)).toMatchObject({ record: { kind: 'deferred', burned: true }, returned: null });
    expect(failed(7)).toMatchObject({ record: { kind: 'failed' }, returned: { to: 'waiting' } });
  });

  it('keeps a row of what is out where anything later refers to it', () => {
    const kindOf = (lane: 'reply' | 'bulk', channel: 'telegram' | 'zalo') =>
      settleDelivery(message({ lane, channel }), { kind: 'sent', platformId: '7' }, NOW).record.kind;
    expect([kindOf('reply', 'telegram'), kindOf('reply', 'zalo'), kindOf('bulk', 'telegram')]).toEqual([
      'said',
      'sent',
      'sent',
    ]);
  });

  it('never sends again what may have arrived, and takes nothing back of it', () => {
    fc.assert(
      fc.property(claimed, result, (one, outcome) => {
        const { record, returned, delivered, retry } = settleDelivery(one, outcome, NOW);
        const isOut = ['sent', 'said', 'unknown'].includes(record.kind);
        expect(isOut && (returned !== null || retry !== null)).toBe(false);
        expect(delivered !== null && !isOut).toBe(false);
        expect(outcome.kind === 'unknown' && one.lane === 'bulk').toBe(record.kind === 'unknown');
      }),
    );
  });

  it('tries again exactly what it puts off', () => {
    fc.assert(
      fc.property(claimed, result, (one, outcome) => {
        const { record, retry, returned } = settleDelivery(one, outcome, NOW);
        expect(retry !== null).toBe(record.kind === 'deferred');
        expect(returned === null || record.kind === 'failed').toBe(true);
      }),
    );
  });

  it('holds a refusal against the whole chat unless a template may still go there', () => {
    const about = REFUSALS.filter((reason) => isAboutChat({ kind: 'refused', reason }));
    expect(about).toEqual(['blocked', 'deactivated', 'not-started', 'opted-out']);
    expect(isAboutChat({ kind: 'failed', reason: 'http-500' })).toBe(false);
  });
});
