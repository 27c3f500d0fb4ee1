import { execFile, spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/lib/package-root.ts';
import { median } from './figure.ts';
import { toTable } from './table.ts';

const MAIN = join(packageRoot(), 'dist', 'test', 'bench', 'main.js');
const SEED = join(packageRoot(), 'dist', 'test', 'bench', 'seed.js');
const HISTORY = join(packageRoot(), 'dist', 'test', 'bench', 'history.js');
const SOAK = join(packageRoot(), 'dist', 'test', 'soak', 'main.js');

describe('bench', () => {
  it('writes the median and between what the rounds lay', () => {
    const row = {
      what: 'Something',
      unit: 'ms',
      goal: 'under 25',
      values: { product: [4, 9, 5], floor: [2] },
    } as const;
    expect(median([4, 9, 5])).toBe(5);
    expect(median([9, 4])).toBe(6.5);
    expect(median([9, 1, 4, 5])).toBe(4.5);
    expect(toTable([row]).split('\n').at(-1)).toBe(
      '| Something | under 25 ms | 5.00 ms (4.00–9.00) |                | 2.00 ms |',
    );
  });

  it(
    'measures the service, the usual pipeline and the floor, and finds every answer',
    { timeout: 300_000 },
    async () => {
      const run = promisify(execFile);
      const { stdout } = await run(process.execPath, [MAIN, 'answers', '--rounds', '1', '--scale', '0.01']);
      expect(stdout).toMatch(/\| Answers a second[^|]*\|[^|]*\| [\d.,]+\/s +\| [\d.,]+\/s +\| [\d.,]+\/s +\|/);
    },
  );

  it('does the same work beside a history and without one', { timeout: 300_000 }, async () => {
    const cwd = await mkdtemp(join(tmpdir(), 'hai-long-history-'));
    await chmod(cwd, 0o755);
    try {
      await promisify(execFile)(process.execPath, [SEED, '3000'], { cwd });
      const { stdout } = spawnSync(process.execPath, [HISTORY, '--rounds', '1', '--people', '40'], {
        cwd,
        encoding: 'utf8',
      });
      expect(stdout).toMatch(
        /^0 responses stored: [\d.]+ ms an invitation, [\d.]+ ms an answer; .*\n3,000 responses stored: /,
      );
      expect(stdout).toMatch(
        /An answer, taken, stored and replied to: [\d.]+ ms empty, [\d.]+ ms filled, -?[\d.]+ % more/,
      );
    } finally {
      await rm(cwd, { recursive: true, force: true });
    }
  });

  it('soaks the service, and finds all that was acknowledged', { timeout: 300_000 }, async () => {
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, [SOAK, '--minutes', '0.1', '--rate', '20', '--every', '2']);
    expect(stdout).toMatch(/web, resident +-?[\d.]+ % ±/);
    expect(stdout).toContain('That is all that was acknowledged.');
  });
});
