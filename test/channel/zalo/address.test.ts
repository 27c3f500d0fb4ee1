import { describe, expect, it } from 'vitest';
import { parseAddress, userAddress } from '../../../src/channel/zalo/address.ts';
import { phoneAddress } from '../../../src/domain/chat.ts';
import { fromTapText, toTapText } from '../../../src/channel/zalo/tap-payload.ts';

describe('channel/zalo/address', () => {
  it('tells users from phone numbers, and keeps ids beyond 2^53', () => {
    expect(parseAddress(userAddress('186729651760683225'))).toEqual({ kind: 'user', userId: '186729651760683225' });
    expect(parseAddress(phoneAddress('+84987654321'))).toEqual({ kind: 'phone', phone: '+84987654321' });
  });

  it.each(['', '186729651760683225', 'user:', 'user:abc', 'phone:0987654321', 'phone:+84 987', 'mail:a@b'])(
    'refuses %j',
    (address) => {
      expect(parseAddress(address)).toBeNull();
    },
  );
});

describe('channel/zalo/tap-payload', () => {
  it.each(['AbC-_9', 'x'.repeat(64)])('brings %s back', (payload) => {
    expect(fromTapText(toTapText(payload))).toBe(payload);
    expect(fromTapText(`#${toTapText(payload)}`)).toBe(payload);
  });

  it.each(['', '5', 'hl:', 'hl:a b', `hl:${'x'.repeat(65)}`, 'xin hl:abc', 'HL:abc'])('takes %j for typed', (text) => {
    expect(fromTapText(text)).toBeNull();
  });
});
