import { setTimeout as sleep } from 'node:timers/promises';

/** One program of the fleet, looked after as by systemd or an orchestrator: what dies is started again. */
export interface Part {
  readonly name: string;
  /** Process ids, the main one first; none while it is down. */
  pids(): Promise<readonly number[]>;
  /** By SIGKILL; it is started again by itself. */
  kill(): Promise<void>;
  /** Orderly, and it stays down until `start`. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

export interface Launched {
  readonly pid: number;
  readonly ended: Promise<unknown>;
  kill(signal: NodeJS.Signals): void;
}

const RESTART_MS = 200;
const START_BUDGET_MS = 400_000;
const STOP_BUDGET_MS = 40_000;

/** `launch` resolves when the program is ready to work. */
export function supervise(name: string, launch: () => Promise<Launched>): Part {
  const state = { wanted: false };
  let running: Launched | null = null;
  let starting: Promise<void> | null = null;

  async function bringUp(): Promise<void> {
    const deadline = Date.now() + START_BUDGET_MS;
    while (state.wanted && running === null) {
      const launched = await launch().catch((error: unknown) => {
        // Servers that it needs may be away: it is started until they are back.
        if (Date.now() > deadline) throw error;
      });
      if (launched === undefined) await sleep(RESTART_MS);
      else watch(launched);
    }
  }

  function watch(launched: Launched): void {
    running = launched;
    launched.ended.then(restart).catch(() => undefined);
  }

  async function restart(): Promise<void> {
    running = null;
    starting = null;
    if (!state.wanted) return;
    await sleep(RESTART_MS);
    await start();
  }

  function start(): Promise<void> {
    state.wanted = true;
    starting ??= bringUp();
    return starting;
  }

  return {
    name,
    pids: async () => (running === null ? [] : [running.pid]),
    async kill() {
      const victim = running;
      victim?.kill('SIGKILL');
      await victim?.ended;
    },
    async stop() {
      state.wanted = false;
      await starting;
      const leaving = running;
      leaving?.kill('SIGTERM');
      const patience = new AbortController();
      const late = sleep(STOP_BUDGET_MS, 'late', { signal: patience.signal }).catch(() => 'gone');
      if ((await Promise.race([leaving?.ended, late])) === 'late') leaving?.kill('SIGKILL');
      patience.abort();
      await leaving?.ended;
    },
    start,
  };
}
