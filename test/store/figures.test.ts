import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Invitation } from '../../src/domain/invitation.ts';
import type { RateCounts, RateFilter } from '../../src/domain/rate.ts';
import type { NewDossier } from '../../src/service/ports.ts';
import { createStores, type OwnStores } from '../support/database.ts';
import { newDossier, newInvitation, NOW, register, UNITS } from './samples.ts';

const ALL: RateFilter = { from: '2026-01-01', to: '2026-12-31', unit: null, procedure: null, channel: null };
const ASKED = { status: 'sent', channel: 'telegram', proof: 'phone', invitedAt: NOW, deliveredAt: NOW } as const;
const STARTED = { ...ASKED, status: 'started', startedOn: '2026-03-03' } as const;

const ROWS: readonly (readonly [Partial<NewDossier>, Partial<Invitation>])[] = [
  [{}, {}],
  [{}, { exclusion: 'organisation', status: 'closed', closeReason: 'excluded' }],
  [{}, { ...ASKED, deliveredAt: null }],
  [{}, STARTED],
  [{ unitCode: '99002' }, { ...STARTED, status: 'finished' }],
  [{ unitCode: '99002' }, { ...STARTED, status: 'closed', closeReason: 'finished', proof: 'slip', channel: 'web' }],
  [
    { unitCode: '99004', filedVia: 'online' },
    { ...STARTED, status: 'closed', closeReason: 'partial', channel: 'web' },
  ],
  [
    { unitCode: '99004', procedureCode: '1.001193' },
    { completedOn: '2026-02-28', completedMonth: '2026-02-01' },
  ],
];

describe('src/store/figures', () => {
  let stores: OwnStores;

  beforeAll(async () => {
    stores = await createStores();
    await stores.references.saveUnits(UNITS);
    const dossiers = ROWS.map(([changes]) => newDossier(changes));
    const invitations = ROWS.flatMap(([, changes], i) => {
      const dossier = dossiers[i];
      return dossier ? [newInvitation(dossier, changes)] : [];
    });
    await register(stores, [...dossiers, newDossier({ completedAt: null })], invitations);
  });

  afterAll(() => stores.drop());

  function completed(rows: readonly RateCounts[]): readonly string[] {
    return rows.map((row) => `${row.key} ${row.completed}`);
  }

  it('counts invitations at each step', async () => {
    expect(await stores.figures.counts(ALL, null, null)).toEqual([
      { key: 'all', completed: 8, eligible: 7, invited: 5, delivered: 4, started: 4, finished: 2, partial: 1 },
    ]);
  });

  it('counts nothing as zeros', async () => {
    const none = { completed: 0, eligible: 0, invited: 0, delivered: 0, started: 0, finished: 0, partial: 0 };
    const rows = await stores.figures.counts({ ...ALL, from: '2025-01-01', to: '2025-12-31' }, null, null);
    expect(rows).toEqual([{ key: 'all', ...none }]);
  });

  it.each([
    ['unit', ['99001 4', '99002 2', '99004 2']],
    ['procedure', ['1.000894 7', '1.001193 1']],
    ['filedVia', ['counter 7', 'online 1']],
    ['month', ['2026-02-01 1', '2026-03-01 7']],
    ['channel', ['none 3', 'slip 1', 'telegram 3', 'web 1']],
  ] as const)('groups by %s', async (groupBy, expected) => {
    expect(completed(await stores.figures.counts(ALL, groupBy, null))).toEqual(expected);
  });

  it.each([
    ['a province', { unit: '01' }, 6],
    ['a commune', { unit: '99004' }, 2],
    ['the country', { unit: '00' }, 8],
    ['a procedure', { procedure: '1.001193' }, 1],
    ['slips', { channel: 'slip' }, 1],
    ['the web without slips', { channel: 'web' }, 1],
    ['days, both included', { from: '2026-02-28', to: '2026-03-01' }, 1],
  ])('filters by %s', async (_, changes, expected) => {
    const [row] = await stores.figures.counts({ ...ALL, ...changes }, null, null);
    expect(row?.completed).toBe(expected);
  });

  it('never looks beyond the scope', async () => {
    expect(completed(await stores.figures.counts(ALL, 'unit', '92'))).toEqual(['99004 2']);
    expect(completed(await stores.figures.counts({ ...ALL, unit: '01' }, null, '92'))).toEqual(['all 0']);
    expect(completed(await stores.figures.counts({ ...ALL, unit: '01' }, 'unit', '99002'))).toEqual(['99002 2']);
  });
});
