import { describe, expect, it } from 'vitest';
import { partBReference, referenceLines, SIPAS_REFERENCES } from '../../src/domain/sipas-reference.ts';

describe('domain/sipas-reference', () => {
  it('draws no line across the change of method', () => {
    const lines = referenceLines(SIPAS_REFERENCES).map((line) => line.map(({ year, scope }) => `${year} ${scope}`));
    expect(lines).toEqual([
      ['2018 composite', '2019 composite', '2020 composite'],
      ['2022 composite', '2023 composite', '2024 composite'],
      ['2023 part-b', '2024 part-b'],
    ]);
  });

  it('compares with part B only', () => {
    expect(partBReference(2026)).toMatchObject({ year: 2024, percent: 84.09 });
    expect(partBReference(2023)).toMatchObject({ year: 2023, percent: 82.97, source: 'derived' });
    expect(partBReference(2020)).toBeNull();
  });

  it('agrees with the published changes from 2023 to 2024', () => {
    const of = (year: number, scope: string) =>
      SIPAS_REFERENCES.find((reference) => reference.year === year && reference.scope === scope)?.percent ?? NaN;
    expect(of(2024, 'composite') - of(2023, 'composite')).toBeCloseTo(1.28, 10);
    expect(of(2024, 'part-b') - of(2023, 'part-b')).toBeCloseTo(1.12, 10);
  });
});
