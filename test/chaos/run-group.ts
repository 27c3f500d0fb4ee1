import process from 'node:process';
import { pick, type Random } from '../support/random.ts';
import type { Fault, FaultGroup } from './fault.ts';
import { startFleet } from './fleet.ts';
import { Trial, type Verdict } from './run-fault.ts';
import type { NotRun } from './verdict-table.ts';

export interface RunOptions {
  readonly random: Random;
  /** Surveys under way when something breaks. */
  readonly people: number;
  /** Told of each fault as soon as it is over. */
  readonly report: (row: Verdict | NotRun) => void;
  readonly onLog?: (line: string) => unknown;
}

/** Each fault of the group once; the group ends with the first that citizens are not served on after. */
export async function runGroup(group: FaultGroup, options: RunOptions): Promise<readonly Verdict[]> {
  return runFaults(group, options, group.faults);
}

/** Random faults of the group until the time is over. */
export async function runGroupUntil(
  group: FaultGroup,
  options: RunOptions,
  deadline: number,
): Promise<readonly Verdict[]> {
  return runFaults(group, options, untilTime(group, options.random, deadline));
}

function* untilTime({ faults }: FaultGroup, random: Random, deadline: number): Generator<Fault> {
  while (Date.now() < deadline) yield pick(random, faults);
}

async function runFaults(group: FaultGroup, options: RunOptions, faults: Iterable<Fault>): Promise<readonly Verdict[]> {
  const { random, people, report, onLog } = options;
  const why = await group.missing();
  if (why !== null) {
    for (const { name } of group.faults) report({ fault: name, why });
    return [];
  }
  const fleet = await startFleet({ ...group, ...(onLog && { onLog }) });
  const leave = () => void fleet.close().then(() => process.exit(1));
  process.once('SIGINT', leave).once('SIGTERM', leave);
  try {
    const trial = new Trial(fleet, random, people);
    const verdicts: Verdict[] = [];
    for (const fault of faults) {
      const verdict = await trial.run(fault);
      report(verdict);
      verdicts.push(verdict);
      if ('broken' in verdict) break;
    }
    return verdicts;
  } finally {
    process.off('SIGINT', leave).off('SIGTERM', leave);
    await fleet.close();
  }
}
