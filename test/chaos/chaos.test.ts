import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { printedSeed } from '../app/support/crowd.ts';
import { appendToRunLog } from '../support/run-log.ts';
import { FAULT_GROUPS, LONG_FAULT_GROUPS } from './faults.ts';
import type { FaultGroup } from './fault.ts';
import { isClean, type Verdict } from './run-fault.ts';
import { runGroup } from './run-group.ts';
import { tableHead, tableRow } from './verdict-table.ts';

/** Each fault once; `npm run chaos` does it at length. What a machine cannot make is printed as not run. */
describe('chaos', { timeout: 900_000 }, () => {
  it.concurrent.each(LONG_FAULT_GROUPS)('loses and doubles nothing: $name', async (group) => {
    expect(await harmOf(group)).toEqual([]);
  });

  it.concurrent('loses and doubles nothing, whatever else breaks', async () => {
    for (const group of FAULT_GROUPS) expect(await harmOf(group)).toEqual([]);
  });
});

async function harmOf(group: FaultGroup): Promise<readonly Verdict[]> {
  const lines = [tableHead()];
  const verdicts = await runGroup(group, {
    random: printedSeed(),
    people: 12,
    report: (row) => lines.push(tableRow(row)),
    onLog: appendToRunLog,
  });
  process.stdout.write(`${lines.join('\n')}\n`);
  return verdicts.filter((verdict) => !isClean(verdict));
}
