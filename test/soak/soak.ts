import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from '../bench/figure.ts';
import type { Machine } from '../bench/load/machine.ts';
import { addChats, chatOf, registerCall, spreadOver } from '../bench/load/people.ts';
import type { PlatformReport } from '../bench/load/platform.ts';
import { startProduct, type Product } from '../bench/load/product.ts';
import { countOf } from '../bench/load/progress.ts';
import { until } from '../bench/load/wait.ts';

/** What a complete survey holds; beginning and ending are taps as well. */
export const ANSWERS_A_SURVEY = 5;
const COMMUNES = 34;
const THINK_MS = 1_200;
const MIB = 1_048_576;
/** People do not come all at the beginning of a second. */
const STEPS_A_SECOND = 4;
/** Their chats are there before their dossiers. */
const STEPS_AHEAD = 12;
const LAST_PEOPLE_MS = 180_000;

export interface SoakOptions {
  readonly answersPerSecond: number;
  readonly minutes: number;
  readonly everySeconds: number;
  readonly onSample: (sample: Sample) => void;
}

/** One line of the table. */
export interface Sample {
  readonly hours: number;
  readonly taps: number;
  readonly ackMs: number;
  readonly replyMs: number;
  /** Resident, MiB. */
  readonly memory: Readonly<Record<string, number>>;
}

export interface Soaked {
  readonly samples: readonly Sample[];
  readonly found: Readonly<Record<string, number>>;
  readonly expected: Readonly<Record<string, number>>;
  /** Of the web process when all was done, MiB. */
  readonly webHeap: number;
}

/** People finish their surveys at a steady rate, through the whole service; at the end all that was acknowledged is looked for. */
export async function soak(machine: Machine, options: SoakOptions): Promise<Soaked> {
  const product = await startProduct(machine, { name: 'soak', communes: COMMUNES });
  try {
    const target = product.webhook;
    const first = chatOf(0);
    const citizens = { target, first, count: Number.MAX_SAFE_INTEGER, share: 1, thinkMs: THINK_MS };
    machine.platform.tell({ kind: 'answering', citizens });
    const totals = { people: 0, taps: 0, refused: 0, invitedTwice: 0 };
    const take = async (): Promise<PlatformReport> => {
      const report = await machine.platform.ask<PlatformReport>({ kind: 'report', forget: true });
      totals.taps += report.tapsSent;
      totals.refused += report.tapsRefused;
      totals.invitedTwice += report.invitedTwice;
      return report;
    };
    const ending = new AbortController();
    const arriving = arrive(product, options.answersPerSecond / ANSWERS_A_SURVEY, ending.signal);
    // Whatever goes wrong there ends the run at its next sample.
    arriving.catch(() => undefined);
    const samples = await watch(product, options, take, arriving);
    ending.abort();
    totals.people = await arriving;
    await until(async () => (await sealed(product)) >= totals.people, 'every survey is sealed', LAST_PEOPLE_MS);
    await take();
    return { samples, ...(await compare(product, totals)), webHeap: await heapOf(product) };
  } finally {
    machine.platform.tell({ kind: 'answering', citizens: null });
    await product.stop();
  }
}

async function watch(
  product: Product,
  { minutes, everySeconds, onSample }: SoakOptions,
  take: () => Promise<PlatformReport>,
  arriving: Promise<number>,
): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  const started = performance.now();
  for (let turn = 1; turn * everySeconds <= minutes * 60; turn += 1) {
    await Promise.race([arriving, sleep(Math.max(0, started + turn * everySeconds * 1_000 - performance.now()))]);
    const { tapsSent, ackMs, replyMs } = await take();
    const usage = Object.entries(await product.usage());
    const sample: Sample = {
      hours: (performance.now() - started) / 3_600_000,
      taps: tapsSent,
      ackMs: quantile(ackMs, 0.99),
      replyMs: quantile(replyMs, 0.99),
      memory: Object.fromEntries(usage.map(([name, { residentBytes }]) => [name, residentBytes / MIB])),
    };
    samples.push(sample);
    onSample(sample);
  }
  return samples;
}

/** So many people a second, whatever becomes of those before them; returns how many there were. */
async function arrive(product: Product, perSecond: number, ending: AbortSignal): Promise<number> {
  const perStep = perSecond / STEPS_A_SECOND;
  const chatsOf = (step: number) => addChats(product, peopleOf(step, perStep));
  for (let step = 0; step < STEPS_AHEAD; step += 1) await chatsOf(step);
  const calls: Promise<void>[] = [];
  const failed: unknown[] = [];
  const started = performance.now();
  let step = 0;
  for (; !ending.aborted && failed.length === 0; step += 1) {
    await chatsOf(step + STEPS_AHEAD);
    const { from, count } = peopleOf(step, perStep);
    const people = Array.from({ length: count }, (_, i) => from + i);
    const call = people.length === 0 ? Promise.resolve() : registerCall(product.url, people, spreadOver(COMMUNES));
    calls.push(call.catch((error: unknown) => void failed.push(error)));
    if (calls.length > 100) await calls.shift();
    const next = started + ((step + 1) * 1_000) / STEPS_A_SECOND;
    await sleep(Math.max(0, next - performance.now()), undefined, { signal: ending }).catch(() => undefined);
  }
  await Promise.all(calls);
  if (failed.length > 0) throw failed[0];
  return peopleOf(step, perStep).from;
}

function peopleOf(step: number, perStep: number) {
  const from = Math.floor(step * perStep);
  return { from, count: Math.floor((step + 1) * perStep) - from };
}

async function sealed(product: Product): Promise<number> {
  return (await countOf(product, 'ballot.mix')) + (await countOf(product, 'ballot.response'));
}

interface Totals {
  readonly people: number;
  readonly taps: number;
  readonly refused: number;
  readonly invitedTwice: number;
}

/** A refused tap is repeated, so none may be missing: what was acknowledged, and no more, has taken effect. */
async function compare(product: Product, { people, taps, refused, invitedTwice }: Totals) {
  const expected = { updates: taps, sealed: people, unfinished: 0, invitedTwice: 0, setAside: 0 };
  const found = {
    updates: await countOf(product, 'register.inbound_update'),
    sealed: await sealed(product),
    unfinished: await countOf(product, `register.invitation i WHERE i.status NOT IN ('finished', 'closed')`),
    invitedTwice,
    setAside: await countOf(product, 'register.dead_update'),
    refused,
  };
  return { expected, found };
}

async function heapOf({ url }: Product): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^nodejs_heap_size_used_bytes ([\d.e+]+)/m.exec(metrics)?.[1] ?? Number.NaN) / MIB;
}
