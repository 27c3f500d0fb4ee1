import process from 'node:process';
import type { Target } from './http-lane.ts';
import { sendClosed, sendOpen } from './send-open.ts';
import type { Tap } from './updates.ts';

export type Order = { readonly target: Target; readonly taps: readonly Tap[]; readonly connections: number } & (
  { readonly kind: 'open'; readonly perSecond: number } | { readonly kind: 'closed' }
);

/** The load generator: a process of its own, on the same machine, that does what it is told. */
process.on('message', (order: Order) => {
  const { target, taps, connections } = order;
  const sending =
    order.kind === 'open'
      ? sendOpen(target, taps, order.perSecond, connections)
      : sendClosed(target, taps, connections);
  void sending.then((sent) => process.send?.(sent));
});

process.send?.('ready');
