import { randomInt } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { FaultGroup } from './fault.ts';
import { LANES } from './faults.ts';
import { endFleetsOnSignal } from './fleet.ts';
import { isClean } from './run-fault.ts';
import { runGroup, runGroupUntil } from './run-group.ts';
import { tableHead, tableRow } from './verdict-table.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    seed: { type: 'string' },
    only: { type: 'string', default: '' },
    people: { type: 'string', default: '60' },
    /** A file for what the services log. */
    log: { type: 'string' },
  },
});

/**
 * Each fault once, or with `--minutes` random ones, group by group, for so long. `--only` takes those whose name, or whose
 * group's, holds a word. Exits 1 when anything was lost, came twice or was left over.
 */
async function main(): Promise<void> {
  const seed = Number(values.seed ?? randomInt(2 ** 31));
  const options = {
    seed,
    people: Number(values.people),
    onLog: (line: string) => values.log !== undefined && appendFileSync(values.log, `${line}\n`),
    tell: (line: string) => void process.stderr.write(`${line}\n`),
    report: (row: Parameters<typeof tableRow>[0]) => void process.stdout.write(`${tableRow(row)}\n`),
  };
  endFleetsOnSignal();
  const lanes = LANES.map((lane) => lane.map(narrowed).filter(({ faults }) => faults.length > 0));
  process.stdout.write(`seed ${seed}, ${options.people} people\n\n${tableHead()}\n`);
  const begun = Date.now();
  const ran = await Promise.all(
    lanes.map(async (groups) => {
      const verdicts = [];
      for (const [i, group] of groups.entries()) {
        const deadline = begun + ((i + 1) / groups.length) * 60_000 * Number(values.minutes);
        const runs = values.minutes === undefined ? runGroup(group, options) : runGroupUntil(group, options, deadline);
        verdicts.push(...(await runs));
      }
      return verdicts;
    }),
  );
  const verdicts = ran.flat();
  process.stdout.write(`\n${verdicts.length} faults, ${verdicts.filter(isClean).length} clean\n`);
  process.exitCode = verdicts.every(isClean) ? 0 : 1;
}

function narrowed(group: FaultGroup): FaultGroup {
  if (group.name.includes(values.only)) return group;
  return { ...group, faults: group.faults.filter(({ name }) => name.includes(values.only)) };
}

await main();
