import { setTimeout as sleep } from 'node:timers/promises';
import { quantile, scaled, type Figure, type Sizes } from '../figure.ts';
import type { Machine } from '../load/machine.ts';
import { addChats, chatOf, registerCall, registerDossiers } from '../load/people.ts';
import type { PlatformReport } from '../load/platform.ts';
import { note, startProduct, type Product } from '../load/product.ts';

const IMPORTED = 100_000;
const WARDS = 33;
const BIG_WARD = String(30_001 + WARDS);
const FIRST_IMPORTED = 1_000_000;
const SECONDS = 12;
const EVERY_MS = 60;
/** What nobody has received at the end has waited at least so long. */
const AFTER_MS = 3_000;

interface Waited {
  readonly inviteS: number;
  readonly replyMs: number;
}

export const fairness: Figure = {
  name: 'fairness',
  about: 'what 33 wards notice when a 34th imports 100,000 dossiers',
  async run(machine, sizes) {
    const rounds: { readonly alone: Waited; readonly beside: Waited }[] = [];
    for (let round = 0; round < Math.min(2, sizes.rounds); round += 1) {
      rounds.push({ alone: await oneRun(machine, sizes, false), beside: await oneRun(machine, sizes, true) });
    }
    return [
      {
        what: 'One ward imports 100,000: invitations of 33 others wait longer by, p95',
        unit: 's',
        goal: 'under 2',
        values: { product: rounds.map(({ alone, beside }) => beside.inviteS - alone.inviteS) },
      },
      {
        what: 'and their replies longer by, p95',
        unit: 'ms',
        goal: 'under 100',
        values: { product: rounds.map(({ alone, beside }) => beside.replyMs - alone.replyMs) },
      },
    ];
  },
};

async function oneRun(machine: Machine, sizes: Sizes, withImport: boolean): Promise<Waited> {
  const product = await startProduct(machine, {
    name: 'fairness',
    communes: WARDS + 1,
    env: { TELEGRAM_BULK_PER_SECOND: '200' },
  });
  try {
    const seconds = scaled(SECONDS, sizes, 3);
    const count = Math.floor((seconds * 1_000) / EVERY_MS);
    const imported = { from: FIRST_IMPORTED, count: scaled(IMPORTED, sizes) };
    await addChats(product, { from: 0, count });
    if (withImport) await addChats(product, imported);
    await machine.platform.ask<PlatformReport>({ kind: 'report', forget: true });
    const citizens = { target: product.webhook, first: chatOf(0), count, share: 0.3, thinkMs: 1_200 };
    machine.platform.tell({ kind: 'answering', citizens });
    // It goes on as long as we look, and is cut off then.
    if (withImport) registerDossiers(product, imported, () => BIG_WARD).catch(() => undefined);
    const waited = await trickle(machine, product, count);
    note(
      `  ${withImport ? 'beside the import' : 'alone'}: invitations ${waited.inviteS.toFixed(2)} s, replies ${waited.replyMs.toFixed(0)} ms, p95`,
    );
    return waited;
  } finally {
    machine.platform.tell({ kind: 'answering', citizens: null });
    await product.stop();
  }
}

/** One dossier at a time, of each ward in turn. */
async function trickle({ platform }: Machine, product: Product, count: number): Promise<Waited> {
  const registered = new Map<number, number>();
  const calls: Promise<void>[] = [];
  const started = Date.now();
  for (let person = 0; person < count; person += 1) {
    await sleep(Math.max(0, started + person * EVERY_MS - Date.now()));
    const ward = String(30_001 + (person % WARDS));
    registered.set(chatOf(person), Date.now());
    calls.push(registerCall(product.url, [person], () => ward));
  }
  await Promise.all(calls);
  await sleep(AFTER_MS);
  const { firstAt, replyMs } = await platform.ask<PlatformReport>({ kind: 'report', forget: true });
  const received = new Map(firstAt.map(([chat, at]) => [chat, at]));
  const now = Date.now();
  const waits = [...registered].map(([chat, at]) => (received.get(chat) ?? now) - at);
  return { inviteS: quantile(waits, 0.95) / 1_000, replyMs: quantile(replyMs, 0.95) };
}
