import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../src/domain/publication.ts';
import type { UnitMonthCounts } from '../../src/domain/rate.ts';
import type { Survey } from '../../src/domain/survey.ts';
import type { Unit, UnitCode } from '../../src/domain/unit.ts';
import { isDetermined } from '../support/linear-attack.ts';
import { publishRates, settledMonths } from '../../src/service/publish-rates.ts';
import type { PublishedRate } from '../../src/service/ports.ts';
import { publicReports, type PublicParts } from '../../src/service/show-public.ts';

const SURVEY: Survey = {
  id: 'sample-1',
  factors: [{ key: 'staff', name: { vi: 'Công chức', en: 'Staff' } }],
  criteria: [],
  questions: [
    { key: 'q1', factor: 'staff', criteria: [], text: { vi: '?', en: '?' }, gate: null, notApplicable: null },
  ],
  commentPrompt: { vi: '', en: '' },
};

function unit(code: UnitCode, parentCode: UnitCode | null): Unit {
  return { code, name: code, type: 'xã', parentCode, agencyCodes: [], validFrom: '2025-07-01', validTo: null };
}

const UNITS = new Map(
  [
    unit('01', null),
    unit('01001', '01'),
    unit('01002', '01'),
    unit('01003', '01'),
    unit('02', null),
    unit('02001', '02'),
  ].map((one) => [one.code, one]),
);

interface World {
  readonly counts: readonly UnitMonthCounts[];
  readonly cells?: readonly Cell[];
}

async function reportsOf({ counts, cells = [] }: World) {
  let published: readonly PublishedRate[] = [];
  const parts = {
    clock: { now: () => new Date('2026-11-23T03:00:00Z') },
    zone: 'Asia/Ho_Chi_Minh',
    references: {
      units: async () => UNITS,
      surveys: async () => new Map([[SURVEY.id, SURVEY]]),
      activeSurvey: async () => SURVEY,
    },
    figures: {
      cells: async ({ units }: { readonly units: readonly string[] }) =>
        cells.filter(({ unitCode }) => units.includes(unitCode)),
      countsByUnitAndMonth: async (from: string, to: string) =>
        counts.filter(({ month }) => month >= from && month <= to),
      publishRates: async (rates: readonly PublishedRate[]) => void (published = rates),
      publishedRates: async ({ units }: { readonly units: readonly string[] }) =>
        published.filter(({ unitCode }) => units.includes(unitCode)),
    },
    improvements: { ofUnits: async () => [] },
  };
  const all = parts as unknown as PublicParts & Parameters<typeof publishRates>[0];
  await publishRates(all);
  return { report: publicReports(all) };
}

function count(code: string, month: string, invited: number, finished: number): UnitMonthCounts {
  return { unit: code, month, invited, delivered: invited, finished };
}

describe('src/service/show-public', () => {
  it.each([
    ['2026-11-23', '2025-11-01', '2026-10-01'],
    ['2026-11-21', '2025-10-01', '2026-09-01'],
    ['2026-03-01', '2025-02-01', '2026-01-01'],
  ])('shows on %s the months from %s to %s, whose answers are all in', (today, from, to) => {
    expect(settledMonths(today)).toEqual({ from, to });
  });

  it('knows no unit that is none', async () => {
    const { report } = await reportsOf({ counts: [] });
    expect([await report('99'), await report('00000')]).toEqual([null, null]);
    expect((await report('00'))?.below.map(({ unit: code }) => code)).toEqual(['01', '02']);
  });

  it('leaves out months with fewer than ten invitations, and what they could be computed from', async () => {
    const month = '2026-10-01';
    const counts = [
      count('01001', month, 40, 10),
      count('01002', month, 4, 1),
      count('01003', month, 12, 6),
      count('01002', '2026-09-01', 15, 3),
    ];
    const { report } = await reportsOf({ counts });
    const province = await report('01');
    const rates = new Map(province?.below.map(({ unit: code, response }) => [code, response]));
    expect(rates.get('01001')).toMatchObject({ numerator: 10, denominator: 40 });
    expect(rates.get('01002')).toMatchObject({ numerator: 3, denominator: 15 });
    expect(rates.get('01003')).toBeNull();
    expect(province?.own.response).toMatchObject({ numerator: 20, denominator: 71 });
  });

  it('never lets what a total lacks of its parts be one to nine invitations, nor any sum tell them', async () => {
    const drawnUnits = ['01001', '01002', '01003', '02001', '01'];
    const rows = fc.array(fc.tuple(fc.constantFrom(...drawnUnits), fc.integer({ min: 0, max: 30 })), {
      minLength: 1,
      maxLength: 8,
    });
    const seen = { complete: 0, lacking: 0, small: 0 };
    await fc.assert(
      fc.asyncProperty(rows, async (drawn) => {
        const invited = new Map(drawn);
        const { report } = await reportsOf({
          counts: [...invited].map(([code, n]) => count(code, '2026-09-01', n, Math.ceil(n / 2))),
        });
        const pages = await Promise.all(['00', '01', '02'].map(report));
        const shown = new Map(
          pages
            .flatMap((page) => [page?.own, ...(page?.below ?? [])])
            .flatMap((figures) => (figures?.response ? [[figures.unit, figures.response.denominator] as const] : [])),
        );
        for (const page of pages) {
          if (!page) continue;
          const own = shown.get(page.own.unit);
          if (own === undefined) continue;
          const below = page.below.reduce((sum, { unit: code }) => sum + (shown.get(code) ?? 0), 0);
          expect(own === below || own - below >= 10).toBe(true);
          seen[own === below ? 'complete' : 'lacking'] += 1;
        }
        expect([...shown.values()].filter((denominator) => denominator < 10)).toEqual([]);
        const equations = [...shown.keys()].map((code) => invitedBelow(code, invited));
        for (const [code, n] of invited) {
          if (n === 0 || n >= 10) continue;
          seen.small += 1;
          expect([code, isDetermined({ names: [...invited.keys()], equations }, code)]).toEqual([code, false]);
        }
      }),
      { numRuns: 300 },
    );
    for (const kind of ['complete', 'lacking', 'small'] as const) expect([kind, seen[kind] > 20]).toEqual([kind, true]);
  });
});

/** What adds up to the invitations of a unit and all below it. */
function invitedBelow(code: string, invited: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const isBelow = (other: string) => code === '00' || other === code || (code.length === 2 && other.startsWith(code));
  return new Map([...invited.keys()].filter(isBelow).map((other) => [other, 1]));
}
