import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reconcileMonth } from '../../src/service/reconcile-month.ts';
import { createWorld, type World } from '../support/service-world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
  const here = ['H26.99.01-261005-0001', 'H26.99.01-261005-0002', 'H26.99.01-261005-0003'];
  await world.register(here.map((code) => ({ code, officer: 'cb1' })));
  await world.register([{ code: 'H26.99.02-261005-0001', unit: '99002' }]);
});

afterAll(() => world.close());

describe('src/service/reconcile-month.ts', () => {
  it('compares the units that the list names, however and however often their codes are written', async () => {
    const file = `code,unit,officer
h26.99.01-261005-0001,99001,cb1
H26.99.01-261005-0002,H26.99.01,cb1
H26.99.01-261005-0009,99001,cb2
h26.99.01-261005-0009,H26.99.01,cb2
`;
    const { units, faults } = await reconcileMonth(world.parts, '2026-10', file);
    expect(faults).toEqual([]);
    expect(units).toEqual([
      {
        unitCode: '99001',
        listed: 3,
        missing: 1,
        missingBy: [{ officer: 'cb2', count: 1 }],
        faulty: [],
        elsewhere: [],
        unfinished: [],
        invented: ['H26.99.01-261005-0003'],
        invited: 0,
        eligible: 4,
      },
    ]);
  });

  it('looks for what is not among the unit’s own of the month in the whole register', async () => {
    await world.register([{ code: 'H26.99.01-261005-0004', completedAt: null }]);
    const file = `code,unit,officer
H26.99.02-261005-0001,99001,
H26.99.01-261005-0004,99001,
,99001,
`;
    const { units, faults } = await reconcileMonth(world.parts, '2026-10', file);
    expect(faults).toEqual([]);
    expect(units).toEqual([
      expect.objectContaining({
        missing: 1,
        faulty: [''],
        elsewhere: [{ code: 'H26.99.02-261005-0001', unitCode: '99002', month: '2026-10-01' }],
        unfinished: ['H26.99.01-261005-0004'],
        eligible: 5,
      }),
    ]);
  });

  it('says which lines it cannot use, and compares the others', async () => {
    const { units, faults } = await reconcileMonth(
      world.parts,
      '2026-10',
      'code,unit,officer\nA,55555,\n,99001,\nB,99002,\n',
    );
    expect(faults).toEqual([{ line: 2, column: 'unit', message: 'is no unit that is known here' }]);
    expect(units.map(({ unitCode, missing }) => [unitCode, missing])).toEqual([
      ['99001', 1],
      ['99002', 1],
    ]);
  });

  it('has no month for what is none, and no list for what is no table', async () => {
    await expect(reconcileMonth(world.parts, '10/2026', 'code,unit,officer\n')).rejects.toMatchObject({
      code: 'month-malformed',
    });
    await expect(reconcileMonth(world.parts, '2026-10', 'a;b\n')).rejects.toMatchObject({ code: 'file-malformed' });
  });
});
