import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { quantile, scaled, type Figure, type Row, type Sizes, type Subject } from '../figure.ts';
import type { Target } from '../load/http-lane.ts';
import type { Machine } from '../load/machine.ts';
import { note, startProduct } from '../load/product.ts';
import { nobodyWaits, tookEffect } from '../load/progress.ts';
import { plainTaps, startRival } from '../load/rivals.ts';
import type { Sent } from '../load/send-open.ts';
import { surveyTaps } from '../load/survey-taps.ts';
import type { Tap } from '../load/updates.ts';
import { invite } from './answers.ts';

const RATES = [250, 500, 1_000, 2_000] as const;
const SECONDS = 3;
const CONNECTIONS = 100;
const TAPS_A_SURVEY = 5;

export const ack: Figure = {
  name: 'ack',
  about: 'how long a platform waits for the acknowledgement of an update, at fixed rates',
  async run(machine, sizes) {
    const fsync = await fsyncTimes(machine.folder);
    const subjects = {
      product: await ofProduct(machine, sizes),
      pipeline: await ofRival(machine, 'pipeline', sizes),
      floor: await ofRival(machine, 'floor', sizes),
    };
    const latencies = RATES.map((rate, i): Row => {
      const values = Object.fromEntries(Object.entries(subjects).map(([name, rates]) => [name, rates[i] ?? []]));
      const what = `Acknowledgement at ${rate.toLocaleString('en-US')} updates a second, p99`;
      return { what, unit: 'ms', goal: rate === 1_000 ? 'under 25' : '', values };
    });
    return [
      ...latencies,
      { what: 'fsync of 4 kB on this disk, p99', unit: 'ms', goal: '', values: { floor: [fsync] } },
    ];
  },
};

type PerRate = readonly (readonly number[])[];

async function ofProduct(machine: Machine, sizes: Sizes): Promise<PerRate> {
  const product = await startProduct(machine, { name: 'ack', communes: 34 });
  try {
    const needed = sizes.rounds * RATES.reduce((sum, rate) => sum + scaled(rate * SECONDS, sizes), 0);
    const people = { from: 0, count: Math.ceil(needed / TAPS_A_SURVEY) };
    await invite(product, people);
    await nobodyWaits(product);
    const { begin, answers } = await surveyTaps(product, people);
    const begunAt = new Date();
    await machine.generator.ask<Sent>({ kind: 'closed', target: product.webhook, taps: begin, connections: 40 });
    await tookEffect(product, begin, begunAt);
    let next = 0;
    const take = (count: number) => answers.slice(next, (next += count));
    return await measure(machine, product.webhook, sizes, take);
  } finally {
    await product.stop();
  }
}

async function ofRival(machine: Machine, name: Exclude<Subject, 'product'>, sizes: Sizes): Promise<PerRate> {
  const rival = await startRival(machine, name);
  try {
    return await measure(machine, rival.webhook, sizes, plainTaps);
  } finally {
    await rival.stop();
  }
}

async function measure(
  { generator }: Machine,
  target: Target,
  sizes: Sizes,
  take: (count: number) => readonly Tap[],
): Promise<PerRate> {
  const perRate: number[][] = [];
  await generator.ask<Sent>({ kind: 'open', target, taps: take(20), perSecond: 100, connections: CONNECTIONS });
  for (const perSecond of RATES) {
    const rounds: number[] = [];
    for (let round = 0; round < sizes.rounds; round += 1) {
      const taps = take(scaled(perSecond * SECONDS, sizes));
      const sent = await generator.ask<Sent>({ kind: 'open', target, taps, perSecond, connections: CONNECTIONS });
      if (sent.refused > 0) throw new Error(`${String(sent.refused)} updates were refused.`);
      note(
        `  ${String(perSecond)}/s: p50 ${quantile(sent.latencies, 0.5).toFixed(1)}, p99 ${quantile(sent.latencies, 0.99).toFixed(1)} ms`,
      );
      rounds.push(quantile(sent.latencies, 0.99));
    }
    perRate.push(rounds);
  }
  return perRate;
}

const SYNCS = 200;

/** What `appendfsync always` costs at the least. */
async function fsyncTimes(folder: string): Promise<number> {
  const file = await open(join(folder, 'fsync'), 'a');
  const block = Buffer.alloc(4_096, 1);
  const times: number[] = [];
  for (let i = 0; i < SYNCS; i += 1) {
    await file.write(block);
    const started = performance.now();
    await file.datasync();
    times.push(performance.now() - started);
  }
  await file.close();
  return quantile(times, 0.99);
}
