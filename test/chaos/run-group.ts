import { pick, seededFor, type Random } from '../support/random.ts';
import { evidenceOf } from './evidence.ts';
import type { Fault, FaultGroup } from './fault.ts';
import { startFleet, type Fleet } from './fleet.ts';
import { isClean, messageOf, Trial, type Verdict } from './run-fault.ts';
import type { NotRun } from './verdict-table.ts';

export interface RunOptions {
  /** Gives each fault a sequence of its own: one that runs alone does what it did among the others. */
  readonly seed: number;
  /** Surveys under way when something breaks. */
  readonly people: number;
  /** When what has not begun begins no more, and counts as broken. */
  readonly endsAt?: number;
  /** Told of each fault as soon as it is over. */
  readonly report: (row: Verdict | NotRun) => void;
  /** Told how things stand after one that was not clean. */
  readonly tell: (line: string) => void;
  readonly onLog?: (line: string) => unknown;
}

interface Round {
  readonly fault: Fault;
  readonly random: Random;
}

/** Each fault of the group once. */
export function runGroup(group: FaultGroup, options: RunOptions): Promise<readonly Verdict[]> {
  return runRounds(
    group,
    options,
    group.faults.map((fault) => ({ fault, random: seededFor(options.seed, fault.name) })),
  );
}

/** Random faults of the group until the time is over, one at the least. */
export function runGroupUntil(group: FaultGroup, options: RunOptions, deadline: number): Promise<readonly Verdict[]> {
  return runRounds(group, options, untilTime(group, options.seed, deadline));
}

function* untilTime({ name, faults }: FaultGroup, seed: number, deadline: number): Generator<Round> {
  const random = seededFor(seed, name);
  for (let round = 0; round === 0 || Date.now() < deadline; round += 1) {
    const fault = pick(random, faults);
    yield { fault, random: seededFor(seed, `${fault.name} ${round}`) };
  }
}

async function runRounds(group: FaultGroup, options: RunOptions, rounds: Iterable<Round>): Promise<readonly Verdict[]> {
  const why = await group.missing();
  if (why !== null) {
    for (const { name } of group.faults) options.report({ fault: name, why });
    return [];
  }
  const fleets = new Fleets(group, options);
  const verdicts: Verdict[] = [];
  try {
    for (const { fault, random } of rounds) {
      const verdict = await fleets.run(fault, random);
      options.report(verdict);
      verdicts.push(verdict);
    }
    return verdicts;
  } finally {
    await fleets.close();
  }
}

/** One fleet for the whole group, as long as it comes through: what follows a failure meets a fresh one. */
class Fleets {
  readonly #group: FaultGroup;
  readonly #options: RunOptions;
  #standing: { readonly fleet: Fleet; readonly trial: Trial } | null = null;

  constructor(group: FaultGroup, options: RunOptions) {
    this.#group = group;
    this.#options = options;
  }

  async run(fault: Fault, random: Random): Promise<Verdict> {
    if (Date.now() > (this.#options.endsAt ?? Infinity)) return { fault: fault.name, broken: 'no time was left' };
    const standing = await this.#stand().catch(messageOf);
    if (typeof standing === 'string') return { fault: fault.name, broken: `the fleet does not start: ${standing}` };
    const verdict = await standing.trial.run(fault, random);
    if (!isClean(verdict)) {
      for (const line of await evidenceOf(standing.fleet)) this.#options.tell(line);
      await this.close();
    }
    return verdict;
  }

  async #stand(): Promise<{ readonly fleet: Fleet; readonly trial: Trial }> {
    if (this.#standing !== null) return this.#standing;
    const { people, onLog } = this.#options;
    const fleet = await startFleet({ ...this.#group, ...(onLog && { onLog }) });
    this.#standing = { fleet, trial: new Trial(fleet, people) };
    return this.#standing;
  }

  async close(): Promise<void> {
    const standing = this.#standing;
    this.#standing = null;
    await standing?.fleet.close();
  }
}
