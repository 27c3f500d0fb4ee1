import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { addProbe, type Reading } from '../../src/lib/probe.ts';

function probed(read: () => Promise<readonly Reading[]>, everyMs: number, budgetMs?: number) {
  const registry = new Registry();
  const failed: string[] = [];
  addProbe(
    {
      name: 'pond',
      everyMs,
      gauges: { depth: { help: 'How deep' }, fish: { help: 'How many', labels: ['kind'] } },
      read,
    },
    { registry, onFailed: (probe) => failed.push(probe), ...(budgetMs === undefined ? {} : { budgetMs }) },
  );
  const lines = async () => (await registry.metrics()).split('\n').filter((line) => /^\w/.test(line));
  return { lines, failed };
}

const pond = (depth: number): readonly Reading[] => [
  { gauge: 'depth', value: depth },
  { gauge: 'fish', labels: { kind: 'carp' }, value: 2 * depth },
];

describe('src/lib/probe.ts', () => {
  it('asks once for all gauges and all who look, and not again before its time', async () => {
    let asked = 0;
    const { lines } = probed(async () => pond((asked += 1)), 3_600_000);
    const same = ['depth 1', 'fish{kind="carp"} 2'];
    const [first, second] = await Promise.all([lines(), lines()]);
    expect([first, second, await lines()]).toEqual([same, same, same]);
    expect(asked).toBe(1);
  });

  it('shows what is true now and nothing that was', async () => {
    const answers = [pond(1), [{ gauge: 'depth', value: 3 }]];
    const { lines } = probed(async () => answers.shift() ?? [], 0);
    expect(await lines()).toEqual(['depth 1', 'fish{kind="carp"} 2']);
    expect(await lines()).toEqual(['depth 3']);
    expect(await lines()).toEqual([]);
  });

  it('shows nothing in the place of what it cannot know, says so, and asks again at once', async () => {
    let isAway = true;
    const { lines, failed } = probed(async () => (isAway ? Promise.reject(new Error('away')) : pond(1)), 3_600_000);
    expect([await lines(), failed]).toEqual([[], ['pond']]);
    isAway = false;
    expect(await lines()).toEqual(['depth 1', 'fish{kind="carp"} 2']);
  });

  it('keeps nobody waiting for an answer that is late, and shows it when it is there', async () => {
    let answer: (readings: readonly Reading[]) => void = () => undefined;
    const { lines } = probed(() => new Promise((resolve) => (answer = resolve)), 3_600_000, 5);
    expect(await lines()).toEqual([]);
    answer(pond(1));
    await Promise.resolve();
    expect(await lines()).toEqual(['depth 1', 'fish{kind="carp"} 2']);
  });
});
