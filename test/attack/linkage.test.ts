import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { Answer } from '../../src/domain/answer.ts';
import { groupBy } from '../../src/lib/group-by.ts';
import { publishCells } from '../../src/service/publish-cells.ts';
import { releaseMix } from '../../src/service/release-mix.ts';
import { movableClock, startService, type TestService } from '../support/service.ts';
import { takeDump, type Dump, type DumpedRow } from './dump.ts';
import { attack, boundOf, judge } from './linkage.ts';
import { batchOf, rowsOf, type Guesses } from './linkage-rows.ts';
import { answerAll, registerAll, scoresIn, SIZES, type Simulated } from './simulate.ts';

const DAY_MS = 86_400_000;

/** What the attacker has, and what only the test knows. */
interface World {
  readonly citizens: readonly Simulated[];
  readonly before: Dump;
  readonly after: Dump;
}

let world: World;

beforeAll(async () => {
  world = await simulate();
});

/** Two days of 500 surveys through the whole service, and a copy of everything at the end of each. */
async function simulate(): Promise<World> {
  const clock = movableClock();
  clock.moveTo('2026-11-18T10:00:00+07:00');
  const service = await startService({ clock, env: { MIX_BATCH: '5' } });
  try {
    const citizens = await registerAll(service, clock);
    const [early, late] = [citizens.filter((_, n) => n % 5 < 3), citizens.filter((_, n) => n % 5 >= 3)];
    await answerAll(service, early);
    const before = await copy(service);
    clock.skip(DAY_MS);
    await answerAll(service, late);
    return { citizens, before, after: await copy(service) };
  } finally {
    await service.close();
  }
}

async function copy(service: TestService): Promise<Dump> {
  await releaseMix(service.parts);
  await publishCells(service.parts);
  return takeDump({ url: service.database.url, folder: service.env['DATA_DIR'] ?? '', log: inject('runLog') });
}

const responsesOf = (dump: Dump) => rowsOf(dump, 'ballot.response');

/** Only the test knows: by the answers, which no two citizens share. */
function truthOf({ citizens, after }: World): Guesses {
  const owners = new Map(citizens.map(({ scores, invitationId }) => [scores.join(''), invitationId]));
  return new Map(
    responsesOf(after).map(({ row }) => [
      String(row['id']),
      owners.get(scoresIn(row['answers'] as Readonly<Record<string, Answer>>)) ?? '',
    ]),
  );
}

/** How many left the mix together, batch by batch. */
function batchSizes({ after }: World): readonly number[] {
  return [...groupBy(responsesOf(after), batchOf).values()].map((batch) => batch.length);
}

function attackOn(attacked: World, after = attacked.after) {
  const strategies = attack(attacked.before, after);
  const { chosen, hits, of } = judge(strategies, truthOf(attacked));
  const sizes = batchSizes(attacked);
  // Mean over responses of one in so many that left the mix with it.
  const expected = sizes.length / of;
  return { chosen, accuracy: hits / of, expected, bound: boundOf(expected, of), of, sizes, tried: strategies.length };
}

function describeAttack({ chosen, accuracy, expected, bound, of, sizes, tried }: ReturnType<typeof attackOn>): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  return (
    `linkage: top-1 accuracy ${percent(accuracy)} of ${String(of)} responses, mean(1/batch) ${percent(expected)} over ` +
    `${String(sizes.length)} batches of ${String(Math.min(...sizes))} to ${String(Math.max(...sizes))}, 95 % bound ` +
    `${percent(bound)}; best of ${String(tried)} strategies: ${chosen.join(' | ')}\n`
  );
}

// ------------------------------------------------------------------ planted links

/** The second dump with more in every response, which only its owner's data can tell. */
function changed(more: (owner: Simulated) => Readonly<Record<string, unknown>>): Dump {
  const owners = owned();
  return {
    ...world.after,
    rows: world.after.rows.map((row) => {
      const owner = row.table === 'ballot.response' ? owners.get(String(row.row['id'])) : undefined;
      return owner ? { ...row, row: { ...row.row, ...more(owner) } } : row;
    }),
  };
}

/** Response id to the citizen whose it is. */
function owned(): ReadonlyMap<string, Simulated> {
  const byInvitation = new Map(world.citizens.map((citizen) => [citizen.invitationId as string, citizen]));
  return new Map(
    [...truthOf(world)].flatMap(([id, invitation]) => {
      const owner = byInvitation.get(invitation);
      return owner ? [[id, owner] as const] : [];
    }),
  );
}

function withLog(): Dump {
  const told = [...truthOf(world)].map(([response, invitation]) => `sealed ${invitation} as ${response}`);
  return { ...world.after, lines: [...world.after.lines, ...told.map((text) => ({ file: 'log', text }))] };
}

function inOrderOfInvitations(): Dump {
  const places = new Map(rowsOf(world.after, 'register.invitation').map((row) => [String(row.row['id']), row.place]));
  const owners = truthOf(world);
  const move = (row: DumpedRow): DumpedRow =>
    row.table === 'ballot.response'
      ? { ...row, place: places.get(owners.get(String(row.row['id'])) ?? '') ?? row.place }
      : row;
  return { ...world.after, rows: world.after.rows.map(move) };
}

