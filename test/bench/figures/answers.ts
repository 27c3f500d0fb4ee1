import { scaled, type Figure, type Sizes } from '../figure.ts';
import type { Machine } from '../load/machine.ts';
import { addChats, registerDossiers, spreadOver, type People } from '../load/people.ts';
import { cpuBetween, note, startProduct, type Product } from '../load/product.ts';
import { everythingIsSaid, nobodyWaits, tookEffect } from '../load/progress.ts';
import { plainTaps, startRival, type RivalName } from '../load/rivals.ts';
import type { Sent } from '../load/send-open.ts';
import { countAnswers, surveyTaps } from '../load/survey-taps.ts';
import type { Tap } from '../load/updates.ts';
import type { Target } from '../load/http-lane.ts';
import { until } from '../load/wait.ts';

const PEOPLE = 6_000;
const COMMUNES = 34;
const CONNECTIONS = 100;
/** The pipeline takes so long that a few thousand must do. */
const RIVAL_ANSWERS: Readonly<Record<RivalName, number>> = { pipeline: 3_000, floor: 30_000 };

export const answers: Figure = {
  name: 'answers',
  about: 'answers a second, from the webhook to PostgreSQL',
  async run(machine, sizes) {
    const product = await ofProduct(machine, sizes);
    const pipeline = await ofRival(machine, 'pipeline', sizes);
    const floor = await ofRival(machine, 'floor', sizes);
    return [
      {
        what: 'Answers a second, from the webhook to PostgreSQL',
        unit: '/s',
        goal: 'at least 5,000',
        values: { product, pipeline, floor },
      },
    ];
  },
};

async function ofProduct(machine: Machine, sizes: Sizes): Promise<readonly number[]> {
  const product = await startProduct(machine, { name: 'answers', communes: COMMUNES });
  try {
    const rates: number[] = [];
    const count = scaled(PEOPLE, sizes);
    for (let round = 0; round < sizes.rounds; round += 1) {
      const people = { from: round * count, count };
      await invite(product, people);
      const { answers: stored, seconds } = await answerAll(machine, product, people);
      rates.push(stored / seconds);
    }
    return rates;
  } finally {
    await product.stop();
  }
}

/** What it took until the last of them was stored. */
export interface Answered {
  readonly answers: number;
  readonly seconds: number;
  readonly cpuSeconds: Readonly<Record<string, number>>;
}

/** Invited people begin, all answer every question, and each answer is looked for. */
export async function answerAll(machine: Machine, product: Product, people: People): Promise<Answered> {
  const taps = await surveyTaps(product, people);
  const begunAt = new Date();
  await send(machine, product.webhook, taps.begin);
  await tookEffect(product, taps.begin, begunAt);
  await everythingIsSaid(product);
  const before = await product.usage();
  const started = performance.now();
  const answeredAt = new Date();
  const sent = await send(machine, product.webhook, taps.answers);
  await tookEffect(product, taps.answers, answeredAt);
  const seconds = (performance.now() - started) / 1_000;
  await everythingIsSaid(product);
  const late = ((performance.now() - started) / 1_000 - seconds).toFixed(1);
  const cpu = cpuBetween(before, await product.usage());
  await expectAnswers(product, people, taps.answers.length);
  const finishedAt = new Date();
  await send(machine, product.webhook, taps.finish);
  await tookEffect(product, taps.finish, finishedAt);
  note(
    `  ${String(taps.answers.length)} answers taken in ${sent.seconds.toFixed(1)} s, stored in ${seconds.toFixed(1)} s, ` +
      `the last reply ${late} s later; CPU seconds ${JSON.stringify(cpu)}`,
  );
  return { answers: taps.answers.length, seconds, cpuSeconds: cpu };
}

/** @throws Error when one is lost, or is not what was answered */
async function expectAnswers(product: Product, people: People, expected: number): Promise<void> {
  const { right, wrong } = await countAnswers(product, people);
  if (right === expected && wrong === 0) return;
  throw new Error(`Of ${String(expected)} answers ${String(right)} are stored, and ${String(wrong)} that nobody gave.`);
}

/** With chats, dossiers and invitations that are out. */
export async function invite(product: Product, people: People): Promise<void> {
  await addChats(product, people);
  await inviteKnown(product, people);
}

/** Whose chats are there already. */
export async function inviteKnown(product: Product, people: People): Promise<void> {
  await registerDossiers(product, people, spreadOver(COMMUNES));
  await nobodyWaits(product);
}

async function ofRival(machine: Machine, name: RivalName, sizes: Sizes): Promise<readonly number[]> {
  const rival = await startRival(machine, name);
  try {
    const rates: number[] = [];
    for (let round = 0; round < sizes.rounds; round += 1) {
      const taps = plainTaps(scaled(RIVAL_ANSWERS[name], sizes));
      const goal = (await rival.stored()) + taps.length;
      const started = performance.now();
      await send(machine, rival.webhook, taps);
      await until(async () => (await rival.stored()) >= goal, `${name} has stored every answer`);
      rates.push(taps.length / ((performance.now() - started) / 1_000));
    }
    return rates;
  } finally {
    await rival.stop();
  }
}

function send(machine: Machine, target: Target, taps: readonly Tap[]): Promise<Sent> {
  return machine.generator.ask<Sent>({ kind: 'closed', target, taps, connections: CONNECTIONS });
}
