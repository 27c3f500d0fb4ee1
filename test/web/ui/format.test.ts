import { describe, expect, it } from 'vitest';
import {
  formatCount,
  formatDay,
  formatMonth,
  formatPercent,
  formatShare,
  formatUnit,
} from '../../../src/web/ui/format.ts';

describe('src/web/ui/format.ts', () => {
  it('writes numbers as each language does', () => {
    expect([formatCount(1_234_567, 'vi'), formatCount(1_234_567, 'en')]).toEqual(['1.234.567', '1,234,567']);
    expect([formatPercent(84.09, 'vi'), formatPercent(84.09, 'en')]).toEqual(['84,09\u00a0%', '84.09%']);
    expect(formatShare(0.25, 'vi')).toBe('25,0\u00a0%');
  });

  it('writes days and months as each language does', () => {
    expect([formatDay('2026-11-22', 'vi'), formatDay('2026-11-22', 'en')]).toEqual(['22/11/2026', '22 Nov 2026']);
    expect([formatMonth('2026-11-01', 'vi'), formatMonth('2026-11', 'en')]).toEqual(['tháng 11/2026', 'Nov 2026']);
  });

  it('puts the type before the name in Vietnamese, behind it in English', () => {
    const unit = { name: 'Cầu Giấy', type: 'phường' } as const;
    expect([formatUnit(unit, 'vi'), formatUnit(unit, 'en')]).toEqual(['Phường Cầu Giấy', 'Cầu Giấy ward']);
  });
});
