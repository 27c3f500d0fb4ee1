import { resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { BENCH_FOLDER } from './bench-service.ts';
import { median } from './figure.ts';
import { answerAll, invite } from './figures/answers.ts';
import { onMachine, type Machine } from './load/machine.ts';
import type { People } from './load/people.ts';
import { cpuBetween, startProduct, type Product } from './load/product.ts';
import { countOf, nothingStirs, total } from './load/progress.ts';

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
  await onMachine(
    async (machine) => {
      const empty: Cost[] = [];
      const filled: Cost[] = [];
      for (let round = 0; round < rounds; round += 1) {
        empty.push(await measure(machine, count));
        filled.push(await measure(machine, count, machine.databaseUrl));
      }
      process.exitCode = tell(empty, filled) ? 0 : 1;
    },
    resolve(BENCH_FOLDER, 'postgres'),
  );
}

async function measure(machine: Machine, count: number, filled?: string): Promise<Cost> {
  const options = { name: 'history', communes: COMMUNES, ...(filled === undefined ? {} : { filled }) };
  const product = await startProduct(machine, options);
  try {
    const responses = await countOf(product, 'ballot.response');
    // Who took part in an earlier round is not asked again.
    const people = { from: await countOf(product, 'register.chat'), count };
    const turns = await nothingStirs(product);
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

async function costOf(machine: Machine, product: Product, people: People): Promise<Cost> {
  const before = await product.usage();
  await invite(product, people);
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
