import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  backCheckCell,
  backCheckTimes,
  isDrawn,
  planBackChecks,
  yesIn,
  type WaitingBackCheck,
} from '../../src/domain/back-check.ts';
import { stepBackCheck } from '../../src/domain/conversation/back-check-step.ts';
import { sumCells } from '../../src/domain/publication.ts';
import { readUnsure } from '../../src/domain/typed/read-unsure.ts';

const hashOf = (n: number) => createHash('sha256').update(String(n)).digest();

describe('domain/back-check', () => {
  it('draws nobody at 0, everybody at 100, and about as many as it says between', () => {
    const drawn = (percent: number) =>
      Array.from({ length: 20_000 }, (_, n) => hashOf(n)).filter((hash) => isDrawn(hash, percent)).length;
    expect([drawn(0), drawn(100)]).toEqual([0, 20_000]);
    expect(drawn(5)).toBeGreaterThan(900);
    expect(drawn(5)).toBeLessThan(1_100);
  });

  it('asks the next day, for four days', () => {
    const { askAfter, expiresAt } = backCheckTimes(new Date('2026-11-23T03:00:00Z'));
    expect(askAfter.toISOString()).toBe('2026-11-23T23:00:00.000Z');
    expect(expiresAt.toISOString()).toBe('2026-11-27T23:00:00.000Z');
  });

  const ballot = (month: string) => ({ provinceCode: '01', month, own: 'yes', prompted: 'no' }) as const;
  const waiting = (...months: readonly string[]): readonly WaitingBackCheck[] =>
    months.map((month, i) => ({ id: `${month} ${String(i)}`, ballot: ballot(month) }));

  it('counts a month when enough have answered, else with its quarter once that is closed', () => {
    const five = Array.from({ length: 5 }, () => '2026-10-01');
    const few = ['2026-07-01', '2026-07-01', '2026-08-01', '2026-09-01', '2026-09-01'];
    const months = (all: readonly WaitingBackCheck[], today: string) =>
      planBackChecks(all, { batch: 5, today }).map(({ ballot: { month } }) => month);
    expect(months(waiting(...five), '2026-10-31')).toEqual(five);
    expect(months(waiting(...few), '2026-10-31')).toEqual([]);
    expect(months(waiting(...few), '2026-11-01')).toEqual(few.map(() => '2026-09-01'));
    expect(months(waiting(...few.slice(1)), '2026-11-01')).toEqual([]);
  });

  it('never moves a figure of a month by fewer than a batch, nor of either question, and counts nothing twice', () => {
    const answered = fc.record({
      month: fc.constantFrom('2026-07-01', '2026-09-01', '2026-10-01'),
      own: fc.constantFrom('yes' as const, 'no' as const),
      prompted: fc.constantFrom('yes' as const, 'no' as const, 'unsure' as const, 'unsure' as const),
    });
    fc.assert(
      fc.property(fc.array(answered, { maxLength: 40 }), (all) => {
        const everybody = all.map((said, i) => ({ id: String(i), ballot: { provinceCode: '01', ...said } }));
        const plan = planBackChecks(everybody, { batch: 5, today: '2026-11-23' });
        for (const { responses, counts } of sumCells(plan.map(({ ballot: one }) => backCheckCell(one)))) {
          const moves = [responses, ...Object.values(counts).map((of) => yesIn(of).of)];
          expect(moves.filter((by) => by > 0 && by < 5)).toEqual([]);
        }
        expect(new Set(plan.map(({ id }) => id)).size).toBe(plan.length);
      }),
    );
  });

  it('lets who remembers wait for others who do, and the others go', () => {
    const said = (id: string, prompted: 'yes' | 'unsure') => ({ id, ballot: { ...ballot('2026-10-01'), prompted } });
    const all = [...['a', 'b', 'c', 'd', 'e'].map((id) => said(id, 'unsure')), said('f', 'yes')];
    expect(planBackChecks(all, { batch: 5, today: '2026-10-31' }).map(({ id }) => id)).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
    ]);
  });

  it('counts yes and no, and leaves out who does not remember', () => {
    const cells = (['yes', 'no', 'unsure'] as const).map((prompted) =>
      backCheckCell({ ...ballot('2026-10-01'), prompted }),
    );
    const [sum] = sumCells(cells);
    expect(sum?.responses).toBe(3);
    expect(yesIn(sum?.counts['own'] ?? [0, 0, 0, 0, 0, 0, 0])).toEqual({ yes: 3, of: 3 });
    expect(yesIn(sum?.counts['prompted'] ?? [0, 0, 0, 0, 0, 0, 0])).toEqual({ yes: 1, of: 2 });
  });
});

describe('domain/conversation/back-check-step', () => {
  it.each([
    ['có', 'yes'],
    ['co a', 'yes'],
    ['dạ vâng', 'yes'],
    ['không', 'no'],
    ['khong a', 'no'],
    ['Yes', 'yes'],
    ['no', 'no'],
  ] as const)('takes "%s" for %s', (text, said) => {
    expect(stepBackCheck(null, { kind: 'text', text })).toMatchObject({ own: said, ask: 'prompted', isUnclear: false });
    expect(stepBackCheck('no', { kind: 'text', text }).answers).toEqual({ own: 'no', prompted: said });
  });

  it.each(['không nhớ', 'ko nhớ', 'quên rồi ạ', 'khong biet', "I don't remember", 'not sure'])(
    'takes "%s" for not remembering, of who prompted alone',
    (text) => {
      expect(readUnsure(text)).toBe(true);
      expect(stepBackCheck('yes', { kind: 'text', text }).answers).toEqual({ own: 'yes', prompted: 'unsure' });
      expect(stepBackCheck(null, { kind: 'text', text })).toMatchObject({ own: null, ask: 'own', isUnclear: true });
    },
  );

  it.each(['có không?', '5', 'con tôi bấm giúp', 'có mà không', 'không nhớ, chắc có', ''])(
    'asks again after "%s"',
    (text) => {
      expect(stepBackCheck('yes', { kind: 'text', text })).toMatchObject({
        answers: null,
        ask: 'prompted',
        isUnclear: true,
      });
    },
  );

  it('lets the first answer be corrected by its button, and counts no second one without it', () => {
    const own = { kind: 'choice', question: 'own', said: 'no' } as const;
    expect(stepBackCheck('yes', own)).toMatchObject({ own: 'no', ask: 'prompted', answers: null });
    const prompted = { kind: 'choice', question: 'prompted', said: 'yes' } as const;
    expect(stepBackCheck(null, prompted)).toMatchObject({ own: null, ask: 'own', answers: null });
    expect(stepBackCheck('yes', prompted)).toMatchObject({ ask: null, answers: { own: 'yes', prompted: 'yes' } });
  });
});
