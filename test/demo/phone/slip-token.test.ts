import { describe, expect, it } from 'vitest';
import { slipToken } from './slip-token.ts';

const TOKEN = '0DlkC6bZ4OmtGvBXBop39w';

describe('demo/phone/slip-token', () => {
  it.each([
    `https://t.me/hai_long_bot?start=${TOKEN}`,
    `t.me/hai_long_bot?start=${TOKEN}`,
    ` https://telegram.me/hai_long_bot?start=${TOKEN}\n`,
    `/start ${TOKEN}`,
    TOKEN,
  ])('finds the token in %j', (scanned) => {
    expect(slipToken(scanned)).toBe(TOKEN);
  });

  it.each(['', 'https://t.me/hai_long_bot', 'https://example.org/', 'hai lòng', `${TOKEN} ${TOKEN}`, 'a'.repeat(65)])(
    'finds none in %j',
    (scanned) => {
      expect(slipToken(scanned)).toBeNull();
    },
  );
});
