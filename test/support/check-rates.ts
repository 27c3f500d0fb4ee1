import { expect } from 'vitest';
import type { RateFilter, RateGrouping } from '../../src/domain/rate.ts';
import type { UnitScope } from '../../src/domain/unit.ts';
import type { FigureStore } from '../../src/service/ports.ts';
import type { PrismaClient } from '../../src/store/generated/client.ts';
import { countsByRow, coverageByRow, unitMonthsByRow } from './rates-by-row.ts';

const GROUPINGS: readonly (RateGrouping | null)[] = [
  null,
  'unit',
  'province',
  'procedure',
  'channel',
  'filedVia',
  'month',
  'late',
];

export interface RateAsk {
  readonly filter: RateFilter;
  readonly scope: UnitScope;
}

/** Every figure of the register says what its invitations say. */
export async function checkRates(
  figures: FigureStore,
  console: PrismaClient,
  asks: readonly RateAsk[],
  months: { readonly from: string; readonly to: string },
): Promise<void> {
  for (const { filter, scope } of asks) {
    for (const by of GROUPINGS) {
      const found = await figures.counts(filter, by, scope);
      expect(found, `${String(by)} ${JSON.stringify(filter)} for ${String(scope)}`).toEqual(
        await countsByRow(console, filter, by, scope),
      );
    }
    for (const by of ['unit', 'province'] as const) {
      expect(inOrder(await figures.coverage(filter, by, scope))).toEqual(
        inOrder(await coverageByRow(console, filter, by, scope)),
      );
    }
  }
  const found = await figures.countsByUnitAndMonth(months.from, months.to);
  expect(inOrder(found)).toEqual(inOrder(await unitMonthsByRow(console, months.from, months.to)));
}

function inOrder(rows: readonly object[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).toSorted();
}
