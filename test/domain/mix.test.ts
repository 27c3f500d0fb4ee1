import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GIVEN_UP, planAtProvince, planRelease, type Waiting } from '../../src/domain/mix.ts';
import type { Attributes, Ballot } from '../../src/domain/response.ts';

const now = new Date('2026-10-08T05:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const inOrder = (n: number) => Array.from({ length: n }, (_, i) => i);
const reversed = (n: number) => inOrder(n).toReversed();
const rules = { batch: 5, maxHours: 168, now };

const attributes: Attributes = {
  procedureCode: '1.001193',
  late: 'on-time',
  filedVia: 'counter',
  proof: 'phone',
  locale: 'vi',
  flagged: 'clear',
};

function waiting(id: string, hours: number, changes: Partial<Attributes> = {}, ballot: Partial<Ballot> = {}): Waiting {
  return {
    id,
    enteredAt: hoursAgo(hours),
    ballot: {
      surveyId: 'sipas-b-1',
      unitCode: '99001',
      completedMonth: '2026-10-01',
      attributes: { ...attributes, ...changes },
      disposition: 'finished',
      answers: {},
      comment: id,
      rating: null,
      receipt: null,
      ...ballot,
    },
  };
}

const some = (count: number, hours: number, changes: Partial<Attributes> = {}, ballot: Partial<Ballot> = {}) =>
  inOrder(count).map((i) => waiting(`${JSON.stringify([changes, ballot])}${i}`, hours, changes, ballot));

const ATTRIBUTES = GIVEN_UP.filter((name) => name !== 'rating');
const RATING = { stars: 4, reasons: [] } as const;
const ANSWERS = { q1: { value: 4, how: 'button' } } as const;

const attributesArbitrary: fc.Arbitrary<Attributes> = fc.record({
  procedureCode: fc.constantFrom('1.001193', '1.000894', '2.000815'),
  late: fc.constantFrom('late', 'on-time'),
  filedVia: fc.constantFrom('counter', 'online'),
  proof: fc.constantFrom('slip', 'phone'),
  locale: fc.constantFrom('vi', 'vi', 'vi', 'en'),
  flagged: fc.constantFrom('clear', 'clear', 'clear', 'flagged'),
});

const waitingArbitrary: fc.Arbitrary<readonly Waiting[]> = fc
  .array(
    fc.record({
      attributes: attributesArbitrary,
      hours: fc.constantFrom(1, 100, 168, 500),
      completedMonth: fc.constantFrom('2026-09-01', '2026-10-01'),
      disposition: fc.constantFrom('finished', 'partial') satisfies fc.Arbitrary<Ballot['disposition']>,
      rating: fc.constantFrom(null, null, RATING),
    }),
    { maxLength: 80 },
  )
  .map((rows) => rows.map(({ hours, attributes, ...ballot }, i) => waiting(`b${i}`, hours, attributes, ballot)));

function sameKept(a: Ballot, b: Ballot): boolean {
  const kept = (ballot: Ballot) => JSON.stringify({ ...ballot, comment: null });
  return kept(a) === kept(b);
}

describe('domain/mix', () => {
  it('lets enough that are alike out together, however young, and keeps fewer', () => {
    expect(planRelease(some(5, 0), rules, inOrder).ballots).toHaveLength(5);
    expect(planRelease(some(7, 0), rules, inOrder).ballots).toHaveLength(7);
    expect(planRelease(some(4, 0), rules, inOrder)).toEqual({ released: [], ballots: [] });
    expect(planRelease([], rules, inOrder)).toEqual({ released: [], ballots: [] });
  });

  it('gives up what fewer share once it has waited long enough', () => {
    const mixed = [...some(3, 168), ...some(2, 1, { locale: 'en' })];
    const { ballots } = planRelease(mixed, rules, inOrder);
    expect(ballots.map((ballot) => ballot.attributes)).toEqual(
      Array.from({ length: 5 }, () => ({ ...attributes, locale: 'other' })),
    );
    expect(planRelease([...some(3, 167), ...some(2, 1, { locale: 'en' })], rules, inOrder).ballots).toEqual([]);
  });

  it('lets nobody out beside too few who have rated, or answered, as well', () => {
    const partial = { disposition: 'partial', answers: ANSWERS } as const;
    const rated = { disposition: 'partial', rating: RATING } as const;
    expect(planRelease([...some(4, 9_999, {}, rated), ...some(4, 9_999, {}, partial)], rules, inOrder).ballots).toEqual(
      [],
    );
    const both = { ...partial, rating: RATING };
    expect(planRelease([...some(3, 1, {}, both), ...some(4, 1, {}, partial)], rules, inOrder).ballots).toEqual([]);
    const late = planRelease([...some(3, 168, {}, both), ...some(4, 1, {}, partial)], rules, inOrder).ballots;
    expect(late.map(({ rating, attributes: { filedVia } }) => [rating, filedVia])).toEqual(
      Array.from({ length: 7 }, () => [null, 'counter']),
    );
    expect(planRelease(some(5, 1, {}, both), rules, inOrder).ballots.map(({ rating }) => rating)).toEqual(
      Array.from({ length: 5 }, () => RATING),
    );
  });

  it('gives up lateness last', () => {
    const mixed = [
      ...some(3, 200, { late: 'late', filedVia: 'online' }),
      ...some(2, 200, { late: 'late', procedureCode: '1.000894' }),
    ];
    const { ballots } = planRelease(mixed, rules, inOrder);
    expect(ballots).toHaveLength(5);
    expect(ballots[0]?.attributes).toMatchObject({ late: 'late', procedureCode: 'other', filedVia: 'other' });
  });

  it('never mixes months, surveys, units or dispositions, and waits for ever rather than release fewer', () => {
    const others: readonly Partial<Ballot>[] = [
      { completedMonth: '2026-09-01' },
      { surveyId: 's-2' },
      { unitCode: '99002' },
      { disposition: 'partial' },
    ];
    for (const other of others) {
      expect(planRelease([...some(4, 9_999), ...some(4, 9_999, {}, other)], rules, inOrder).ballots).toEqual([]);
    }
  });

  it('releases at once in batches of one', () => {
    const all = [...some(1, 0), ...some(1, 0, { late: 'late' }, { disposition: 'partial' })];
    const { ballots } = planRelease(all, { ...rules, batch: 1 }, inOrder);
    expect(ballots.map((ballot) => ballot.attributes.late).toSorted()).toEqual(['late', 'on-time']);
  });

  it('leaves the order to the shuffle', () => {
    const comments = (shuffle: (n: number) => readonly number[]) =>
      planRelease(some(5, 0), rules, shuffle).ballots.map(({ comment }) => comment);
    expect(comments(reversed)).toEqual(comments(inOrder).toReversed());
  });

  it('never releases anyone with fewer than four others alike', () => {
    fc.assert(
      fc.property(waitingArbitrary, (all) => {
        const { ballots } = planRelease(all, rules, inOrder);
        for (const one of ballots)
          expect(ballots.filter((other) => sameKept(one, other)).length).toBeGreaterThanOrEqual(5);
      }),
    );
  });

  it('loses and doubles nothing, and changes nothing but attributes and ratings', () => {
    fc.assert(
      fc.property(waitingArbitrary, (all) => {
        const { released, ballots } = planRelease(all, rules, reversed);
        expect(new Set(released).size).toBe(released.length);
        expect(ballots.map(({ comment }) => comment).toSorted()).toEqual([...released].toSorted());
        for (const { attributes: _, rating, ...rest } of ballots) {
          const before = all.find(({ id }) => id === rest.comment)?.ballot;
          expect(before).toMatchObject(rest);
          expect([null, before?.rating]).toContain(rating);
        }
      }),
    );
  });

  it('gives up attributes in one fixed order and only to overdue ballots and those who help them', () => {
    fc.assert(
      fc.property(waitingArbitrary, (all) => {
        for (const { attributes: kept, comment } of planRelease(all, rules, inOrder).ballots) {
          const given = ATTRIBUTES.filter((name) => kept[name] === 'other');
          expect(given).toEqual(ATTRIBUTES.slice(0, given.length));
          const before = all.find(({ id }) => id === comment)?.ballot.attributes;
          for (const name of ATTRIBUTES.slice(given.length)) expect(kept[name]).toBe(before?.[name]);
        }
        const young = all.map((one) => ({ ...one, enteredAt: hoursAgo(1) }));
        const kept = planRelease(young, rules, inOrder).ballots.flatMap((ballot) => Object.values(ballot.attributes));
        expect(kept).not.toContain('other');
      }),
    );
  });

  it('does not depend on the order of arrival', () => {
    const twoOrders = waitingArbitrary.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length })),
    );
    fc.assert(
      fc.property(twoOrders, ([one, other]) => {
        expect(planRelease(one, rules, inOrder)).toEqual(planRelease(other, rules, inOrder));
      }),
    );
  });

  it('leaves nothing that could have gone', () => {
    fc.assert(
      fc.property(waitingArbitrary, (all) => {
        const gone = new Set(planRelease(all, rules, inOrder).released);
        const rest = all.filter(({ id }) => !gone.has(id));
        expect(planRelease(rest, rules, inOrder).released).toEqual([]);
      }),
    );
  });

  describe('at province level', () => {
    const september = { completedMonth: '2026-09-01' } as const;
    const at = (all: readonly Waiting[], today: string) =>
      planAtProvince(all, { ...rules, province: '01', today }, inOrder);

    it('lets out what is left of several communes, as the province, once the quarter is closed', () => {
      const all = [
        ...some(3, 168, {}, { ...september, unitCode: '99001' }),
        ...some(2, 168, {}, { ...september, unitCode: '99002' }),
      ];
      expect(at(all, '2026-10-31').ballots).toEqual([]);
      const { ballots } = at(all, '2026-11-01');
      expect(ballots.map(({ unitCode, completedMonth }) => [unitCode, completedMonth])).toEqual(
        Array.from({ length: 5 }, () => ['01', '2026-09-01']),
      );
      expect(ballots[0]?.attributes).toEqual(attributes);
    });

    it('gives up attributes in the same order, and the month last of all', () => {
      const all = [
        ...some(3, 168, {}, { completedMonth: '2026-07-01', unitCode: '99001' }),
        ...some(2, 168, { procedureCode: '1.000894' }, { ...september, unitCode: '99002' }),
      ];
      const { ballots } = at(all, '2026-11-05');
      expect(ballots.map(({ completedMonth }) => completedMonth)).toEqual(
        Array.from({ length: 5 }, () => '2026-09-01'),
      );
      expect(ballots[0]?.attributes).toMatchObject({ late: 'on-time', procedureCode: 'other' });
    });

    it('waits for the next quarter with too few of the province, and then counts them in its last month', () => {
      const early = some(3, 168, {}, september);
      const late = some(2, 168, {}, { completedMonth: '2026-10-01', unitCode: '99002' });
      expect(at([...early, ...late], '2027-01-31').ballots).toEqual([]);
      expect(at([...early, ...late], '2027-02-01').ballots.map(({ completedMonth }) => completedMonth)).toEqual(
        Array.from({ length: 5 }, () => '2026-12-01'),
      );
    });

    it('leaves everybody the time to find company in the own unit', () => {
      const all = [...some(4, 168, {}, september), ...some(4, 167, {}, { ...september, unitCode: '99002' })];
      expect(at(all, '2026-11-01').ballots).toEqual([]);
    });

    it('never releases anyone with fewer than four others alike, and loses and doubles nothing', () => {
      fc.assert(
        fc.property(waitingArbitrary, fc.constantFrom('2026-11-01', '2027-02-01'), (all, today) => {
          const { released, ballots } = at(all, today);
          for (const one of ballots)
            expect(ballots.filter((other) => sameKept(one, other)).length).toBeGreaterThanOrEqual(5);
          expect(ballots.map(({ comment }) => comment).toSorted()).toEqual([...released].toSorted());
          const gone = new Set(released);
          expect(
            at(
              all.filter(({ id }) => !gone.has(id)),
              today,
            ).released,
          ).toEqual([]);
        }),
      );
    });
  });
});
