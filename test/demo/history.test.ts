import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseWindow } from '../../src/domain/contact-policy.ts';
import { localDay } from '../../src/lib/calendar.ts';
import { Vault } from '../../src/lib/vault.ts';
import { seedReferences } from '../../src/app/seed-references.ts';
import { importUnits } from '../../src/service/import-units.ts';
import { publishRates } from '../../src/service/publish-rates.ts';
import { showIndices } from '../../src/service/show-indices.ts';
import { showRates } from '../../src/service/show-rates.ts';
import { createDatabase, openStores, type TestDatabase, type TestStores } from '../support/database.ts';
import { demoUnits } from '../support/demo-units.ts';
import { logToRun } from '../support/run-log.ts';
import { writeHistory, type HistoryParts } from './history.ts';
import { planHistory } from './history/plan-history.ts';

const zone = 'Asia/Ho_Chi_Minh';
const now = new Date('2026-11-23T03:00:00Z');
const everyone = { scope: null, ward: false };
const period = { from: '2026-06-01', to: '2026-11-30', unit: null, procedure: null };

let database: TestDatabase;
let stores: TestStores;
let parts: HistoryParts;

beforeAll(async () => {
  database = await createDatabase();
  stores = openStores(database.url);
  await seedReferences(stores.references);
  await importUnits(stores.references, await demoUnits());
  const window = parseWindow('always');
  if (!window) throw new Error('The window is wrong.');
  parts = {
    ...stores,
    vault: new Vault(Buffer.alloc(32, 7)),
    clock: { now: () => now },
    log: logToRun(),
    zone,
    policy: { zone, window, isHoliday: () => false, delayMinutes: 0, reminderHours: 48 },
    mixBatch: 1,
    mixMaxHours: 168,
  };
});

afterAll(async () => {
  await stores.database.close();
  await database.drop();
});

describe('demo/history', () => {
  it('plans the same dossiers whenever it is asked on the same day', () => {
    expect(planHistory('2026-11-23', zone)).toEqual(planHistory('2026-11-23', zone));
    expect([...planHistory('2026-03-01', zone).keys()].at(0)).toBe('2025-10-01');
  });

  it('never plans two dossiers of one code, or one from today on', () => {
    const planned = [...planHistory('2026-11-23', zone).values()].flat();
    expect(new Set(planned.map(({ code }) => code)).size).toBe(planned.length);
    expect(planned.every(({ completedAt }) => localDay(completedAt, zone) < '2026-11-23')).toBe(true);
  });

  it('writes about 3,500 dossiers, and nothing the second time', async () => {
    const count = await writeHistory(parts);
    expect(count).toBeGreaterThan(3_200);
    expect(count).toBeLessThan(3_800);
    expect(await writeHistory(parts)).toBe(0);
    const [all] = await showRates(stores, { ...period, channel: null }, null, everyone);
    expect(all?.completed).toBe(count);
  });

  it('has rates that differ between the communes, within what such surveys see', async () => {
    const rows = await showRates(stores, { ...period, channel: null }, 'unit', everyone);
    const responses = rows.map(({ rates }) => (rates.kind === 'rates' ? (rates.response.value ?? 0) : 0));
    expect(rows).toHaveLength(6);
    expect(Math.min(...responses)).toBeGreaterThan(0.03);
    expect(Math.max(...responses)).toBeLessThan(0.25);
    expect(
      rows.every(({ completed, eligible, invited, delivered, started, finished }) =>
        [completed, eligible, invited, delivered, started, finished].every(
          (n, i, all) => i === 0 || n <= (all[i - 1] ?? 0),
        ),
      ),
    ).toBe(true);
  });

  it('publishes scores that differ, and hides those of the smallest commune', async () => {
    const report = (unit: string) => showIndices(stores, { ...period, unit, filedVia: null }, everyone);
    const [best, worst, smallest] = await Promise.all([report('99001'), report('99002'), report('99006')]);
    const shareOf = ({ overall }: typeof best) => (overall.kind === 'figures' ? overall.share.value : null);
    expect(shareOf(best)).toBeGreaterThan((shareOf(worst) ?? 100) + 5);
    expect(shareOf(smallest)).toBeNull();
    expect(best.months.length).toBeGreaterThanOrEqual(5);
  });

  it('publishes response rates of whole months that are over, and of no unit that was asked too little', async () => {
    const rates = await stores.figures.publishedRates({ ...period, units: ['00', '99', '99001', '99006'] });
    const monthsOf = (unit: string) => rates.flatMap(({ unitCode, month }) => (unitCode === unit ? [month] : []));
    const months = ['2026-06-01', '2026-07-01', '2026-08-01', '2026-09-01', '2026-10-01'];
    expect(monthsOf('00')).toEqual(months);
    expect(monthsOf('99001')).toEqual(months);
    expect(rates.every(({ delivered, finished }) => delivered > 0 && finished < delivered)).toBe(true);
    await publishRates({ ...stores, clock: { now: () => new Date('2030-01-01T00:00:00Z') }, zone });
    expect(await stores.figures.publishedRates({ ...period, units: ['00'] })).toEqual([]);
  });

  it('publishes stars beside the scores, and shows fewer of them than answers', async () => {
    const { rating, overall } = await showIndices(stores, { ...period, unit: '99001', filedVia: null }, everyone);
    if (rating.kind !== 'figures' || overall.kind !== 'figures') throw new Error('too few for figures');
    expect(rating.answers).toBeGreaterThan(20);
    expect(rating.answers).toBeLessThan(overall.answers);
  });

  it('leaves nobody to be written to, and nothing in the mix', async () => {
    expect(await stores.ballots.waitingUnits()).toEqual([]);
    expect(await stores.ballots.unpublished()).toEqual([]);
    const later = { now: new Date(now.getTime() + 60 * 86_400_000), limit: 10 };
    const refuse = (): never => {
      throw new Error('Somebody is still to be asked.');
    };
    const moved = await Promise.all([
      stores.conversations.advance({ kind: 'due', ...later }, refuse),
      stores.conversations.advance({ kind: 'expired', today: '2027-01-22', ...later }, refuse),
    ]);
    expect(moved).toEqual([0, 0]);
  });
});
