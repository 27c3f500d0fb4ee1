import { describe, expect, it } from 'vitest';
import { whenSent } from '../../../src/web/console/when-sent.ts';

const always = { kind: 'always' } as const;

describe('src/web/console/when-sent.ts', () => {
  it('says hours, minutes or both, and the spans of the day', () => {
    const window = { kind: 'spans', spans: [{ from: 485, to: 690 }] } as const;
    expect(whenSent({ delayMinutes: 90, window }, 'vi')).toContain('ít nhất 1 giờ 30 phút');
    expect(whenSent({ delayMinutes: 90, window }, 'vi')).toContain('trong khung 08:05–11:30');
    expect(whenSent({ delayMinutes: 45, window }, 'en')).toContain('at least 45 min after completion');
    expect(whenSent({ delayMinutes: 120, window }, 'en')).toContain('Only between 08:05–11:30, never on holidays.');
  });

  it('mentions neither delay nor hours where there are none', () => {
    expect(whenSent({ delayMinutes: 0, window: always }, 'vi')).toBe(
      'Tin gửi ngay khi hồ sơ xong. Sau đó người dân quét mã trên phiếu lúc nào cũng được.',
    );
  });
});
