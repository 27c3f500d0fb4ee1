import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../../src/channel/zalo/sdk/parse-json.ts';

describe('channel/zalo/sdk/parse-json', () => {
  it.each([
    ['{"user_id":186729651760683225}', { user_id: '186729651760683225' }],
    [
      '{"ids":[9007199254740993,-9007199254740993,9007199254740991]}',
      { ids: ['9007199254740993', '-9007199254740993', 9007199254740991] },
    ],
    [
      '{"text":"gọi 186729651760683225 \\" 186729651760683225"}',
      { text: 'gọi 186729651760683225 " 186729651760683225' },
    ],
    ['{"share":0.12345678901234567890,"big":1e21}', { share: 0.12345678901234568, big: 1e21 }],
    ['186729651760683225', '186729651760683225'],
  ])('keeps ids whole in %s', (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  it.each(['', '{', '{"a":"186729651760683225', 'nothing'])('refuses %j', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });

  it('reads everything else as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseJson(text)).toEqual(
          JSON.parse(text, (_key, value: unknown) => (isRounded(value) ? String(value) : value)),
        );
      }),
    );
  });

  it('is not slowed down by quotes that do not end', () => {
    expect(() => parseJson('"\\'.repeat(200_000))).toThrow(SyntaxError);
  });
});

function isRounded(value: unknown): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(String(value));
}
