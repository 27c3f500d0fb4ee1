import { setTimeout as sleep } from 'node:timers/promises';
import { scaled, type Figure, type Sizes } from '../figure.ts';
import type { Machine } from '../load/machine.ts';
import { addChats, chatOf, registerDossiers, spreadOver } from '../load/people.ts';
import type { PlatformReport } from '../load/platform.ts';
import { cpuBetween, note, startProduct, type Product } from '../load/product.ts';
import { countOf, nobodyWaits } from '../load/progress.ts';
import { until } from '../load/wait.ts';

const DOSSIERS = 100_000;
const COMMUNES = 340;
const SHARE = 0.15;
const THINK_MS = 1_200;
const MIB = 1_048_576;
/** Two turns of the timer that releases. */
const SETTLED_MS = 12_000;

interface Day {
  readonly seconds: number;
  readonly webMiB: number;
  readonly workerMiB: number;
}

export const day: Figure = {
  name: 'day',
  about: '100,000 completed dossiers, 15 % answering: registered, invited, answered and scored',
  async run(machine, sizes) {
    const days: Day[] = [];
    // One day is as long as all other figures together.
    for (let round = 0; round < Math.min(2, sizes.rounds); round += 1) days.push(await oneDay(machine, sizes));
    const of = (pick: (one: Day) => number) => ({ product: days.map(pick) });
    const dossiers = scaled(DOSSIERS, sizes).toLocaleString('en-US');
    return [
      {
        what: `National day: ${dossiers} dossiers, 15 % answering, scored`,
        unit: 's',
        goal: 'under 60',
        values: of(({ seconds }) => seconds),
      },
      {
        what: 'Resident memory at its highest, web',
        unit: 'MiB',
        goal: 'under 512',
        values: of(({ webMiB }) => webMiB),
      },
      {
        what: 'Resident memory at its highest, worker',
        unit: 'MiB',
        goal: 'under 512',
        values: of(({ workerMiB }) => workerMiB),
      },
    ];
  },
};

async function oneDay(machine: Machine, sizes: Sizes): Promise<Day> {
  const product = await startProduct(machine, { name: 'day', communes: COMMUNES });
  try {
    const people = { from: 0, count: scaled(DOSSIERS, sizes) };
    await addChats(product, people);
    await machine.platform.ask<PlatformReport>({ kind: 'report', forget: true });
    const citizens = {
      target: product.webhook,
      first: chatOf(0),
      count: people.count,
      share: SHARE,
      thinkMs: THINK_MS,
    };
    machine.platform.tell({ kind: 'answering', citizens });
    const before = await product.usage();
    const started = performance.now();
    const since = () => (performance.now() - started) / 1_000;
    await registerDossiers(product, people, spreadOver(COMMUNES));
    const registered = since();
    await nobodyWaits(product);
    const invited = since();
    const answering = Math.floor(people.count * SHARE);
    await until(async () => (await sealed(product)) >= answering, 'every answer is sealed', 400_000);
    const answered = since();
    const seconds = await scored(product, answering, since);
    const after = await product.usage();
    await expectAll(machine, product, people.count, answering);
    note(
      `  registered after ${registered.toFixed(1)} s, invited ${invited.toFixed(1)}, answered ${answered.toFixed(1)}, ` +
        `scored ${seconds.toFixed(1)}; CPU seconds ${JSON.stringify(cpuBetween(before, after))}`,
    );
    const peak = (name: string) => (after[name]?.peakBytes ?? 0) / MIB;
    return { seconds, webMiB: peak('web'), workerMiB: peak('worker') };
  } finally {
    machine.platform.tell({ kind: 'answering', citizens: null });
    await product.stop();
  }
}

async function sealed(product: Product): Promise<number> {
  return (await countOf(product, 'ballot.mix')) + (await countOf(product, 'ballot.response'));
}

/** When the last response left the mix and its cells were published; what finds no company goes on waiting. */
async function scored(product: Product, answering: number, since: () => number): Promise<number> {
  let responses = -1;
  let changedAt = 0;
  for (;;) {
    const found = await countOf(product, 'ballot.response');
    const pending = await countOf(product, 'ballot.tally t WHERE t.pending');
    if (found !== responses || pending > 0) changedAt = since();
    responses = found;
    const isWhole = (await sealed(product)) === answering;
    if (isWhole && since() - changedAt > SETTLED_MS / 1_000) return changedAt;
    await sleep(100);
  }
}

/** @throws Error when somebody was invited twice or not at all, or an answer was lost or counted twice */
async function expectAll(machine: Machine, product: Product, people: number, answering: number): Promise<void> {
  const report = await machine.platform.ask<PlatformReport>({ kind: 'report', forget: true });
  const invitedOnce = report.firstAt.filter(([, , messages]) => messages >= 1).length;
  const found = {
    invitedOnce,
    invitations: await countOf(product, `register.invitation WHERE invited_at IS NOT NULL`),
    sealed: await sealed(product),
    invitedTwice: report.invitedTwice,
  };
  const expected = { invitedOnce: people, invitations: people, sealed: answering, invitedTwice: 0 };
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    throw new Error(`The day ended with ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}.`);
  }
}
