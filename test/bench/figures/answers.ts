import { setTimeout as sleep } from 'node:timers/promises';
import { scaled, type Figure, type Sizes } from '../figure.ts';
import type { Sent } from '../load/send-open.ts';
import type { Machine } from '../load/machine.ts';
import { addChats, registerDossiers, spreadOver, type People } from '../load/people.ts';
import { cpuBetween, note, startProduct, type Product } from '../load/product.ts';
import { countAnswers, surveyTaps } from '../load/survey-taps.ts';
import type { Tap } from '../load/updates.ts';

const PEOPLE = 8_000;
const COMMUNES = 34;
const CONNECTIONS = 100;
const PATIENCE_MS = 120_000;

export const answers: Figure = {
  name: 'answers',
  about: 'answers a second, from the webhook to PostgreSQL',
  async run(machine, sizes) {
    const product = await ofProduct(machine, sizes);
    return [{ what: 'Answers a second, end to end', unit: '/s', goal: 'at least 5,000', values: { product } }];
  },
};

async function ofProduct(machine: Machine, sizes: Sizes): Promise<readonly number[]> {
  const product = await startProduct(machine, { name: 'answers', communes: COMMUNES });
  try {
    const rates: number[] = [];
    for (let round = 0; round < sizes.rounds; round += 1) {
      const count = scaled(PEOPLE, sizes);
      rates.push(await oneRound(machine, product, { from: round * count, count }));
    }
    return rates;
  } finally {
    await product.stop();
  }
}

/** Invited people begin, all answer every question, and each answer is looked for. */
async function oneRound(machine: Machine, product: Product, people: People): Promise<number> {
  await invite(product, people);
  const taps = await surveyTaps(product, people);
  await send(machine, product, taps.begin);
  await stored(product, taps.begin);
  await quiet(product);
  const before = await product.usage();
  const started = performance.now();
  const sent = await send(machine, product, taps.answers);
  await stored(product, taps.answers);
  const seconds = (performance.now() - started) / 1_000;
  const replying = performance.now();
  await quiet(product);
  const cpu = cpuBetween(before, await product.usage());
  const { right, wrong } = await countAnswers(product, people);
  if (right !== taps.answers.length || wrong > 0) {
    throw new Error(
      `Of ${String(taps.answers.length)} answers ${String(right)} are stored, ${String(wrong)} of them wrong.`,
    );
  }
  await send(machine, product, taps.finish);
  const late = ((performance.now() - replying) / 1_000).toFixed(1);
  note(
    `  ${String(right)} answers, taken in ${sent.seconds.toFixed(1)} s, stored in ${seconds.toFixed(1)} s, last reply ${late} s later; CPU seconds ${JSON.stringify(cpu)}`,
  );
  return right / seconds;
}

export async function invite(product: Product, people: People): Promise<void> {
  await addChats(product, people);
  await registerDossiers(product, people, spreadOver(COMMUNES));
  await until(product, async () => {
    const { rows } = await product.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM register.invitation i WHERE i.status IN ('armed', 'queued')`,
    );
    return rows[0]?.n === 0;
  });
}

async function send(machine: Machine, { webhook }: Product, taps: readonly Tap[]): Promise<Sent> {
  return machine.generator.ask<Sent>({ kind: 'closed', target: webhook, taps, connections: CONNECTIONS });
}

/** All of these have taken effect; their last ids are looked for, then every one. */
async function stored(product: Product, taps: readonly Tap[]): Promise<void> {
  const from = Math.min(...taps.map(({ updateId }) => updateId));
  await until(product, async () => {
    const { rows } = await product.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM register.inbound_update u WHERE u.update_id::bigint >= $1`,
      [from],
    );
    return rows[0]?.n === taps.length;
  });
}

/** Every reply is out. */
async function quiet(product: Product): Promise<void> {
  await until(product, async () => {
    const { rows } = await product.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM register.message m WHERE m.status IN ('created', 'sending')`,
    );
    return rows[0]?.n === 0;
  });
}

async function until(_: Product, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('The service does not get there.');
    await sleep(50);
  }
}
