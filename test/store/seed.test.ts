import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/lib/package-root.ts';
import { importProcedures } from '../../src/service/import-procedures.ts';
import { importUnits } from '../../src/service/import-units.ts';
import { createStores, type OwnStores } from '../support/database.ts';

describe('prisma/seed', () => {
  let stores: OwnStores;

  beforeAll(async () => {
    stores = await createStores();
  });

  afterAll(() => stores.drop());

  function seed(name: string): Promise<string> {
    return readFile(join(packageRoot(), 'prisma', 'seed', name), 'utf8');
  }

  it('holds the 34 provinces, six of them cities', async () => {
    expect(await importUnits(stores.references, await seed('units.csv'))).toEqual({ saved: 34, faults: [] });
    const units = [...(await stores.references.units()).values()];
    expect(units.filter(({ type }) => type === 'thành phố').map(({ name }) => name)).toEqual([
      'Hà Nội',
      'Hải Phòng',
      'Huế',
      'Đà Nẵng',
      'Hồ Chí Minh',
      'Cần Thơ',
    ]);
    expect(units.every(({ parentCode, validFrom }) => parentCode === null && validFrom === '2025-07-01')).toBe(true);
  });

  it('holds six communes in two provinces that are marked as demonstration', async () => {
    expect(await importUnits(stores.references, await seed('demo-units.csv'))).toEqual({ saved: 6, faults: [] });
    const communes = [...(await stores.references.units()).values()].filter(({ parentCode }) => parentCode !== null);
    expect(communes.map(({ code, parentCode }) => `${parentCode} ${code}`)).toEqual([
      '01 99001',
      '01 99002',
      '01 99003',
      '92 99004',
      '92 99005',
      '92 99006',
    ]);
    expect(communes.every(({ name }) => name.endsWith('(minh họa)'))).toBe(true);
  });

  it('holds procedures, those about a death marked as such', async () => {
    expect(await importProcedures(stores.references, await seed('procedures.csv'))).toEqual({ saved: 22, faults: [] });
    const soft = [...(await stores.references.procedures()).values()].filter(({ tone }) => tone === 'bereavement');
    expect(soft.map(({ code }) => code)).toEqual(['1.000419', '1.000656', '1.005461', '2.002913']);
  });
});
