import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planRelease, type Waiting } from '../../src/domain/mix.ts';
import { sumCells, type Cell, type Counts } from '../../src/domain/publication.ts';
import type { Response } from '../../src/domain/response.ts';
import type { Survey } from '../../src/domain/survey.ts';
import type { Unit } from '../../src/domain/unit.ts';
import { planWithdrawals } from '../../src/domain/withdrawal.ts';
import { publishCells, type PublishParts } from '../../src/service/publish-cells.ts';
import { showIndices } from '../../src/service/show-indices.ts';
import { showQuestions } from '../../src/service/show-questions.ts';
import type { FigureParts } from '../../src/service/show-rates.ts';
import type { CellFilter } from '../../src/service/ports.ts';
import { countResponses, negative } from '../../src/store/tallies.ts';
import { newResponse } from '../store/samples.ts';
import { determined, smallCells, termsOver, toldBy, type CellName } from '../support/figure-attack.ts';

const BATCH = 5;
const MONTHS = ['2026-09-01', '2026-10-01'] as const;
const QUESTIONS = ['q1', 'q5'] as const;
const COMMUNES = ['01001', '01002', '01003', '02001', '02002'] as const;
const NAME = { vi: '?', en: '?' };
const SURVEY: Survey = {
  id: 'sample-1',
  factors: [
    { key: 'staff', name: NAME },
    { key: 'feedback', name: NAME },
  ],
  criteria: [],
  questions: QUESTIONS.map((key, i) => ({
    key,
    factor: i === 0 ? 'staff' : 'feedback',
    criteria: [],
    text: NAME,
    gate: null,
    notApplicable: null,
  })),
  commentPrompt: NAME,
};
const UNITS = new Map(
  ['01', '02', ...COMMUNES].map((code): [string, Unit] => [
    code,
    {
      code,
      name: code,
      type: code.length === 2 ? 'tỉnh' : 'xã',
      parentCode: code.length === 2 ? null : code.slice(0, 2),
      agencyCodes: [],
      validFrom: '2025-07-01',
      validTo: null,
    },
  ]),
);
const MINISTRY = { scope: null, ward: false };

/** Everything that happens on one day: who is done, and which of those released before wants out. */
interface Day {
  readonly arrivals: readonly Arrival[];
  readonly regrets: readonly number[];
}

interface Arrival {
  readonly unit: string;
  readonly month: string;
  readonly procedure: string;
  readonly via: 'counter' | 'online';
  readonly q1: 1 | 2 | 3 | 4 | 5;
  /** Null: never asked it. */
  readonly q5: 1 | 5 | null;
}

const arrival: fc.Arbitrary<Arrival> = fc.record({
  unit: fc.constantFrom(...COMMUNES, '01', '01001', '01001', '02001'),
  month: fc.constantFrom(...MONTHS, MONTHS[1]),
  procedure: fc.constantFrom('p', 'p', 'q'),
  via: fc.constantFrom('counter' as const, 'counter' as const, 'online' as const),
  q1: fc.constantFrom(1 as const, 4 as const, 5 as const),
  q5: fc.constantFrom(null, null, 1 as const, 5 as const),
});
const history: fc.Arbitrary<readonly Day[]> = fc.array(
  fc.record({
    arrivals: fc.array(arrival, { minLength: 20, maxLength: 120 }),
    regrets: fc.array(fc.nat(200), { maxLength: 12 }),
  }),
  { minLength: 1, maxLength: 3 },
);

function toBallot({ unit, month, procedure, via, q1, q5 }: Arrival): Response {
  const { attributes } = newResponse();
  return newResponse({
    surveyId: SURVEY.id,
    unitCode: unit,
    completedMonth: month,
    attributes: { ...attributes, procedureCode: procedure, filedVia: via },
    answers: {
      q1: { value: q1, how: 'button' },
      q5: { value: q5 ?? 'not-applicable', how: 'button' },
    },
  });
}

/** The ballot box in memory, moved by the rules of the mix and of withdrawals, published by the use case. */
class Box {
  waiting: Waiting[] = [];
  released: Response[] = [];
  tallies: readonly Cell[] = [];
  published: readonly Cell[] = [];
  #day = 0;

