import process from 'node:process';
import { parseArgs } from 'node:util';
import { onMachine } from '../bench/load/machine.ts';
import { ANSWERS_A_SURVEY, soak, type Sample, type Soaked } from './soak.ts';
import { MOST_PER_HOUR, trendOf, verdictOn, type Verdict } from './trend.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    rate: { type: 'string', default: '500' },
    every: { type: 'string', default: '60' },
    'warm-up': { type: 'string' },
  },
});

/** What may not rise: what is ours, and what it makes of the queue's server. */
const JUDGED: readonly (readonly [string, (sample: Sample) => number])[] = [
  ['web, resident', ({ memory }) => memory['web'] ?? 0],
  ['worker, resident', ({ memory }) => memory['worker'] ?? 0],
  ['Redis, resident', ({ memory }) => memory['redis'] ?? 0],
  ['acknowledgement, p99', ({ ackMs }) => ackMs],
  ['reply, p99', ({ replyMs }) => replyMs],
];
const HEAD = ['minute', 'taps/s', 'ack p99 ms', 'reply p99 ms', 'web MiB', 'worker MiB', 'Redis MiB', 'postmaster MiB'];
const WIDTH = 15;

/** `npm run soak -- [--minutes N] [--rate ANSWERS] [--warm-up MINUTES] [--every SECONDS]`; exits 1 when something rises or is lost. */
async function main(): Promise<void> {
  const [minutes, rate, every] = [Number(values.minutes), Number(values.rate), Number(values.every)];
  const warmUp = Number(values['warm-up'] ?? Math.min(10, minutes / 5));
  if (!(minutes > 0 && rate >= ANSWERS_A_SURVEY && every > 0 && warmUp >= 0 && warmUp < minutes)) {
    throw new Error('Of --minutes, --rate (at least 5), --every and --warm-up one is no use.');
  }
  await onMachine(async (machine) => {
    say(HEAD);
    let before = 0;
    const onSample = (sample: Sample) => {
      say(cellsOf(sample, sample.hours - before));
      before = sample.hours;
    };
    const soaked = await soak(machine, { answersPerSecond: rate, minutes, everySeconds: every, onSample });
    process.exitCode = tell(soaked, warmUp) ? 0 : 1;
  });
}

function cellsOf({ hours, taps, ackMs, replyMs, memory }: Sample, lasted: number): readonly string[] {
  const mib = ['web', 'worker', 'redis', 'postgres'].map((name) => (memory[name] ?? 0).toFixed(0));
  return [(hours * 60).toFixed(1), (taps / (lasted * 3_600)).toFixed(0), ackMs.toFixed(1), replyMs.toFixed(0), ...mib];
}

function say(cells: readonly string[]): void {
  process.stdout.write(`${cells.map((cell) => cell.padStart(WIDTH)).join('')}\n`);
}

const WORDS: Readonly<Record<Verdict, string>> = {
  steady: 'steady',
  rises: `RISES by ${percent(MOST_PER_HOUR)} an hour or more`,
  unclear: 'too short to tell',
};

/** Whether nothing rises and nothing is missing. */
function tell({ samples, found, expected, webHeap }: Soaked, warmUp: number): boolean {
  const warm = samples.filter(({ hours }) => hours * 60 > warmUp);
  process.stdout.write(`\nAfter ${String(warmUp)} min of warm-up, an hour:\n`);
  const verdicts = JUDGED.map(([what, pick]) => {
    const trend = trendOf(warm.map((sample) => ({ hours: sample.hours, value: pick(sample) })));
    const verdict = verdictOn(trend);
    process.stdout.write(
      `  ${what.padEnd(22)} ${percent(trend.perHour)} ± ${percent(trend.plusMinus)}: ${WORDS[verdict]}\n`,
    );
    return verdict;
  });
  const isWhole = Object.entries(expected).every(([name, count]) => found[name] === count);
  process.stdout.write(`Heap of the web process at the end: ${webHeap.toFixed(0)} MiB\n`);
  process.stdout.write(`Stored ${JSON.stringify(found)}\n`);
  process.stdout.write(isWhole ? 'That is all that was acknowledged.\n' : `MISSING: ${JSON.stringify(expected)}\n`);
  return isWhole && !verdicts.includes('rises');
}

function percent(share: number): string {
  return Number.isFinite(share) ? `${(100 * share).toFixed(1)} %` : '∞';
}

await main();
