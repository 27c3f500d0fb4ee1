import { describe, expect, it } from 'vitest';
import { withheldRate } from '../../../src/web/console/withheld.ts';

describe('src/web/console/withheld.ts', () => {
  it('never says of ten invitations or more that they are fewer than ten', () => {
    expect(withheldRate({ invited: 9 }, 'vi')).toBe('Chưa đủ 10 lời mời');
    expect(withheldRate({ invited: 10 }, 'vi')).toBe('Không hiện');
  });
});