  /** Resolves to the responses that the figures moved by, in or out. */
  async live({ arrivals, regrets }: Day): Promise<readonly Response[]> {
    this.#day += 1;
    const now = new Date(Date.UTC(2026, 10, this.#day));
    this.waiting.push(
      ...arrivals
        .map(toBallot)
        .map((ballot) => ({ id: ballot.id, ballot: { ...ballot, receipt: null }, enteredAt: now })),
    );
    const inOrder = (n: number) => Array.from({ length: n }, (_, i) => i);
    const plan = planRelease(this.waiting, { batch: BATCH, maxHours: 24, now }, inOrder);
    const left = new Set(plan.released);
    this.waiting = this.waiting.filter(({ id }) => !left.has(id));
    const fresh = plan.ballots.map((ballot) => ({ ...newResponse(), ...ballot }));
    const pending = [...new Set(regrets)].flatMap((i) => this.released[i] ?? []);
    // The box is emptied unit by unit, and so is what is asked back.
    const counts = ['01', ...COMMUNES].flatMap((unit) => {
      const own = pending.filter(({ unitCode }) => unitCode === unit);
      const around = fresh.filter(({ unitCode }) => unitCode === unit);
      return planWithdrawals(
        own.map((response) => ({ id: response.id, response, waitedDays: 0 })),
        around,
        BATCH,
      ).counted;
    });
    const counted = new Set(counts);
    const gone = this.released.filter(({ id }) => counted.has(id));
    this.released = [...this.released.filter(({ id }) => !counted.has(id)), ...fresh];
    this.tallies = sumCells([...this.tallies, ...countResponses(fresh), ...countResponses(gone).map(negative)]);
    await publishCells(this.parts);
    return [...fresh, ...gone];
  }

  get parts(): PublishParts & FigureParts {
    const parts = {
      clock: { now: () => new Date(Date.UTC(2026, 10, this.#day)) },
      zone: 'UTC',
      references: {
        units: async () => UNITS,
        surveys: async () => new Map([[SURVEY.id, SURVEY]]),
        activeSurvey: async () => SURVEY,
      },
      ballots: {
        unpublished: async () => MONTHS,
        publish: async (month: string, decide: (tallies: readonly Cell[]) => readonly Cell[]) => {
          const cells = decide(this.tallies.filter((cell) => cell.month === month));
          this.published = [...this.published.filter((cell) => cell.month !== month), ...cells];
        },
      },
      figures: {
        counts: async () => [],
        cells: async ({ from, to, units, dimension, value }: CellFilter) =>
          this.published.filter(
            (cell) =>
              cell.month >= from &&
              cell.month <= to &&
              units.includes(cell.unitCode) &&
              cell.dimension === dimension &&
              (value === null || cell.value === value),
          ),
      },
    };
    return parts as unknown as PublishParts & FigureParts;
  }
}

// ------------------------------------------------------------------ the attacker, who computes with what is shown

type What = 'responses' | (typeof QUESTIONS)[number];
const WHATS = ['responses', ...QUESTIONS] as const;
const SHOWN_UNITS = ['00', '01', '02', ...COMMUNES];

function scored(counts: Counts | undefined): number {
  return counts ? counts[0] + counts[1] + counts[2] + counts[3] + counts[4] : 0;
}

const isAsked = (what: What, { answers }: Response) => what === 'responses' || typeof answers[what]?.value === 'number';

function told(published: readonly Cell[], what: What): readonly CellName[] {
  return toldBy(published.filter(({ counts }) => what === 'responses' || what in counts));
}

interface Attempt {
  readonly tried: number;
  readonly found: readonly string[];
}

/** Cells of fewer than ten that follow from the published ones by any sums and differences. */
function recoverCells({ released, published }: Box, what: What): Attempt {
  const counted = released.filter((one) => isAsked(what, one));
  const terms = termsOver(counted);
  const targets = smallCells(counted, SHOWN_UNITS, 10, terms);
  const found = determined(targets, told(published, what).map(terms));
  return { tried: targets.length, found };
}

/** Moves by fewer than five that follow from two days' cells together: those of the second are the first and what came. */
function recoverMoves(first: readonly Cell[], second: Box, moved: readonly Response[], what: What): Attempt {
  const counted = [...second.released, ...moved].filter((one) => isAsked(what, one));
  const [terms, growth] = [termsOver(counted), termsOver(counted, 'more ')];
  const few = moved.filter((one) => isAsked(what, one));
  const targets = smallCells(few, SHOWN_UNITS, BATCH, growth);
  const equations = [
    ...told(first, what).map(terms),
    ...told(second.published, what).map((cell) => new Map([...terms(cell), ...growth(cell)])),
  ];
  return { tried: targets.length, found: determined(targets, equations) };
}

describe('publication, attacked', () => {
  it('lets no sum or difference of published cells tell one below ten, nor any question that fewer were asked', async () => {
    const tried = { responses: 0, q1: 0, q5: 0 };
    await fc.assert(
      fc.asyncProperty(history, async (days) => {
        const box = new Box();
        for (const day of days) {
          await box.live(day);
          for (const what of WHATS) {
            const attempt = recoverCells(box, what);
            tried[what] += attempt.tried;
            expect([what, attempt.found]).toEqual([what, []]);
          }
        }
      }),
      { numRuns: 25 },
    );
    for (const what of WHATS) expect([what, tried[what]]).not.toEqual([what, 0]);
  });

  it('lets no two days joined tell a move by fewer than five responses, nor of any question', async () => {
    const moves = { responses: 0, q1: 0, q5: 0 };
    await fc.assert(
      fc.asyncProperty(history, async (days) => {
        const box = new Box();
        for (const day of days) {
          const before = box.published;
          const moved = await box.live(day);
          for (const what of WHATS) {
            if (before.length > 0) moves[what] += moved.filter((one) => isAsked(what, one)).length;
            expect([what, recoverMoves(before, box, moved, what).found]).toEqual([what, []]);
          }
        }
      }),
      { numRuns: 60 },
    );
    for (const what of WHATS) expect([what, moves[what] > 20]).toEqual([what, true]);
  });

  it('shows over any months and filters no more than the months tell one by one', async () => {
    const filter = fc.record({
      unit: fc.constantFrom('01', '02', ...COMMUNES),
      procedure: fc.constantFrom(null, null, 'p', 'q'),
      filedVia: fc.constantFrom(null, 'counter', 'online'),
    });
    const compared = { shown: 0, hidden: 0 };
    await fc.assert(
      fc.asyncProperty(history, fc.array(filter, { minLength: 1, maxLength: 6 }), async (days, filters) => {
        const box = new Box();
        for (const day of days) await box.live(day);
        for (const asked of filters.filter(({ procedure, filedVia }) => procedure === null || filedVia === null)) {
          const over = (from: string, to: string) => showQuestions(box.parts, { ...asked, from, to }, MINISTRY);
          const [one, other, both] = await Promise.all([
            over(MONTHS[0], MONTHS[0]),
            over(MONTHS[1], MONTHS[1]),
            over(MONTHS[0], MONTHS[1]),
          ]);
          for (const [i, row] of both.rows.entries()) {
            const parts = [one, other].map(({ rows }) => scored(rows[i]?.counts ?? undefined));
            expect(scored(row.counts ?? undefined)).toBe(parts.reduce((sum, n) => sum + n, 0));
            compared[row.counts ? 'shown' : 'hidden'] += 1;
          }
          const index = await showIndices(box.parts, { ...asked, from: MONTHS[0], to: MONTHS[1] }, MINISTRY);
          const shown = both.rows.reduce((sum, { counts }) => sum + scored(counts ?? undefined), 0);
          expect(index.overall.kind === 'figures' ? index.overall.answers : 0).toBe(shown);
        }
      }),
      { numRuns: 25 },
    );
    for (const kind of ['shown', 'hidden'] as const) expect([kind, compared[kind]]).not.toEqual([kind, 0]);
  });
});
