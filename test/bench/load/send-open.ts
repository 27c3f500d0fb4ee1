import { setTimeout as sleep } from 'node:timers/promises';
import { groupBy } from '../../../src/lib/group-by.ts';
import { headOf, HttpLane, type Target } from './http-lane.ts';
import { tapBody, type Tap } from './updates.ts';

export interface Sent {
  /** Milliseconds from when a request was meant to leave until its answer was there. */
  readonly latencies: readonly number[];
  readonly refused: number;
  readonly seconds: number;
}

/**
 * Sends at a fixed rate whatever the answers do. A request that finds all connections taken waits, and its waiting
 * counts: leaving it out would measure the service only when it is well.
 */
export async function sendOpen(
  target: Target,
  taps: readonly Tap[],
  perSecond: number,
  connections: number,
): Promise<Sent> {
  const lanes = await openLanes(target, connections);
  const free = [...lanes];
  const head = headOf(target);
  const latencies: number[] = [];
  const waiting: { readonly body: string; readonly due: number }[] = [];
  const bodies = taps.map(tapBody);
  let refused = 0;
  const started = performance.now();
  const intervalMs = 1_000 / perSecond;
  await new Promise<void>((resolve) => {
    let next = 0;
    let settled = 0;
    function leave(lane: HttpLane, body: string, due: number): void {
      lane.post(head, body, (status) => {
        latencies.push(performance.now() - due);
        if (status !== 200) refused += 1;
        settled += 1;
        const queued = waiting.shift();
        if (queued) leave(lane, queued.body, queued.due);
        else free.push(lane);
        if (settled === bodies.length) resolve();
      });
    }
    function tick(): void {
      const now = performance.now();
      for (let due = started + next * intervalMs; due <= now && next < bodies.length; due += intervalMs) {
        const body = bodies[next] ?? '';
        next += 1;
        const lane = free.pop();
        if (lane) leave(lane, body, due);
        else waiting.push({ body, due });
      }
      // A timer of one millisecond: what is a fraction late is charged to the service, never forgiven.
      if (next < bodies.length) setTimeout(tick, 1);
    }
    tick();
  });
  for (const lane of lanes) lane.close();
  return { latencies, refused, seconds: (performance.now() - started) / 1_000 };
}

const TRIES = 100;

/**
 * Sends as fast as so many connections are answered; what is refused is repeated. As platforms do it, one person's
 * updates go out one after the other.
 */
export async function sendClosed(target: Target, taps: readonly Tap[], connections: number): Promise<Sent> {
  const lanes = await openLanes(target, connections);
  const head = headOf(target);
  const latencies: number[] = [];
  let refused = 0;
  const own = groupBy(taps, ({ chat }) => chat % connections);
  const started = performance.now();

  async function run(lane: HttpLane, turn: number): Promise<void> {
    for (const tap of own.get(turn) ?? []) {
      const body = tapBody(tap);
      for (let tries = 0; tries < TRIES; tries += 1) {
        const sentAt = performance.now();
        const status = await new Promise<number>((resolve) => lane.post(head, body, resolve));
        latencies.push(performance.now() - sentAt);
        if (status === 200) break;
        refused += 1;
        await sleep(50);
      }
    }
  }

  await Promise.all(lanes.map(run));
  for (const lane of lanes) lane.close();
  return { latencies, refused, seconds: (performance.now() - started) / 1_000 };
}

function openLanes({ port }: Target, connections: number): Promise<readonly HttpLane[]> {
  return Promise.all(Array.from({ length: connections }, () => HttpLane.open(port)));
}
