import { describe, expect, it } from 'vitest';
import { formatDay, formatNumber, formatPercent } from '../../../src/domain/text/format.ts';

describe('domain/text/format', () => {
  it('writes days as each language does', () => {
    expect(formatDay('2026-11-22', 'vi')).toBe('22/11/2026');
    expect(formatDay('2026-01-02', 'en')).toBe('2 January 2026');
  });

  it('writes numbers and shares as each language does', () => {
    expect(formatNumber(1234567, 'vi')).toBe('1.234.567');
    expect(formatNumber(1234.5, 'en', 2)).toBe('1,234.50');
    expect(formatPercent(0.84094, 'vi')).toBe('84,09 %');
    expect(formatPercent(0.84094, 'en', 1)).toBe('84.1%');
  });
});
