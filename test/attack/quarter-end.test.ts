import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planAtProvince, planRelease, type MixRules, type Waiting } from '../../src/domain/mix.ts';
import { publishable, sumCells, type Cell } from '../../src/domain/publication.ts';
import type { Ballot, Response } from '../../src/domain/response.ts';
import { groupBy } from '../../src/lib/group-by.ts';
import { countResponses } from '../../src/store/tallies.ts';
import { newResponse } from '../store/samples.ts';
import { determined, isBelow, smallCells, termsOver, toldBy } from '../support/figure-attack.ts';

const BATCH = 5;
const COMMUNES = ['01001', '01002', '01003', '02001', '02002'] as const;
const PROVINCES = ['01', '02'] as const;
const parentOf = (unit: string) => (unit === '00' ? null : unit.length === 2 ? '00' : unit.slice(0, 2));

interface Arrival {
  readonly unit: string;
  readonly month: string;
  readonly procedure: string;
  readonly via: 'counter' | 'online';
}

/** A big commune in either province, and small ones that hardly ever fill a batch. */
const arrival: fc.Arbitrary<Arrival> = fc.record({
  unit: fc.constantFrom(...COMMUNES, '01001', '01001', '02001', '02001'),
  month: fc.constantFrom('2026-07-01', '2026-09-01', '2026-09-01'),
  procedure: fc.constantFrom('p', 'p', 'p', 'q', 'r'),
  via: fc.constantFrom('counter' as const, 'counter' as const, 'online' as const),
});
const BASE: Arrival = { unit: '01001', month: '2026-09-01', procedure: 'p', via: 'counter' };
/** What was answered in time, and what comes after the quarter was closed. */
const quarter = fc.record({
  inTime: fc.array(arrival, { minLength: 10, maxLength: 110 }),
  after: fc.array(arrival, { maxLength: 30 }),
});

let ids = 0;

function wait({ unit, month, procedure, via }: Arrival): Waiting {
  ids += 1;
  const { attributes, ...sample } = newResponse();
  const ballot: Ballot = {
    ...sample,
    unitCode: unit,
    completedMonth: month,
    attributes: { ...attributes, procedureCode: procedure, filedVia: via },
    comment: String(ids),
    receipt: null,
  };
  return { id: String(ids).padStart(6, '0'), ballot, enteredAt: new Date('2026-10-01') };
}

interface Edition {
  readonly released: readonly Response[];
  readonly cells: readonly Cell[];
}

/** The box of two provinces: what was answered in time by its own communes, then by provinces, then what came late. */
class Box {
  readonly editions: Edition[] = [];
  /** Each one's comment to the unit that it was answered in. */
  readonly origins = new Map<string, string>();
  #waiting: readonly Waiting[] = [];
  #released: readonly Response[] = [];

  answer(arrivals: readonly Arrival[], today: string): void {
    const now = new Date(`${today}T03:00:00Z`);
    const rules: MixRules = { batch: BATCH, maxHours: 168, now };
    const inOrder = (n: number) => Array.from({ length: n }, (_, i) => i);
    const fresh = arrivals.map(wait);
    for (const { ballot } of fresh) this.origins.set(ballot.comment ?? '', ballot.unitCode);
    this.#waiting = [...this.#waiting, ...fresh];
    for (const unit of COMMUNES) this.#take(planRelease(this.#of(unit), rules, inOrder));
    this.#publish();
    for (const province of PROVINCES) {
      this.#take(planAtProvince(this.#of(province), { ...rules, province, today }, inOrder));
    }
    this.#publish();
  }

