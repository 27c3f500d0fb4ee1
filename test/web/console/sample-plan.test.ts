import { describe, expect, it } from 'vitest';
import type { RateCounts } from '../../../src/domain/rate.ts';
import { samplePlan } from '../../../src/web/console/sample-plan.ts';

function row(completed: number, invited: number, finished: number): RateCounts {
  return {
    key: 'all',
    completed,
    eligible: completed,
    invited,
    delivered: invited,
    started: finished,
    finished,
    partial: 0,
  };
}

describe('src/web/console/sample-plan.ts', () => {
  it('says what is needed, what the answers already tell, and how many to invite', () => {
    const [needed, reached, more] = samplePlan(row(10_000, 1_000, 185), 'vi') ?? [];
    expect(needed).toMatch(/^10\.000 hồ sơ đã xong.* cần 385 khảo sát.*, 370 theo/);
    expect(reached).toBe('Đã có 185: sai số hiện nay khoảng 7,1 điểm phần trăm.');
    expect(more).toContain('cần mời thêm khoảng 1.000 hồ sơ');
  });

  it('says so when too few are left to be invited, and when nobody has answered', () => {
    expect(samplePlan(row(1_000, 900, 90), 'vi')?.[2]).toContain('100 hồ sơ chưa mời là chưa đủ');
    expect(samplePlan(row(1_000, 900, 0), 'en')).toHaveLength(2);
    expect(samplePlan(row(1_000, 900, 600), 'en')).toHaveLength(2);
    expect(samplePlan(row(0, 0, 0), 'vi')).toBeNull();
  });
});
