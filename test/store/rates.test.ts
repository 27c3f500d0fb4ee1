import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Invitation } from '../../src/domain/invitation.ts';
import type { RateFilter } from '../../src/domain/rate.ts';
import { addDays, monthOf } from '../../src/lib/calendar.ts';
import { checkRates, type RateAsk } from '../support/check-rates.ts';
import { createDatabase, openStores, type TestDatabase, type TestStores } from '../support/database.ts';
import { query } from '../support/look.ts';
import { newDossier, newInvitation, NOW, register, UNITS } from './samples.ts';

const START = '2026-01-20';
const DAYS = 75;

const day = fc.integer({ min: 0, max: DAYS }).map((days) => addDays(START, days));
const unit = fc.constantFrom('99001', '99002', '99004');
const procedure = fc.constantFrom('1.000894', '1.001193', '2.000815');
const filedVia = fc.constantFrom('counter', 'online', 'post');

/** Any standing, also such as no use case leaves behind: cells must not depend on good manners. */
const standing = fc.record({
  status: fc.constantFrom('armed', 'waiting', 'queued', 'sent', 'started', 'finished', 'closed'),
  closeReason: fc.constantFrom(null, 'finished', 'partial', 'expired', 'no-contact', 'excluded', 'opted-out'),
  exclusion: fc.constantFrom(null, null, 'organisation', 'staff-phone', 'not-drawn', 'recently-asked'),
  channel: fc.constantFrom(null, 'telegram', 'zalo', 'web'),
  proof: fc.constantFrom(null, 'phone', 'slip'),
  invitedAt: fc.constantFrom(null, NOW),
  deliveredAt: fc.constantFrom(null, NOW),
  startedOn: fc.constantFrom(null, '2026-03-03'),
}) satisfies fc.Arbitrary<Partial<Invitation>>;

const attribution = fc
  .record({ unitCode: unit, procedureCode: procedure, filedVia, late: fc.boolean(), completedOn: day })
  .map((of) => ({
    ...of,
    completedMonth: monthOf(of.completedOn),
    provinceCode: of.unitCode === '99004' ? '92' : '01',
  })) satisfies fc.Arbitrary<Partial<Invitation>>;

const whole = fc.tuple(attribution, standing).map(([of, stands]) => ({ ...of, ...stands }));

/** Which of those that are there: a number that is taken by their count. */
const some = fc.array(fc.nat(), { minLength: 1, maxLength: 8 });

type Act =
  | { readonly kind: 'arm'; readonly all: readonly Partial<Invitation>[] }
  | { readonly kind: 'stand'; readonly some: readonly number[]; readonly as: Partial<Invitation> }
  | { readonly kind: 'disarm' | 'remove'; readonly some: readonly number[] }
  | { readonly kind: 'sum'; readonly limit: number };

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('arm'), all: fc.array(whole, { minLength: 1, maxLength: 12 }) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('stand'), some, as: standing }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('stand'), some, as: whole }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('disarm', 'remove'), some }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('sum'), limit: fc.integer({ min: 1, max: 30 }) }) },
);

const within = fc.constantFrom(null, '00', '01', '92', '99001', '99004');
const ask: fc.Arbitrary<RateAsk> = fc.record({
  filter: fc
    .record({
      days: fc.oneof(fc.tuple(day, day), fc.constantFrom(['2026-02-01', '2026-02-28'], ['2026-01-15', '2026-04-14'])),
      unit: within,
      procedure: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: procedure }),
      channel: fc.constantFrom(null, null, 'telegram', 'slip', 'none'),
      filedVia: fc.constantFrom(null, null, 'online' as const),
    })
    .map(({ days: [from = START, to = START], ...rest }): RateFilter => ({ ...rest, from, to })),
  scope: within,
});

describe('cells of rates', () => {
  let place: TestDatabase;
  let stores: TestStores;
  let there: readonly Invitation[] = [];

  beforeAll(async () => {
    place = await createDatabase();
    stores = openStores(place.url);
    await stores.references.saveUnits(UNITS);
  });

  afterAll(async () => {
    await stores.database.close();
    await place.drop();
  });

  function chosen(numbers: readonly number[]): readonly Invitation[] {
    return [...new Set(numbers.map((n) => there[n % there.length]))].filter((one) => one !== undefined);
  }

  function write(
    writes: Partial<Record<'removed' | 'disarmed', readonly string[]>> & {
      readonly invitations?: readonly Invitation[];
    },
  ): Promise<void> {
    const none = { inserted: [], updated: [], corrections: [], removed: [], disarmed: [], invitations: [] };
    return stores.dossiers.register({ codes: [], phones: [] }, () => Object.assign(none, writes));
  }

  async function perform(one: Act): Promise<void> {
    if (one.kind === 'arm') {
      const dossiers = one.all.map(() => newDossier());
      const armed = dossiers.map((dossier, i) => newInvitation(dossier, one.all[i]));
      await register(stores, dossiers, armed);
      there = [...there, ...armed];
      return;
    }
    if (one.kind === 'sum') {
      await stores.figures.sumRates(one.limit);
      return;
    }
    const all = chosen(one.some);
    if (one.kind === 'stand') {
      const changed = new Map(all.map((invitation) => [invitation.id, { ...invitation, ...one.as }]));
      await write({ invitations: [...changed.values()] });
      there = there.map((invitation) => changed.get(invitation.id) ?? invitation);
      return;
    }
    const ids = new Set(all.map(({ id }) => id));
    await write(one.kind === 'disarm' ? { disarmed: [...ids] } : { removed: all.map(({ dossierId }) => dossierId) });
    there = there.filter(({ id }) => !ids.has(id));
  }

  it('say what the invitations say, whatever was done and however much of it is summed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: 1, maxLength: 10 }),
        fc.array(ask, { minLength: 3, maxLength: 3 }),
        async (acts, asks) => {
          for (const one of acts) await perform(one);
          await checkRates(stores.figures, stores.database.console, asks, { from: '2026-02-01', to: '2026-03-01' });
        },
      ),
      { numRuns: 25 },
    );
  });

  it('stay so while many write and sum at once, and no cell is left of what is gone', async () => {
    const armed = (changes: Partial<Invitation>) => {
      const dossiers = Array.from({ length: 20 }, () => newDossier());
      const invitations = dossiers.map((dossier) => newInvitation(dossier, changes));
      there = [...there, ...invitations];
      return register(stores, dossiers, invitations);
    };
    await Promise.all([
      ...fc.sample(whole, 12).map(armed),
      ...Array.from({ length: 6 }, () => stores.figures.sumRates(7)),
    ]);
    const asks = fc.sample(ask, 6);
    const months = { from: '2026-01-01', to: '2026-03-01' };
    await checkRates(stores.figures, stores.database.console, asks, months);
    await perform({ kind: 'remove', some: there.map((_, i) => i) });
    while ((await stores.figures.sumRates(1_000)) > 0);
    await checkRates(stores.figures, stores.database.console, asks, months);
    expect(await query(place.url, 'SELECT * FROM register.rate_cell')).toEqual([]);
  });

  it('can be counted anew from the invitations', async () => {
    await perform({ kind: 'arm', all: fc.sample(whole, 40) });
    while ((await stores.figures.sumRates(1_000)) > 0);
    const cells = () => query<object>(place.url, 'SELECT c::text FROM register.rate_cell c ORDER BY 1');
    const before = await cells();
    await query(place.url, 'SELECT register.recount_rates()');
    expect(await cells()).toEqual(before);
  });
});
