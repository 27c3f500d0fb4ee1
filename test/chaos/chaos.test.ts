import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { drawSeed } from '../app/support/crowd.ts';
import { appendToRunLog } from '../support/run-log.ts';
import { LANES } from './faults.ts';
import { isClean, type Verdict } from './run-fault.ts';
import { runGroup, type RunOptions } from './run-group.ts';
import { tableHead, tableRow } from './verdict-table.ts';

const PEOPLE = 12;
/** More than two cores need; what has not begun by then counts as broken. */
const BUDGET_MS = 900_000;
const CLOSING_MS = 300_000;

/** `npm run chaos` does it at length. What a machine cannot make is printed as not run, and is not among the verdicts. */
describe('chaos', () => {
  it('loses and doubles nothing, whatever breaks', { timeout: BUDGET_MS + CLOSING_MS }, async () => {
    const lines: string[] = [];
    const options: RunOptions = {
      seed: drawSeed(),
      people: PEOPLE,
      endsAt: Date.now() + BUDGET_MS,
      report: (row) => lines.push(tableRow(row)),
      tell: (line) => lines.push(line),
      onLog: appendToRunLog,
    };
    const verdicts: Verdict[] = [];
    const runLane = async (groups: (typeof LANES)[number]) => {
      for (const group of groups) verdicts.push(...(await runGroup(group, options)));
    };
    await Promise.all(LANES.map(runLane));
    process.stdout.write(`${[`seed ${options.seed}, ${PEOPLE} people`, tableHead(), ...lines].join('\n')}\n`);
    expect(verdicts.filter((verdict) => !isClean(verdict))).toEqual([]);
    expect(verdicts.length).toBeGreaterThan(0);
  });
});
