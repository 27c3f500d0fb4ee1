import { setTimeout as sleep } from 'node:timers/promises';
import { quantile, scaled, type Figure, type Sizes } from '../figure.ts';
import type { Machine } from '../load/machine.ts';
import { addChats, chatOf, registerDossiers, spreadOver } from '../load/people.ts';
import type { PlatformReport } from '../load/platform.ts';
import { note, startProduct } from '../load/product.ts';

/** As Telegram has it: thirty a second in all, of which bulk may use 25. */
const BULK_PER_SECOND = 25;
const PLATFORM_PER_SECOND = 30;
const SECONDS = 10;
const WARM_UP_MS = 3_000;
const COMMUNES = 34;

export const pace: Figure = {
  name: 'pace',
  about: 'bulk messages a second on a platform that refuses more than thirty, while people answer',
  async run(machine, sizes) {
    const rounds: { readonly rate: number; readonly replyMs: number }[] = [];
    for (let round = 0; round < sizes.rounds; round += 1) rounds.push(await oneRound(machine, sizes));
    return [
      {
        what: `Bulk messages a second of the ${String(BULK_PER_SECOND)} configured, while people answer`,
        unit: '/s',
        goal: 'at least 23.75',
        values: { product: rounds.map(({ rate }) => rate) },
      },
      {
        what: 'From a tap to its reply meanwhile, p95',
        unit: 'ms',
        goal: '',
        values: { product: rounds.map(({ replyMs }) => replyMs) },
      },
    ];
  },
};

async function oneRound(machine: Machine, sizes: Sizes) {
  const seconds = scaled(SECONDS, sizes, 2);
  const product = await startProduct(machine, {
    name: 'pace',
    communes: COMMUNES,
    env: { TELEGRAM_BULK_PER_SECOND: String(BULK_PER_SECOND) },
  });
  try {
    const people = { from: 0, count: Math.ceil((seconds + 8) * BULK_PER_SECOND) };
    await addChats(product, people);
    machine.platform.tell({ kind: 'limit', perSecond: PLATFORM_PER_SECOND });
    const citizens = { target: product.webhook, first: chatOf(0), count: people.count, share: 0.02, thinkMs: 1_200 };
    machine.platform.tell({ kind: 'answering', citizens });
    await registerDossiers(product, people, spreadOver(COMMUNES));
    await sleep(WARM_UP_MS);
    await machine.platform.ask<PlatformReport>({ kind: 'report', forget: true });
    const started = performance.now();
    await sleep(seconds * 1_000);
    const report = await machine.platform.ask<PlatformReport>({ kind: 'report', forget: true });
    const took = (performance.now() - started) / 1_000;
    note(
      `  ${String(report.firstAt.length)} invitations, ${String(report.replyMs.length)} replies, ${String(report.refused)} refused in ${took.toFixed(1)} s`,
    );
    return { rate: report.firstAt.length / took, replyMs: quantile(report.replyMs, 0.95) };
  } finally {
    machine.platform.tell({ kind: 'answering', citizens: null });
    machine.platform.tell({ kind: 'limit', perSecond: null });
    await product.stop();
  }
}
