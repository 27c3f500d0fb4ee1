import { setTimeout as sleep } from 'node:timers/promises';
import { complaintsOf } from './calm.ts';
import { Crowd, wholeOutcome } from '../app/support/crowd.ts';
import { until } from '../support/look.ts';
import type { Random } from '../support/random.ts';
import type { Fault } from './fault.ts';
import type { Fleet } from './fleet.ts';

/** What became of the surveys that were under way when something broke; `broken`: somebody was not served on, and why. */
export type Verdict = Counted | { readonly fault: string; readonly broken: string };

export interface Counted {
  readonly fault: string;
  readonly surveys: number;
  /** What citizens did and the platform was told that we have it. */
  readonly acknowledged: number;
  /** Answers of finished surveys that are not stored as given. */
  readonly lost: number;
  readonly doubled: number;
  readonly invitedTwice: number;
  /** Updates set aside as poison, failed jobs, drafts left over, calls that the platform forbids, gauges that are not back at 0. */
  readonly leftOver: number;
  /** How often a citizen had to open the slip again, for nothing came. */
  readonly reopened: number;
  /** Seconds from the end of the fault until every process says that it is ready and nothing waits. */
  readonly recoveredS: number;
}

const PATIENCE_MS = 120_000;
/** Some times what a lane rests after a refusal, and what gauges are behind. */
const CALM_MS = 60_000;
const FIRST_CHAT = 8_000_001;

/** People answer all the time; what they say is never taken back between faults, so everything is counted over the whole life of a fleet. */
export class Trial {
  readonly #fleet: Fleet;
  readonly #size: number;
  #crowds = 0;

  constructor(fleet: Fleet, size: number) {
    this.#fleet = fleet;
    this.#size = size;
  }

  async run(fault: Fault, random: Random): Promise<Verdict> {
    return this.#run(fault, random).catch(async (error: unknown) => {
      const dead = await this.#deadLetters().catch(() => []);
      return { fault: fault.name, broken: [messageOf(error), ...dead].join(' ') };
    });
  }

  async #run(fault: Fault, random: Random): Promise<Verdict> {
    const crowd = await this.#invite(fault, random);
    const finished = crowd.finish();
    finished.catch(() => undefined);
    await crowd.reaches(0.8 * random());
    await fault.strike(this.#fleet, random);
    const healed = Date.now();
    const [recoveredMs] = await Promise.all([this.#recover(healed), finished]);
    return this.#judge(fault, crowd, recoveredMs);
  }

  #invite(fault: Fault, random: Random): Promise<Crowd> {
    const firstChat = FIRST_CHAT + 1000 * this.#crowds;
    this.#crowds += 1;
    return Crowd.invite({
      telegram: this.#fleet.telegram,
      installation: this.#fleet,
      size: this.#size,
      up: () => Promise.resolve(),
      random,
      firstChat,
      budgetMs: PATIENCE_MS + (fault.lastsMs ?? 0),
    });
  }

  async #recover(since: number): Promise<number> {
    const { webs, workers } = this.#fleet;
    const ready = async () => (await Promise.all([...webs, ...workers].map(({ url }) => isReady(url)))).every(Boolean);
    await until(ready, 'every process is ready again', PATIENCE_MS);
    return Date.now() - since;
  }

  async #judge(fault: Fault, crowd: Crowd, recoveredMs: number): Promise<Counted> {
    const surveys = this.#crowds * this.#size;
    const expected = Array.from({ length: this.#crowds }, () => wholeOutcome(this.#size).scores).flat();
    // Released when every draft is sealed; what comes later came twice.
    await until(async () => (await this.#count('ballot.response')) >= surveys, 'all is stored', PATIENCE_MS).catch(
      () => undefined,
    );
    await sleep(500);
    const stored = await this.#scores();
    return {
      fault: fault.name,
      surveys: this.#size,
      acknowledged: crowd.acknowledged,
      lost: missingFrom(stored, expected),
      doubled: missingFrom(expected, stored),
      invitedTwice: crowd.invitedTwice().length,
      leftOver: await this.#leftOver(),
      reopened: crowd.reopened,
      recoveredS: Math.round(recoveredMs / 100) / 10,
    };
  }

  async #leftOver(): Promise<number> {
    const drafts = await this.#count('register.draft');
    const dead = await this.#deadLetters();
    // What is dead stays in the gauges until somebody looks at it.
    const complaints = await complaintsOf(this.#fleet, dead.length === 0 ? CALM_MS : 0);
    return dead.length + drafts + this.#fleet.telegram.outbox.violations.length + complaints.length;
  }

  async #deadLetters(): Promise<readonly string[]> {
    const updates = await this.#fleet.rows<{ failure: string }>('SELECT u.failure FROM register.dead_update u');
    return [...updates.map(({ failure }) => `update ${failure}`), ...(await this.#fleet.deadJobs())];
  }

  async #count(table: string): Promise<number> {
    const [row] = await this.#fleet.rows<{ n: string }>(`SELECT count(*) AS n FROM ${table}`);
    return Number(row?.n);
  }

  async #scores(): Promise<readonly string[]> {
    const rows = await this.#fleet.rows<{ scores: string }>(`
      SELECT concat(answers #>> '{q1,value}', answers #>> '{q2,value}', answers #>> '{q3,value}', answers #>> '{q4,value}')
        AS scores FROM ballot.response`);
    return rows.map(({ scores }) => scores);
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Nothing lost, nothing twice, nothing lying about. */
export function isClean(verdict: Verdict): boolean {
  if ('broken' in verdict) return false;
  const { lost, doubled, invitedTwice, leftOver } = verdict;
  return lost + doubled + invitedTwice + leftOver === 0;
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
    async (httpResponse) => {
      await httpResponse.arrayBuffer();
      return httpResponse.ok;
    },
    () => false,
  );
}

/** How many of `wanted` are not among `there`, each counted as often as it stands. */
function missingFrom(there: readonly string[], wanted: readonly string[]): number {
  const left = new Map<string, number>();
  for (const each of there) left.set(each, (left.get(each) ?? 0) + 1);
  return wanted.filter((each) => {
    const count = left.get(each) ?? 0;
    left.set(each, count - 1);
    return count <= 0;
  }).length;
}