/** One officer of a unit has finished one dossier, the next one two, and so on. */
function withOfficers(): Dump {
  const officers = new Map(
    [...groupBy(world.citizens, ({ unit }) => unit).values()].flatMap((own) =>
      own.map(({ code }, i) => [code, `officer-${String(Math.floor((Math.sqrt(8 * i + 1) - 1) / 2))}`] as const),
    ),
  );
  const plant = changed(({ unit, code }) => ({
    desk: createHash('sha256')
      .update(`${unit} ${officers.get(code) ?? ''}`)
      .digest('hex'),
  }));
  const name = (row: DumpedRow): DumpedRow =>
    row.table === 'register.dossier'
      ? { ...row, row: { ...row.row, officer: officers.get(String(row.row['code'])) } }
      : row;
  return { ...plant, rows: plant.rows.map(name) };
}

/** Published below ten, by when a dossier was received. */
function withFineCells(): Dump {
  const owners = owned();
  const dossiers = new Map(rowsOf(world.after, 'register.dossier').map(({ row }) => [row['code'], row['received_at']]));
  const cells = responsesOf(world.after).map((response): DumpedRow => {
    const { id, survey_id, unit_code, completed_month: month, answers } = response.row;
    const given = Object.entries(answers as Readonly<Record<string, Answer>>);
    const counts = given.map(([key, { value }]) => [key, [1, 2, 3, 4, 5].map((score) => Number(score === value))]);
    const value = dossiers.get(owners.get(String(id))?.code);
    const row = {
      survey_id,
      unit_code,
      month,
      dimension: 'received',
      value,
      responses: 1,
      counts: Object.fromEntries(counts),
    };
    return { ...response, table: 'ballot.published_cell', row };
  });
  return { ...world.after, rows: [...world.after.rows, ...cells] };
}

describe('the linkage attack', () => {
  it('has what it needs: 500 surveys, most of them released in batches of at least five', () => {
    expect(SIZES.reduce((sum, size) => sum + size, 0)).toBe(500);
    const owners = truthOf(world);
    expect(owners.size).toBeGreaterThan(400);
    expect([...owners.values()]).not.toContain('');
    expect(new Set(owners.values()).size).toBe(owners.size);
    const { before, after } = world;
    expect(responsesOf(before).length).toBeGreaterThan(200);
    expect(responsesOf(after).length).toBeGreaterThan(responsesOf(before).length + 100);
    expect(Math.min(...batchSizes(world))).toBeGreaterThanOrEqual(5);
    const bytesOf = (file: RegExp) =>
      after.lines.reduce((sum, line) => sum + (file.test(line.file) ? line.text.length : 0), 0);
    expect(bytesOf(/^redis\/.*\.aof$/)).toBeGreaterThan(1_000_000);
    expect(bytesOf(/^log$/)).toBeGreaterThan(0);
    const tables = new Set(after.rows.map(({ table }) => table));
    for (const table of ['register.invitation', 'ballot.mix', 'ballot.published_cell', 'ballot.ledger_leaf'])
      expect([table, tables.has(table)]).toEqual([table, true]);
  });

  it('finds no invitation of a response more often than by chance among those that left the mix with it', async () => {
    const first = attackOn(world);
    process.stdout.write(describeAttack(first));
    if (first.accuracy <= first.bound) return;
    // One run in forty goes beyond its bound by chance, and two in a row hardly ever; a link shows every time.
    const second = attackOn(await simulate());
    process.stdout.write(describeAttack(second));
    expect(second.accuracy).toBeLessThanOrEqual(second.bound);
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
    const [first, second] = [cellsOf(world.before), cellsOf(world.after)];
    expect(second.size).toBeGreaterThan(20);
    expect([...second.values()].filter((responses) => responses < 10)).toEqual([]);
    const moves = [...second].flatMap(([key, responses]) => responses - (first.get(key) ?? responses));
    expect(moves.filter((move) => move !== 0).length).toBeGreaterThan(10);
    expect(moves.filter((move) => move !== 0 && move < 5)).toEqual([]);
  });

  it.each([
    ['a line of a log that names both', 'identifiers that stand together', () => withLog()],
    [
      'the code of the dossier within the response',
      'identifiers that stand together',
      () => changed((owner) => ({ note: owner.code })),
    ],
    [
      'responses that lie in the order of their invitations',
      'place of responses with place of invitations',
      () => inOrderOfInvitations(),
    ],
    [
      'receipts that count up with the ids of invitations',
      'receipt of responses with id of invitations',
      () => {
        const ids = world.citizens.map(({ invitationId }) => invitationId).toSorted();
        return changed(({ invitationId }) => ({ withdrawal_index: 10_000 + ids.indexOf(invitationId) }));
      },
    ],
    [
      'a pseudonym of the officer within the response',
      'counts of responses by desk with counts of invitations by officer',
      () => withOfficers(),
    ],
    ['cells by the minute in which a dossier came', 'differences of published cells', () => withFineCells()],
  ])('notices %s, by %s', (_plant, strategy, plant) => {
    const { chosen, accuracy, bound } = attackOn(world, plant());
    expect(chosen.map((name) => name.replace(/,.*/, ''))).toEqual([strategy, strategy]);
    expect(accuracy).toBeGreaterThan(bound);
  });
});
