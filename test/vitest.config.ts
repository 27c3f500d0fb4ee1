import { defineConfig } from 'vitest/config';

const chaos = ['test/chaos/**/*.test.ts'];
const pure = ['test/domain/**/*.test.ts', 'test/lib/**/*.test.ts', 'test/structure.test.ts'];

/**
 * Pure tests need no server; the others get one PostgreSQL and one Redis a run, isolated by database and prefix. What
 * breaks servers has its own, and the machine to itself.
 */
export default defineConfig({
  test: {
    root: '.',
    reporters: ['default', './test/support/summary-reporter.ts'],
    projects: [
      { test: { name: 'pure', root: '.', include: pure, testTimeout: 60_000 } },
      {
        test: {
          name: 'servers',
          sequence: { groupOrder: 1 },
          root: '.',
          include: ['test/**/*.test.ts'],
          exclude: [...pure, ...chaos],
          globalSetup: ['watch-logs', 'start-postgres', 'start-redis', 'start-redis-cluster'].map(
            (name) => `test/support/${name}.ts`,
          ),
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'chaos',
          sequence: { groupOrder: 2 },
          root: '.',
          include: chaos,
          globalSetup: ['test/support/watch-logs.ts'],
        },
      },
    ],
  },
});
