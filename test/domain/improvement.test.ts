import { describe, expect, it } from 'vitest';
import { checkImprovement, type TypedImprovement } from '../../src/domain/improvement.ts';

const TODAY = '2026-11-23';
const SURVEY = { factors: [{ key: 'staff', name: { vi: 'Công chức', en: 'Staff' } }] };
const TYPED: TypedImprovement = { month: '2026-10', unit: '99001', factor: 'staff', text: 'Thêm một quầy buổi sáng.' };

describe('domain/improvement', () => {
  it('takes the first day of the month, one space between words, and the country as nothing', () => {
    const typed = { ...TYPED, unit: '00', factor: '', text: '  Thêm \n một   quầy buổi sáng. ' };
    expect(checkImprovement(typed, SURVEY, TODAY)).toEqual({
      unit: null,
      month: '2026-10-01',
      factor: null,
      text: 'Thêm một quầy buổi sáng.',
    });
  });

  it.each([
    [{ month: '10' }, ['month-malformed']],
    [{ month: '2026-13' }, ['month-malformed']],
    [{ month: '2026-12' }, ['month-to-come']],
    [{ month: '2026-11' }, null],
    [{ month: '2023-11' }, null],
    [{ month: '2023-10' }, ['month-too-old']],
    [{ factor: 'none' }, ['factor-unknown']],
    [{ text: 'Tốt hơn' }, ['text-too-short']],
    [{ text: 'Tốt hơn '.repeat(40) }, ['text-too-long']],
    [{ month: '', text: '' }, ['month-malformed', 'text-too-short']],
  ] as const)('judges %j: %j', (changes, faults) => {
    const checked = checkImprovement({ ...TYPED, ...changes }, SURVEY, TODAY);
    expect('text' in checked ? null : checked).toEqual(faults);
  });
});
