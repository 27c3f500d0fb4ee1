import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../lib/log.ts';
import type { Closers } from './closers.ts';

const CHECK_MS = 1_000;

/**
 * Starts an embedded server again when it died under the running service. Its clients wait and reconnect by
 * themselves; what it had acknowledged is on its disk.
 */
export function watchServer(
  server: string,
  { revive }: { readonly revive: () => Promise<boolean> },
  closers: Closers,
  log: Log,
): void {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function look(): Promise<void> {
    try {
      if (await revive()) log.warn({ server }, 'an embedded server had died and was started again');
    } catch (err) {
      log.error({ server, err }, 'an embedded server died and does not start again');
    }
  }

  async function watch(): Promise<void> {
    while (!signal.aborted) {
      await sleep(CHECK_MS, undefined, { signal, ref: false }).catch(() => undefined);
      if (!signal.aborted) await look();
    }
  }

  const watching = watch();
  closers.add(`watch over ${server}`, async () => {
    stopping.abort();
    await watching;
  });
}
