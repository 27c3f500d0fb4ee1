import { bannerOf, startMain, type Ended, type Env, type MainProcess } from '../../support/main-process.ts';
import { appendToRunLog } from '../../support/run-log.ts';

export type { Ended, Env };

export interface SpawnedService {
  readonly pid: number;
  readonly banner: string;
  /** Sends the signal and resolves when the process is gone. */
  end(signal: NodeJS.Signals): Promise<Ended>;
}

/** `npm start -- ROLE` without npm; resolves when the banner is out. Its log goes to the log of the run. */
export async function spawnService(env: Env, role = 'all'): Promise<SpawnedService> {
  const running = startMain([role], env);
  const ended = keepLog(running);
  const banner = await bannerOf(running);
  return {
    pid: running.pid,
    banner,
    async end(signal) {
      running.kill(signal);
      return ended;
    },
  };
}

/** One command, such as `['units', 'import', file]`, to its end. */
export function runMain(args: readonly string[], env: Env): Promise<Ended> {
  return keepLog(startMain(args, env));
}

async function keepLog({ ended }: MainProcess): Promise<Ended> {
  const end = await ended;
  end.output.split('\n').forEach(appendToRunLog);
  return end;
}