  #of(unit: string): readonly Waiting[] {
    return this.#waiting.filter(({ ballot }) => ballot.unitCode.startsWith(unit));
  }

  #take({ released, ballots }: { readonly released: readonly string[]; readonly ballots: readonly Ballot[] }): void {
    const gone = new Set(released);
    this.#waiting = this.#waiting.filter(({ id }) => !gone.has(id));
    this.#released = [...this.#released, ...ballots.map((ballot) => ({ ...newResponse(), ...ballot }))];
  }

  #publish(): void {
    const cells = publishable(countResponses(this.#released), parentOf);
    this.editions.push({ released: this.#released, cells });
  }
}

function boxOf({ inTime, after }: { readonly inTime: readonly Arrival[]; readonly after: readonly Arrival[] }): Box {
  const box = new Box();
  box.answer(inTime, '2026-11-01');
  box.answer(after, '2026-11-20');
  return box;
}

// ------------------------------------------------------------------ the attacker

const UNITS = ['00', ...PROVINCES, ...PROVINCES.map((code) => `=${code}`), ...COMMUNES];

/** Cells below ten that follow from one edition by sums and differences, a province's own part among them. */
function recovered({ released, cells }: Edition): readonly string[] {
  const terms = termsOver(released);
  return determined(smallCells(released, UNITS, 10, terms), toldBy(cells).map(terms));
}

describe('the release at the end of a quarter, attacked', () => {
  it('lets no province less its communes, nor anything else, tell a cell below ten', () => {
    fc.assert(
      fc.property(quarter, (arrivals) => {
        for (const edition of boxOf(arrivals).editions) expect(recovered(edition)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('would be found out if it only hid what is small', () => {
    const three = (unit: string) => Array.from({ length: 3 }, (): Arrival => ({ ...BASE, unit }));
    const twelve = Array.from({ length: 12 }, (): Arrival => ({ ...BASE, unit: '01001' }));
    const { editions } = boxOf({ inTime: [...twelve, ...three('01002'), ...three('01003')], after: [] });
    const { released = [], cells = [] } = editions[1] ?? {};
    expect(recovered({ released, cells })).toEqual([]);
    const sums = sumCells(countResponses(released).map((cell): Cell => ({ ...cell, unitCode: '01' })));
    const naive = [...countResponses(released).filter(({ responses }) => responses >= 10), ...sums].filter(
      ({ unitCode, responses }) => unitCode !== '01' || responses >= 10,
    );
    expect(recovered({ released, cells: naive })).toContain('=01 2026-09-01 all all: 6');
  });

  it('moves figures of provinces and of the country by five or more, and no commune at all', () => {
    fc.assert(
      fc.property(quarter, (arrivals) => {
        const { editions } = boxOf(arrivals);
        const sizes = ({ released }: Edition) =>
          new Map(
            sumCells(
              countResponses(released).flatMap((cell) =>
                ['00', ...PROVINCES, ...COMMUNES]
                  .filter((unit) => isBelow(cell.unitCode, unit))
                  .map((unitCode): Cell => ({ ...cell, unitCode })),
              ),
            ).map((cell) => [[cell.unitCode, cell.month, cell.dimension, cell.value].join(), cell.responses]),
          );
        for (const [before, after] of [editions.slice(0, 2), editions.slice(2)]) {
          if (!before || !after) throw new Error('expected two editions');
          const known = sizes(before);
          for (const [cell, now] of sizes(after)) {
            const by = now - (known.get(cell) ?? 0);
            expect([cell, by > 0 && (by < BATCH || cell.split(',')[0]?.length === 5)]).toEqual([cell, false]);
          }
        }
      }),
    );
  });

  it('leaves every response of a province with four more that could be it, wherever they were answered', () => {
    fc.assert(
      fc.property(quarter, (arrivals) => {
        const box = boxOf(arrivals);
        const last = box.editions.at(-1)?.released ?? [];
        const atProvince = last.filter(({ unitCode }) => unitCode.length === 2);
        const batches = groupBy(atProvince, ({ unitCode, completedMonth, attributes }) =>
          JSON.stringify([unitCode, completedMonth, attributes]),
        );
        for (const batch of batches.values()) expect(batch.length).toBeGreaterThanOrEqual(BATCH);
        for (const { unitCode, comment } of last)
          expect(box.origins.get(comment ?? '')?.startsWith(unitCode)).toBe(true);
      }),
    );
  });
});
