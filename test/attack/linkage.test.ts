import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Answer } from '../../src/domain/answer.ts';
import { groupBy } from '../../src/lib/group-by.ts';
import { publishCells } from '../../src/service/publish-cells.ts';
import { releaseMix } from '../../src/service/release-mix.ts';
import { movableClock, startService, type TestService } from '../support/service.ts';
import { takeDump, type Dump, type DumpedRow } from './dump.ts';
import { attack, attributesOf, boundOf, judge, type Guesses } from './linkage.ts';
import { answerAll, registerAll, scoresIn, SIZES, type Simulated } from './simulate.ts';

const DAY_MS = 86_400_000;

let service: TestService;
let citizens: readonly Simulated[];
let before: Dump;
let after: Dump;

/** Two days of 500 surveys through the whole service, and a copy of everything at the end of each. */
beforeAll(async () => {
  const clock = movableClock();
  clock.moveTo('2026-11-18T10:00:00+07:00');
  service = await startService({ clock, env: { MIX_BATCH: '5' } });
  citizens = await registerAll(service, clock);
  await answerAll(
    service,
    citizens.filter((_, n) => n % 5 < 3),
  );
  before = await copy();
  clock.skip(DAY_MS);
  await answerAll(
    service,
    citizens.filter((_, n) => n % 5 >= 3),
  );
  after = await copy();
});

afterAll(() => service.close());

async function copy(): Promise<Dump> {
  await releaseMix(service.parts);
  await publishCells(service.parts);
  return takeDump({ url: service.database.url, folder: service.env['DATA_DIR'] ?? '', log: inject('runLog') });
}

const responsesOf = ({ rows }: Dump) => rows.filter(({ table }) => table === 'ballot.response');

/** Only the test knows: by the answers, which no two citizens share. */
function truth(): Guesses {
  const owners = new Map(citizens.map(({ scores, invitationId }) => [scores.join(''), invitationId]));
  return new Map(
    responsesOf(after).map(({ row }) => [
      String(row['id']),
      owners.get(scoresIn(row['answers'] as Readonly<Record<string, Answer>>)) ?? '',
    ]),
  );
}

/** Over responses: one in so many that left the mix with it. */
function expectedAccuracy(): number {
  const batches = groupBy(responsesOf(after), (row) => JSON.stringify([row.row['released_on'], attributesOf(row)]));
  return batches.size / responsesOf(after).length;
}

/** Every second response is one that the attacker knows; then the other way round. */
function accuracies(first: Dump, second: Dump) {
  const strategies = attack(first, second);
  return [0, 1].map((half) => {
    const isKnown = (id: string) => Number.parseInt(id.slice(0, 8), 16) % 2 === half;
    const { name, hits, of } = judge(strategies, truth(), isKnown);
    return { name, accuracy: hits / of, bound: boundOf(expectedAccuracy(), of), of };
  });
}

function changed(dump: Dump, change: (row: DumpedRow) => DumpedRow): Dump {
  return { ...dump, rows: dump.rows.map((row) => (row.table === 'ballot.response' ? change(row) : row)) };
}

describe('the linkage attack', () => {
  it('has what it needs: 500 surveys, most of them released in batches of at least five', () => {
    expect(SIZES.reduce((sum, size) => sum + size, 0)).toBe(500);
    const owners = truth();
    expect(owners.size).toBeGreaterThan(400);
    expect([...owners.values()]).not.toContain('');
    expect(new Set(owners.values()).size).toBe(owners.size);
    expect(responsesOf(before).length).toBeGreaterThan(200);
    for (const part of ['appendonly', '"level":']) expect(after.lines.some((line) => line.includes(part))).toBe(true);
    const tables = new Set(after.rows.map(({ table }) => table));
    for (const table of ['register.invitation', 'ballot.mix', 'ballot.published_cell', 'ballot.ledger_leaf'])
      expect([table, tables.has(table)]).toEqual([table, true]);
  });

  it('finds no invitation of a response more often than by chance among those that left the mix with it', () => {
    const halves = accuracies(before, after);
    for (const { name, accuracy, bound, of } of halves) {
      process.stdout.write(
        `linkage: top-1 accuracy ${(100 * accuracy).toFixed(1)} % of ${String(of)}, mean(1/batch) ` +
          `${(100 * expectedAccuracy()).toFixed(1)} %, 95 % bound ${(100 * bound).toFixed(1)} % (${name})\n`,
      );
    }
    // One half in forty goes beyond its bound by chance; a link would show in both.
    expect(halves.some(({ accuracy, bound }) => accuracy <= bound)).toBe(true);
  });

  it('sees no published cell that stands on fewer than ten, or moved by fewer than five', () => {
    const cellsOf = ({ rows }: Dump) =>
      new Map(
        rows
          .filter(({ table }) => table === 'ballot.published_cell')
          .map(({ row }) => [
            JSON.stringify([row['survey_id'], row['unit_code'], row['month'], row['dimension'], row['value']]),
            Number(row['responses']),
          ]),
      );
    const [first, second] = [cellsOf(before), cellsOf(after)];
    expect(second.size).toBeGreaterThan(20);
    expect([...second.values()].filter((responses) => responses < 10)).toEqual([]);
    const moves = [...second].flatMap(([key, responses]) => responses - (first.get(key) ?? responses));
    expect(moves.filter((move) => move !== 0 && move < 5)).toEqual([]);
  });

  it.each([
    [
      'a line of a log that names both',
      (): Dump => ({
        ...after,
        lines: [...after.lines, ...[...truth()].map(([response, invitation]) => `sealed ${invitation} as ${response}`)],
      }),
    ],
    [
      'the code of the dossier within the response',
      (): Dump => {
        const codes = new Map(citizens.map(({ invitationId, code }) => [invitationId as string, code]));
        const owners = truth();
        return changed(after, (row) => ({
          ...row,
          row: { ...row.row, note: codes.get(owners.get(String(row.row['id'])) ?? '') },
        }));
      },
    ],
    [
      'responses that lie in the order of their invitations',
      (): Dump => {
        const places = new Map(
          after.rows
            .filter(({ table }) => table === 'register.invitation')
            .map((row) => [String(row.row['id']), row.place]),
        );
        const owners = truth();
        return changed(after, (row) => ({
          ...row,
          place: places.get(owners.get(String(row.row['id'])) ?? '') ?? row.place,
        }));
      },
    ],
    [
      'ids that are drawn one after the other',
      (): Dump => {
        const owners = truth();
        return changed(after, (row) => ({
          ...row,
          row: { ...row.row, withdrawal_index: owners.get(String(row.row['id'])) },
        }));
      },
    ],
  ])('notices %s', (_name, plant) => {
    for (const { accuracy, bound } of accuracies(before, plant())) expect(accuracy).toBeGreaterThan(bound);
  });
});
