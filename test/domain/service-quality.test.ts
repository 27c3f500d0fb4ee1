import { describe, expect, it } from 'vitest';
import { serviceQualityItem } from '../../src/domain/service-quality.ts';

describe('domain/service-quality', () => {
  it.each([
    [3, 2, 95, 6],
    [10, 0, 90, 6],
    [10, 5, 85, 5.67],
    [30, 25, 45, 3],
    [80, 70, 0, 0],
  ])('gives %i %% late and %i %% complained %f %% and %f points', (late, complained, rate, points) => {
    expect(serviceQualityItem({ dossiers: 100, late, complained })).toEqual({ rate, points });
  });

  it('says nothing without dossiers', () => {
    expect(serviceQualityItem({ dossiers: 0, late: 0, complained: 0 })).toBeNull();
  });
});
