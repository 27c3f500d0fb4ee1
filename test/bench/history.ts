import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { BENCH_FOLDER } from './bench-service.ts';
import { median } from './figure.ts';
import { answerAll, inviteKnown } from './figures/answers.ts';
import { onMachine, type Machine } from './load/machine.ts';
import { addChats, type People } from './load/people.ts';
import { cpuBetween, startProduct, type Product } from './load/product.ts';
import { countOf, nothingStirs, total } from './load/progress.ts';

const DATA_DIR = resolve(BENCH_FOLDER, 'postgres');
const COMMUNES = 340;
/** More than that and cost grows with what is stored. */
const MOST = 0.15;

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, people: { type: 'string', default: '6000' } },
});

/** Milliseconds of processor time, of all processes together. */
interface Cost {
  /** Of a person, from the call that registers the dossier until the invitation is out. */
  readonly invitation: number;
  /** Of an answer, from the webhook until the next question is out. */
  readonly answer: number;
}

const WHAT: Readonly<Record<keyof Cost, string>> = {
  invitation: 'A dossier, registered and invited',
  answer: 'An answer, taken, stored and replied to',
};

/**
 * `npm run bench:history -- [--rounds N] [--people N]`: the same work in the database that `npm run bench:seed` filled
 * and in an empty one beside it, in turn; exits 1 where the one costs much more than the other. What timers do once in
 * hours is told apart: all of them turn at a start.
 */
async function main(): Promise<void> {
  const [rounds, count] = [Number(values.rounds), Number(values.people)];
  if (!(rounds >= 1 && count >= 1)) throw new Error('Of --rounds and --people one is no use.');
  await onMachine(async (machine) => {
    const empty: Cost[] = [];
    const filled: Cost[] = [];
    for (let round = 0; round < rounds; round += 1) {
      empty.push(await measure(machine, count));
      filled.push(await measure(machine, count, machine.databaseUrl));
    }
    process.exitCode = tell(empty, filled) ? 0 : 1;
  }, DATA_DIR);
}

async function measure(machine: Machine, count: number, filled?: string): Promise<Cost> {
  const options = { name: 'history', communes: COMMUNES, ...(filled === undefined ? {} : { filled }) };
  const product = await startProduct(machine, options);
  try {
    const responses = await countOf(product, 'ballot.response');
    // Who took part in an earlier round is not asked again.
    const people = { from: await countOf(product, 'register.chat'), count };
    const turns = await nothingStirs(product);
    await warm(product);
    const cost = await costOf(machine, product, people);
    process.stdout.write(
      `${responses.toLocaleString('en-US')} responses stored: ${cost.invitation.toFixed(2)} ms an invitation, ${cost.answer.toFixed(2)} ms an answer; ` +
        `before that every timer once, ${turns.toFixed(1)} s\n`,
    );
    return cost;
  } finally {
    await product.stop();
  }
}

/** Reads all indexes into the machine's file cache, where those of a database that has run for a day are. */
async function warm({ pool }: Product): Promise<void> {
  const { rows } = await pool.query<{ path: string }>(
    `SELECT pg_relation_filepath(c.oid) AS path FROM pg_class c
     WHERE c.relkind = 'i' AND c.relnamespace = ANY('{register,ballot}'::regnamespace[])`,
  );
  for (const { path } of rows) await readRelation(join(DATA_DIR, path));
}

/** Beside a relation's first gigabyte lie those that follow, `.1`, `.2` and so on. */
async function readRelation(path: string): Promise<void> {
  const names = await readdir(dirname(path));
  const parts = names.filter((name) => name === basename(path) || name.startsWith(`${basename(path)}.`));
  for (const name of parts) for await (const _ of createReadStream(join(dirname(path), name))) continue;
}

async function costOf(machine: Machine, product: Product, people: People): Promise<Cost> {
  await addChats(product, people);
  const before = await product.usage();
  await inviteKnown(product, people);
  const invited = total(cpuBetween(before, await product.usage()));
  const { answers, cpuSeconds } = await answerAll(machine, product, people);
  return { invitation: (1_000 * invited) / people.count, answer: (1_000 * total(cpuSeconds)) / answers };
}

/** Whether all of it costs the same. */
function tell(empty: readonly Cost[], filled: readonly Cost[]): boolean {
  const grown = (['invitation', 'answer'] as const).map((what) => {
    const [before, after] = [median(empty.map((cost) => cost[what])), median(filled.map((cost) => cost[what]))];
    const more = after / before - 1;
    process.stdout.write(
      `${WHAT[what]}: ${before.toFixed(2)} ms empty, ${after.toFixed(2)} ms filled, ${(100 * more).toFixed(1)} % more\n`,
    );
    return more;
  });
  return grown.every((more) => more < MOST);
}

await main();
